"""A briefing with annexes: the user's own PDF as it is, with snapshots and other PDFs bound in after it.

Public: :mod:`plan` (what is asked, read and checked), :mod:`volume` (bound, proved, written) and :mod:`proof`
(any bound volume compared with its parts).
"""
