"""Finished PDFs: read, proved and bound, by other software than the one that made them.

Public: :mod:`xmp` (what a file says of itself), :mod:`reading` and :mod:`navigation` (PDFium), :mod:`rendering` and
:mod:`visible` (what can be seen of the type on pages), :mod:`onscreen` (pages as browsers show them), :mod:`tables`
(cells by their heads), :mod:`listed` (findings by their lists), :mod:`heard` (what of the tags is heard),
:mod:`ownership` (what belongs to no tag), :mod:`structure` (pypdf), :mod:`agreement` (where the two or the plan
differ), :mod:`proof` (what a proof is), :mod:`screen` (the checks of the screen edition), :mod:`margins`,
:mod:`profiles` (those attached), :mod:`volumes` (what a volume must hold by its parts), :mod:`conformance` (the
validator at work), :mod:`guard` (a process with limits, in which files of somebody else are read) and :mod:`binding`
(several tagged PDFs → one volume; the only room with pikepdf beside the press).
"""
