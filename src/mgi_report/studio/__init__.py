"""The means that all publications of a workspace share.

``studio`` (theme, templates, fonts, languages), ``jobs`` (what is to be made, what became of it, what is kept),
``typesetter``, ``drawings``, ``folio_font``, ``companions`` (what goes to the print shop with a file).
"""
