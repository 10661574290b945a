"""One city on four pages: viewed, planned, composed, typeset, proved.

Public: :mod:`view` and :mod:`present` (a profile as one reader sees it), :mod:`plan` (pages from the widths of words),
:mod:`make` (one snapshot) and :mod:`jobs` (many).
"""
