"""Whether a page is painted in the order in which its tags are read, as software that follows the content hears it."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf


def jumps(file: Path | bytes) -> list[str]:
    """Every place at which the tag tree goes back in the content: page, and the two marked sequences (from 0)."""
    with pikepdf.open(BytesIO(file) if isinstance(file, bytes) else file) as pdf:
        read: dict[Any, list[int]] = {page.obj.objgen: [] for page in pdf.pages}
        _walk(pdf.Root.StructTreeRoot.K, None, read)
        return [said for number, page in enumerate(pdf.pages, 1) for said in _back(number, page, read[page.obj.objgen])]


def _back(number: int, page: Any, read: list[int]) -> list[str]:
    painted: dict[int, int] = {}
    for step in pikepdf.parse_content_stream(page, "BDC"):
        about = step.operands[1] if len(step.operands) > 1 else None
        if isinstance(about, pikepdf.Dictionary) and "/MCID" in about:
            painted[int(about.MCID)] = len(painted)
    assert painted.keys() >= set(read), f"page {number} reads what it does not paint"
    places = [painted[sequence] for sequence in read]
    return [f"page {number}: {one} before {two}" for one, two in pairwise(places) if two < one]


def _walk(node: Any, page: Any, read: dict[Any, list[int]]) -> None:
    stack = [(node, page)]
    while stack:
        node, page = stack.pop()
        if isinstance(node, pikepdf.Array):
            stack.extend((kid, page) for kid in reversed(list(node)))  # type: ignore[call-overload]
        elif isinstance(node, int):
            read[page.objgen].append(node)
        elif node.get("/Type") == "/MCR":
            read[node.get("/Pg", page).objgen].append(int(node.MCID))
        elif "/S" in node:
            stack.append((node.get("/K", pikepdf.Array()), node.get("/Pg", page)))
