"""The means that all publications of a workspace share.

Public: :mod:`studio` (theme, fonts, composer, catalogues), :mod:`typesetter` (where documents are typeset),
:mod:`drawings` (drawn once and kept), :mod:`jobs` (what a job is, and what it leaves in the cache), :mod:`webpage` and
:mod:`webfile` (pages of the HTML edition made, and read back), :mod:`office`
(files for word processors), :mod:`folio_font` and :mod:`companions` (what goes to the print shop with a file).
"""
