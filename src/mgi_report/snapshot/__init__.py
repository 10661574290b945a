"""One city on four pages: viewed, planned, composed, typeset, proved.

Public: :mod:`view` and :mod:`present` (a profile as one reader sees it), :mod:`plan` (pages from the widths of words),
:mod:`room` (whether words find the room that does not grow), :mod:`make` (one snapshot), :mod:`leaves` (the same in
parts), :mod:`jobs` (many), :mod:`words` (what all snapshots say), :mod:`web` (the same as a web page), :mod:`word`
(its text for a word processor), :mod:`slides` (its wheel on a slide), :mod:`webproof` and :mod:`same` (whether files
say the same), :mod:`since` (two editions of the city side by side).
"""
