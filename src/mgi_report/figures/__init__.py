"""Everything that is drawn; the only room with matplotlib.

Public: :mod:`shapes` (what a figure is made of), :mod:`wheel` (geometry of the wheel), :mod:`doors` (the same in a
web page), :mod:`snapshot` (the wheel drawn), :mod:`cover` and :mod:`locator` (the maps of snapshots), :mod:`volume`
(the covers of a volume), :mod:`card` (the picture of a web page), :mod:`sight` (what a locator shows), :mod:`marks`
(the marks of the two lists), :mod:`comparison` (the figures of a region), :mod:`region_map` (one of them),
:mod:`slides` (the same on slides), :mod:`ornaments` (small drawings, QR codes) and :mod:`land` (is there land near a
point).
"""
