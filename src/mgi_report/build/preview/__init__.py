"""A living preview: what is saved is seen, first as it will look, then proved.

Two processes: one shows (:mod:`server`, :mod:`gallery`), one works (:mod:`desk`). What goes between them is in
:mod:`messages`; :mod:`watching` tells what was saved, :mod:`editors` open what is clicked.

Public: :mod:`preview` (everything started, and ended).
"""
