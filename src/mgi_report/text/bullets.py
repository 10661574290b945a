"""Bullets and numbers that people type, or word processors write, before the items of a list."""

from __future__ import annotations

import re

DASHES = ("-", "–", "—", "*")
WORD_BULLETS = "\uf0a7\uf0b7\uf0d8"
"""The bullets of Word: characters of its fonts Symbol and Wingdings, which no other font has."""

_SIGN = re.compile(f"([•‣▪▫■□●○◦∙⁃►▸➢➤✓·{WORD_BULLETS}])\\s*(.*)")
_DASH = re.compile(r"([-–—*])(?:\s+(.*))?")
_NUMBER = re.compile(r"(\(?\d{1,2}[.)])(?:\s+(.*))?")
_LETTER = re.compile(r"(o)\t\s*(.*)", re.S)  # Word's round bullet; before a space it may be a word


def split_mark(text: str) -> tuple[str, str]:
    """The bullet or number at the start of a line, and the words behind it."""
    for pattern in (_SIGN, _DASH, _NUMBER, _LETTER):
        if match := pattern.fullmatch(text):
            return match[1], match[2] or ""
    return "", text
