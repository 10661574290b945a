"""What is asked for → gathered → made → published, and what the last build left.

``plan`` (what is asked for, and what comes of it), ``build``, ``check`` (what is wrong), ``verify`` (proofs of finished
files); ``gather``, ``manifest`` and ``outdated`` for those above.
"""
