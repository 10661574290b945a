"""Text of files, names and arguments, as it may be printed on a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Text as it may be printed: what steers a terminal, also the ends of lines, is written out."""
    return _STEERING.sub(lambda match: match[0].encode("unicode-escape", "surrogatepass").decode(), text)


def json_line(record: Mapping[str, object]) -> str:
    """A record as JSON on one line; what steers a terminal is escaped, so that it means the same."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(record, ensure_ascii=False))
