"""The regional compendium: cities side by side, domain by domain and theme by theme, never ranked.

A volume is bound from gatherings (prelims, openers, chapters, exchange, list of cities, index, covers), each typeset
and kept by itself, and from the pages of its cities. A sheet for a meeting is one page of the same comparison.

Public: :mod:`jobs` (many volumes), :mod:`sketch` (a volume before it is bound), :mod:`sheet` (pages for meetings),
:mod:`word` (the same for a word processor), :mod:`brief` (one theme or domain on a page or two), :mod:`present` (what
pages say of a comparison), :mod:`web` (the same comparison as web pages) and :mod:`told` (what a finished volume says).
"""
