"""What is asked → gathered → made → published, and what the last build left.

Public: :mod:`plan` (what is asked, and what came of it), :mod:`named` (names as people type them), :mod:`check` (what
is wrong in a workspace), :mod:`listing` (what it has), :mod:`gather` (what is asked → jobs), :mod:`earlier` (editions
that are compared), :mod:`briefs` (what a brief is asked of), :mod:`build` (the build itself), :mod:`manifest` and
:mod:`outputs` (files and checksums), :mod:`verify` (finished files proved again), :mod:`merge` (outputs of several
builds in one folder), :mod:`pack` (one package to send), :mod:`checklist` (what is left to people),
:mod:`taking_back` (the profiles in our PDFs) and :mod:`preview` (pages that follow what is saved).
"""
