"""One city on four pages: viewed, planned, composed, typeset, proved.

Public: :mod:`view` and :mod:`present` (a profile as one reader sees it), :mod:`plan` (pages from the widths of words),
:mod:`room` (whether words find the room that does not grow), :mod:`make` (one snapshot), :mod:`jobs`
(many) and :mod:`words` (what all snapshots say).
"""
