"""The bytes of a file → its text; that of a data file without what no text may hold."""

from __future__ import annotations

import codecs
import re
from typing import Protocol

from ..errors import Kind

Place = tuple[int, int]

MAX_CONTROLS = 20
# C0 and C1 controls, line and paragraph separators, surrogates, noncharacters, a byte order mark inside a text, the
# replacement character, and the marks that turn the direction of a text around unseen.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffd-\uffff]"
)
_STAND_IN = "_"

MAX_BYTES = 1_000_000


class Report(Protocol):
    """Adds a problem of this file."""

    def __call__(self, message: str, place: Place, *, kind: Kind, hint: str = "", value: str = "") -> None:
        """Report a message at a line and column, counted from 1."""


def decode_utf8(raw: bytes, report: Report) -> str | None:
    """The text of a file without a byte order mark, its line ends made the same; none where it is not UTF-8."""
    try:
        return _with_plain_line_ends(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _with_plain_line_ends(raw[: error.start].decode("utf-8-sig"))
        encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "windows-1252"
        report(
            f"the file is not UTF-8 (byte 0x{raw[error.start]:02x})",
            (before.count("\n") + 1, len(before) - before.rfind("\n")),
            hint=f"save it as UTF-8, for example with `iconv -f {encoding} -t utf-8`",
            kind=Kind.NOT_TEXT,
        )
        return None


def decode(raw: bytes, report: Report) -> str | None:
    """The text of a data file; none where reading on would make no sense."""
    text = decode_utf8(raw, report)
    if text is None:
        return None
    if "\0" in text or len(FORBIDDEN.findall(text)) > MAX_CONTROLS:
        hint = "look what was saved here; if it is a text, save it as UTF-8"
        report("this is no text file: it is full of control characters", (1, 1), hint=hint, kind=Kind.NOT_TEXT)
        return None
    return without_controls(text, report)


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def without_controls(text: str, report: Report, place: Place | None = None) -> str:
    """The text with a stand-in for each character that no text may hold, so that the rest can be read on.

    Each is reported where it stands, or at ``place``.
    """
    for match in FORBIDDEN.finditer(text):
        here = place or _place_in(text, match.start())
        if match[0] == "\ufffd":
            message, hint = "a letter that was lost when the text was converted", "write the right letter here"
        else:
            message, hint = "a control character that no reader can see", "delete it"
        report(message, here, value=f"U+{ord(match[0]):04X}", hint=hint, kind=Kind.CONTROL_CHARACTER)
    return FORBIDDEN.sub(_STAND_IN, text)


def _place_in(text: str, position: int) -> Place:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
