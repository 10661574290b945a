"""What is asked → gathered → made → published, and what the last build left.

Public: :mod:`build` (the build itself), :mod:`manifest` (files and checksums) and :mod:`verify` (finished files proved
again).
"""
