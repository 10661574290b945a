"""The importer: a saved portal page → a checked profile, nothing dropped and nothing guessed in silence.

The way of a page: ``page`` (bytes → text, ``hypertext`` for HTML) → ``lines`` → ``labels`` (which line is a heading,
a date, a title) → ``structure`` (domains and lists) and ``items`` (lists → findings) → ``facts`` (who, where, when) →
``topics`` (proposals) → ``draft`` (YAML) → ``importer`` (checks, files) → ``show`` (what is told). Every line that is
not blank ends up with a role, so that what was not taken over can be named.
"""
