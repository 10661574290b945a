"""What is asked → gathered → made → published, and what the last build left.

Public: :mod:`plan` (what is asked, and what came of it), :mod:`check` (what is wrong in a workspace), :mod:`gather`
(what is asked → jobs), :mod:`build` (the build itself), :mod:`manifest` (files and checksums), :mod:`verify` (finished
files proved again) and :mod:`checklist` (what is left to people).
"""
