"""What a job leaves in the cache: its files, and facts about them by which the next build knows them again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..workspace.cache import write_atomically

Facts = dict[str, Any]
"""``files`` lists the publication and what accompanies it, each with ``suffix``, ``pages`` and ``proof``; what else a
job says of its publication stands in the first."""


@dataclass(frozen=True)
class MadeFile:
    """A finished file: what its name ends in (nothing for the publication itself), bytes, pages, its proof in words."""

    suffix: str
    pdf: bytes
    pages: int
    proof: str


def beside(kept: Path, suffix: str) -> Path:
    """Where a file is kept that accompanies the one kept at ``kept``."""
    return kept.with_name(f"{kept.stem}{suffix}.pdf")


def keep(kept: Path, files: Sequence[MadeFile], **more: object) -> Facts:
    """Write the files of a job, the facts last. ``more`` is said of the publication, which comes first."""
    for made in files:
        write_atomically(beside(kept, made.suffix), made.pdf)
    facts: Facts = {"files": [{"suffix": made.suffix, "pages": made.pages, "proof": made.proof} for made in files]}
    facts["files"][0] |= more
    write_atomically(kept.with_suffix(".json"), json.dumps(facts).encode())
    return facts


def facts_of(kept: Path) -> Facts | None:
    """The facts about a job whose files are all there; none where anything is missing or unreadable."""
    try:
        facts: Facts = json.loads(kept.with_suffix(".json").read_bytes())
        there = all(beside(kept, made["suffix"]).is_file() for made in facts["files"])
        return facts if there else None
    except (OSError, ValueError, KeyError):
        return None
