"""Finished PDFs: read, proved and bound, by other software than the one that made them.

Public: :mod:`xmp` (what a file says of itself), :mod:`reading` (PDFium), :mod:`proof` (what a proof is), :mod:`screen`
(the checks of the screen edition), :mod:`structure` (pypdf),
:mod:`margins`, :mod:`conformance` (the validator at work) and :mod:`binding`
(several tagged PDFs → one volume; the only room with pikepdf beside the press).
"""
