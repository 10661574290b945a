"""Data files → model and comparison, every problem with its file, line and column.

Public: :mod:`decode` (bytes → text), :mod:`tree` and :mod:`yaml_tree` (plain data that knows its places),
:mod:`fields`, :mod:`model` and :mod:`extras` (what a profile and the framework are), :mod:`schemas` (for editors),
:mod:`blank` (a profile that is begun), :mod:`codes` (of cities), :mod:`identity`, :mod:`explain` (problems in the words
of the field), :mod:`glyphs` (characters that no font has), :mod:`profile_files`, :mod:`region_files`,
:mod:`publisher_file` and :mod:`language_files` (files → model), :mod:`region` and :mod:`comparison` (places side by
side, in a neutral order), :mod:`succession` and :mod:`follows` (two editions of a place), :mod:`neighbours` and
:mod:`countries` (where they lie), :mod:`spelled` (texts for paper), :mod:`meant` (values as people write them),
:mod:`doubts` and :mod:`completeness` (what is doubtful or lacking) and :mod:`records` (data to attach).
"""
