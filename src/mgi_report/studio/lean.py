"""Web pages without what no browser needs: the same elements, words and rules in fewer bytes.

Left out is what need not be written (HTML Standard, 13.1.2.3 and 13.1.2.4): ends of elements that end anyway, quotation
marks around simple values, and white space between blocks. Texts of profiles are escaped before, and stay as they are.
"""

from __future__ import annotations

import re

_BLOCKS = (
    "aside|blockquote|body|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|html|li|link|main|meta|nav|"
    "optgroup|option|p|script|section|style|svg|table|tbody|td|template|th|thead|title|tr|ul"
)
_AFTER_PARAGRAPH = (
    "aside|blockquote|div|dl|figcaption|figure|footer|form|h[1-6]|header|main|nav|p|section|table|ul|"
    "/(?:aside|blockquote|dd|div|figure|footer|form|header|li|main|section|td)"
)
_APART = re.compile(r"(<style>.*?</style>|<script>.*?</script>)", re.S)
_SPACE = re.compile(rf"\n\s*(?=</?(?:{_BLOCKS})\b|$)|(?<=\n)\s+")
_ENDS = re.compile(rf"</(?:li|t[dhr]|tbody|thead|option|optgroup|d[td])>|</p>(?=<(?:{_AFTER_PARAGRAPH})\b)")
_VALUES = re.compile(r'="([\w#:.-]+)"(?=[ >])')

_COMMENTS = re.compile(r"/\*.*?\*/", re.S)


def lean(html: str) -> str:
    """A page; its styles and its script stay as they are."""
    parts = _APART.split(html)
    parts[::2] = map(_lean, parts[::2])
    return "".join(parts)


def _lean(markup: str) -> str:
    pieces = _VALUES.split(_ENDS.sub("", _SPACE.sub("", markup)))
    pieces[1::2] = [f"={value}" for value in pieces[1::2]]
    return "".join(pieces)


def lean_styles(sheet: str) -> str:
    """A style sheet without comments and needless space."""
    flat = re.sub(r"\s+", " ", _COMMENTS.sub("", sheet))
    tight = re.sub(r"\s*([{};,>~])\s*", r"\1", flat)
    return re.sub(r"(?<=[\w-]): ", ":", tight).replace(";}", "}").strip()


def lean_script(source: str) -> str:
    """A script without indents."""
    return re.sub(r"^\s+", "", source, flags=re.M).strip()
