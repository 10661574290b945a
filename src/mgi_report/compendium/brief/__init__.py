"""Theme briefs: one theme, or one domain, of some places on a page or two, to be put behind a briefing.

Public: :mod:`jobs` (many briefs), :mod:`web` (the same as web pages) and :mod:`told` (what a finished brief says).
"""
