"""Tables for terminals: columns one under another, the last of which goes on below itself,
or, where its longest word has no room, below its row."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence

_GAP = "  "
_INDENT = 4


def table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int = 0) -> Iterator[str]:
    """The lines of a table that is as wide as the terminal; a cell that is longer than its line is never cut."""
    from rich.cells import cell_len as width_of

    width = width or shutil.get_terminal_size().columns
    everything = [head, *rows]
    sizes = [max(width_of(row[at]) for row in everything) for at in range(len(head) - 1)]
    start = sum(sizes) + len(_GAP) * len(sizes)
    longest = max(width_of(word) for row in everything for word in row[-1].split() or [""])
    below = width - start < max(longest, width_of(head[-1]))
    for row in everything:
        cells = [f"{cell}{' ' * (size - width_of(cell))}" for cell, size in zip(row, sizes, strict=False)]
        indent = _INDENT if below else start
        last = textwrap.wrap(row[-1], max(width - indent, 1), break_long_words=False, break_on_hyphens=False)
        if not below:
            cells, last = [*cells, *last[:1]], last[1:]
        yield _GAP.join(cells).rstrip()
        yield from (f"{' ' * indent}{line}" for line in last)
