"""Total ink, measured: Ghostscript renders the plates, where it is installed, and their sum is looked at.

Opacity, overprint and pictures are in it as the press would print them. The sum that is computed from the colours
themselves (see :mod:`proof`) needs no other program and is always there.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .sheet import Box

RESOLUTION = 100
"""Pixels per inch; finer ones find no more ink, they take longer."""

_PLATES = ("Cyan", "Magenta", "Yellow", "Black")
_SECONDS_PER_PAGE, _SECONDS = 20, 60


def available() -> bool:
    """Whether Ghostscript is installed."""
    return shutil.which("gs") is not None


def measure(pdf: bytes, areas: Sequence[Box]) -> list[float] | None:
    """The most ink at any place of each page, in per cent; nothing where Ghostscript is missing or fails.

    ``areas`` are the parts of the pages to look at, in points from the bottom left corner of the media.
    """
    gs = shutil.which("gs")
    if gs is None:
        return None
    with tempfile.TemporaryDirectory(prefix="mgi-plates-") as folder:
        source = Path(folder) / "press.pdf"
        source.write_bytes(pdf)
        command = [gs, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{RESOLUTION}"]
        try:
            subprocess.run(  # noqa: S603
                [*command, f"-sOutputFile={folder}/p%d.tif", str(source)],
                check=True,
                capture_output=True,
                timeout=_SECONDS + _SECONDS_PER_PAGE * len(areas),
            )
            return [_most(Path(folder), number, area) for number, area in enumerate(areas, start=1)]
        except (subprocess.SubprocessError, OSError):
            return None


def _most(folder: Path, number: int, area: Box) -> float:
    import numpy as np

    total: Any = None
    for plate in _PLATES:
        ink = 255 - _pixels(folder / f"p{number}({plate}).tif", area)
        total = ink if total is None else total + ink
    return float(np.max(total)) / 2.55


def _pixels(file: Path, area: Box) -> Any:
    """One plate as numbers from 0 (ink) to 255 (paper), cut to an area."""
    import numpy as np
    from PIL import Image

    with Image.open(file) as plate:
        values = np.asarray(plate.convert("L"), dtype=np.int32)
    scale = RESOLUTION / 72
    left, bottom, right, top = (round(edge * scale) for edge in area)
    height = values.shape[0]
    return values[max(height - top, 0) : height - bottom, left:right]
