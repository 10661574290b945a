"""Which file answers where pages call a picture: one name for both editions, as ``logo`` for all of these.

``logo.svg``, ``logo.png`` and ``logo.jpg`` serve the screen, in this order; ``logo-press.tif``, or another file whose
name ends so, serves the press before all others.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath

PRESS = "-press"
"""What the name of a picture for the press ends in, before its suffix."""

_SCREEN = (".svg", ".png", ".jpg", ".jpeg")
_INKED = (".svg", ".tif", ".tiff", ".jpg", ".jpeg", ".png")


def answering(names: Collection[str], *, for_press: bool = False) -> dict[str, str]:
    """What pages of an edition may call → the file that is meant: every file, and the names of files without suffix."""
    stems: dict[str, list[str]] = {}
    for name in sorted(names):
        stems.setdefault(PurePath(name).stem, []).append(name)
    found = {name: name for name in names}
    for stem, files in stems.items():
        if stem.endswith(PRESS):
            continue
        own = _best(stems.get(f"{stem}{PRESS}", ()), _INKED) if for_press else ""
        if best := own or _best(files, _INKED if for_press else _SCREEN):
            found[stem] = best
            found |= dict.fromkeys(files, own) if own else {}
    return found


def _best(files: Collection[str], suffixes: Collection[str]) -> str:
    order = {suffix: number for number, suffix in enumerate(suffixes)}
    known = [file for file in files if PurePath(file).suffix.lower() in order]
    return min(known, key=lambda file: order[PurePath(file).suffix.lower()], default="")
