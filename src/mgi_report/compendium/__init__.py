"""The regional compendium: cities side by side, domain by domain and theme by theme, never ranked.

A volume is bound from gatherings (prelims, chapters, exchange, indexes, end matter), each typeset and kept by itself,
and from the snapshots of its cities, which are typeset once and bound wherever they are needed.

Public: :mod:`jobs` (many volumes).
"""
