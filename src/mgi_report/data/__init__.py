"""Data files → model and comparison, every problem with its file, line and column.

Public: :mod:`decode` (bytes → text), :mod:`yaml_tree` (plain data that knows its places), :mod:`fields` and
:mod:`model` (what a profile and the framework are), :mod:`identity`, :mod:`explain` (problems in the words of the
field), :mod:`glyphs` (characters that no font has), :mod:`profile_files` and :mod:`region_files` (files → model),
:mod:`region` and :mod:`comparison` (places side by side, in a neutral order), :mod:`plausible` and
:mod:`completeness` (doubts) and :mod:`records` (data to attach).
"""
