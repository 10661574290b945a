"""The press edition: what a print shop accepts without a phone call (docs/press.md).

In the order of the data: :mod:`inks` brings drawings and pictures to the inks of the press (:mod:`conversion` where a
person asks for it), :mod:`finishing` makes a typeset file PDF/X-4 (with :mod:`profile`, :mod:`sheet` and
:mod:`marks`), :mod:`contents` and :mod:`facts` read a finished file, :mod:`proof`, :mod:`rules` and :mod:`trims` judge
it, :mod:`separations` measures its ink, :mod:`imposition` arranges its pages on sheets, :mod:`volume` brings snapshots
into a press volume, and :mod:`report` makes what goes to the print shop with a file.
"""
