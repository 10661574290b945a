"""Two editions of a place side by side: a document of its own, or a leaf of the snapshot of the newer one.

:mod:`view` and :mod:`present` (two profiles as one reader sees them), :mod:`words` (what such pages say of themselves),
:mod:`plan` (what stands on which page), :mod:`compose` (pages from templates, guarded), :mod:`jobs` (documents),
:mod:`record` (the same as data) and :mod:`proof` (every finding in its state, read back from the file).
"""
