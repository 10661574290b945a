"""Bullets and numbers that people type, or word processors write, before the items of a list."""

from __future__ import annotations

import re

DASHES = ("-", "–", "—", "‐", "‑", "‒", "―", "−", "*", "+")
"""Signs that stand before items with a space, and within sentences too."""

LETTER = "a)"
WORD_BULLETS = "\uf0a7\uf0b7\uf0d8"
"""The bullets of Word: characters of its fonts Symbol and Wingdings, which no other font has."""

# Arrows, geometric shapes, stars, ticks and other signs that texts do not begin with.
_SHAPES = (
    "\u2190-\u21ff\u25a0-\u25ff\u2605\u2606\u2610-\u2612\u2713-\u2718\u271a-\u2756\u2794-\u27bf\u2b05-\u2bff"
    "\U0001f300-\U0001faff"
)
_SIGN = re.compile(f"([•‣∙⁃·{_SHAPES}{WORD_BULLETS}])\\ufe0f?\\s*(.*)")
_DASH = re.compile(r"([-–—‐‑‒―−*]|[+](?!\s+\d)|[»›>])(?:\s+(.*))?")
_NUMBER = re.compile(r"(\(?\d{1,2}[.)])(?:\s+(.*))?")
_LETTERED = re.compile(r"(\(?(?:[a-z]|[ivx]{1,4})\))\s+(.*)")
_LETTER = re.compile(r"(o)\t\s*(.*)", re.S)  # Word's round bullet; before a space it may be a word


def split_mark(text: str) -> tuple[str, str]:
    """The bullet, number or letter at the start of a line, and the words behind it."""
    for pattern in (_SIGN, _DASH, _NUMBER, _LETTER, _LETTERED):
        if match := pattern.fullmatch(text):
            return match[1], match[2] or ""
    return "", text


def kind_of(mark: str) -> str:
    """A mark as the items of one list share it: every letter is one and the same."""
    return LETTER if mark.endswith(")") and mark.strip("()").isalpha() else mark
