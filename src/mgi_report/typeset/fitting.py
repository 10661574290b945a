"""Lines are as full as they can be.

A space at the end of a line takes no room (CSS Text 3, 4.1.2), a no-break space does. Pango lets both hang over, the
engine counts both. Where a text fits its line but for such a space, the two do not agree, and the text is parted after
its first word, or what stands before it is. Here a space hangs over, and before a no-break space the last word goes to
the next line with it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Any


def hanging(split: Callable[..., Any]) -> Callable[..., Any]:
    """The engine's division of a text at the end of its first line, to which ``split`` answers with the layout, the
    bytes on the line, the byte at which the next line begins or None, and measures in px, the width first."""

    def split_first_line(text: str, style: Any, context: Any, width: float | None, *others: Any, **named: Any) -> Any:
        line = split(text, style, context, width, *others, **named)
        bare = text.rstrip(" \N{NO-BREAK SPACE}")
        if not width or bare == text or style["white_space"] != "normal":
            return line
        if line[2] is None and line[3] <= width:
            return line
        if line[2] is not None and b" " in text.encode()[: line[1]].strip():  # not parted after its first word
            return line
        _, _, rest, needed, *_ = split(bare, style, context, width, *others, **named)
        if rest is not None or needed > width:
            return line
        room = inf if bare == text.rstrip(" ") else needed - 1
        return split(text, style, context, room, *others, **named)

    return split_first_line
