"""The importer: a saved portal page → a checked profile, nothing dropped and nothing guessed in silence.

The way of a page: :mod:`page` (bytes → text, :mod:`hypertext` for HTML) → :mod:`lines` → :mod:`labels` (which line is
a heading, a date, a title) → :mod:`structure` (domains and lists) and :mod:`items` (lists → findings) → :mod:`facts`
(who, where, when) → :mod:`topics` (proposals) → :mod:`draft` (YAML) → :mod:`importer` (checks) → :mod:`shelf` (files).
Every line that is not blank ends up with a role, so that what was not taken over can be named.
"""
