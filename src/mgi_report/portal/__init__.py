"""The importer: a saved portal page → a checked profile, nothing dropped and nothing guessed in silence.

The way of a page: :mod:`page` (bytes → text; :mod:`archive` for MHTML, :mod:`hypertext` with :mod:`elements` for HTML,
:mod:`addresses`) → :mod:`lines`, without the marks of footnotes (:mod:`notes`) → :mod:`labels` (which line is a
heading, a date, a title) → :mod:`structure` (domains and lists, :mod:`parts`) and :mod:`items` (lists → findings) →
:mod:`facts` (who, where, when) → :mod:`topics` (proposals) → :mod:`draft` (YAML) → :mod:`importer` (checks,
:mod:`oddities`) → :mod:`shelf` (files).
Every line that is not blank ends up with a role, so that what was not taken over can be named.
"""
