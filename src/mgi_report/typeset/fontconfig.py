"""Which fonts the engine sees: those of the project, and no others."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

seen: list[bytes] = []
"""The configuration of the fonts in use."""


def use_fonts(fonts: list[Path], cache_folder: Path) -> None:
    """Let the engine see these fonts and no others, also where it saw those of another workspace before.

    What the font library kept of fonts is not used again: it believes what it finds, a damaged file ends the process,
    and reading the few fonts anew takes a millisecond.
    """
    folders = sorted({path.parent for path in fonts})
    lines = ["<?xml version='1.0'?>", "<fontconfig>"]
    lines += [f"<dir>{_escaped(folder)}</dir>" for folder in folders]
    file, kept = cache_folder / "fonts.conf", cache_folder / "fontconfig"
    lines += [f"<cachedir>{_escaped(kept)}</cachedir>", "</fontconfig>\n"]
    content = "\n".join(lines).encode("utf-8", "surrogateescape")  # as file names are
    cache_folder.mkdir(parents=True, exist_ok=True)
    if not file.is_file() or file.read_bytes() != content:
        temporary = file.with_suffix(f".{os.getpid()}")
        temporary.write_bytes(content)
        temporary.replace(file)
    for old in kept.glob("*.cache-*"):
        with contextlib.suppress(OSError):
            old.unlink()
    os.environ["FONTCONFIG_FILE"] = str(file)
    seen[:] = [content]


def _escaped(path: Path) -> str:
    return str(path).replace("&", "&amp;").replace("<", "&lt;")
