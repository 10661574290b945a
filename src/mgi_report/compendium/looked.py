"""Pages of a volume that were painted and looked at before: in the next one they are known by what paints them.

Most pages of a volume are those of the volume before, and painting them is the longest part of its proof. All else is
proved of every page each time.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from ..pdf.binding import page_prints
from ..workspace.aside import BrokenError, call
from ..workspace.cache import code_hash, digest, seal, sealed, versions

_LARGE = 2_500_000
"""A larger file, in bytes, is read in a process of its own, as sixteen times as much memory is taken for that."""


class Looked:
    """What is kept of the pages of a ``pdf`` that is about to be proved, in a ``file``."""

    def __init__(self, file: Path, pdf: bytes) -> None:
        self._file = file
        rule = digest(code_hash("**/*.py"), *versions(("pypdfium2", "numpy")))
        self._prints: Sequence[str] = [f"{rule} {mark}" for mark in _prints(pdf)]

    def before(self) -> frozenset[int]:
        """The indexes of pages that were looked at in the volume before, by the same rules, and passed."""
        kept = frozenset((sealed(self._file) or b"").decode().splitlines())
        return frozenset(index for index, mark in enumerate(self._prints) if mark in kept)

    def keep(self, passed_elsewhere: frozenset[int]) -> None:
        """All pages passed, but for some that were looked at elsewhere."""
        marks = [mark for index, mark in enumerate(self._prints) if index not in passed_elsewhere]
        seal(self._file, "\n".join(marks).encode())


def _prints(pdf: bytes) -> Sequence[str]:
    if len(pdf) > _LARGE:
        with contextlib.suppress(BrokenError, OSError):
            prints: Sequence[str] = call(f"{page_prints.__module__}:{page_prints.__name__}", pdf)
            return prints
    return page_prints(pdf)
