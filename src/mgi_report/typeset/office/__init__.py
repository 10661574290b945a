"""Office files: a small, strict part of HTML → a Word file, figures → slides, and what LibreOffice makes of the files
of somebody else; the only room with python-pptx.

Word files are written here element by element, with the names and the order of ISO/IEC 29500-1, so that the same input
gives the same bytes and nothing of a library's own template comes along; tests read them with python-docx and with
LibreOffice, which did not write them.

Public: :mod:`blocks` (what a document is made of), :mod:`subset` (HTML → blocks), :mod:`word` (blocks → a file),
:mod:`reading` (a file, read back), :mod:`lint` (what a file lacks for its readers), :mod:`libreoffice` (its program,
called with limits), :mod:`foreign` (office files that somebody hands in), :mod:`deck` (what slides are made of),
:mod:`slides` (the same → a file), :mod:`styles` (the look of both) and :mod:`package` (files in a zip, the same bytes
each time).
"""
