"""pdf.js, the reader in Firefox, where it is installed: what it hears of tagged PDFs."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

READERS = Path(__file__).parents[1] / "readers"
_OLDEST = 20  # of Node.js, for pdf.js 5


@dataclass(frozen=True)
class Page:
    """What is heard of a page: marked content by its tags, as (name, structure type, text), what is said instead of
    pictures and signs, and the names of what is painted, in its order (``artifact``, and ``nobody`` where it has none).
    """

    read: list[tuple[str, str, str]]
    alts: list[str]
    painted: list[str]


def pages_of(file: Path) -> list[Page]:
    """The pages of a file as pdf.js hears them; skips the test where it is not installed."""
    if why := _why_not():
        pytest.skip(why)
    done = subprocess.run(["node", "read.mjs", str(file)], cwd=READERS, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    pages = json.loads(done.stdout.splitlines()[-1])
    return [
        Page([(name, kind, text) for name, kind, text in page["read"]], page["alts"], page["painted"]) for page in pages
    ]


def _why_not() -> str:
    node = shutil.which("node")
    if node is None:
        return "Node.js is not installed"
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.lstrip("v").partition(".")[0]) < _OLDEST:
        return f"pdf.js needs Node.js {_OLDEST} or newer"
    return (
        "" if (READERS / "node_modules" / "pdfjs-dist").is_dir() else "pdf.js is not installed: npm ci in tests/readers"
    )
