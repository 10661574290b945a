"""Draw pages of a PDF side by side, as a picture for the README.

``pictures.py FILE.pdf OUT.png`` puts all pages into one row; with ``2,3 26,27`` behind it the pages with
these labels stand there as spreads.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

WIDTH, GAP, GROUND = 1880, 14, "#DDE2E8"


def main(pdf: Path, out: Path, spreads: list[str]) -> None:
    """Put the pages into one row, 1880 pixels wide; pages of a spread touch."""
    document = pypdfium2.PdfDocument(pdf)
    groups = [_labelled(document, spread.split(",")) for spread in spreads] or [[page] for page in document]
    count = sum(map(len, groups))
    page_width = (WIDTH - GAP * (len(groups) + 1)) / count
    left, row = GAP, None
    for group in groups:
        for page in group:
            picture = page.render(scale=page_width / page.get_width()).to_pil().convert("RGB")
            row = row or Image.new("RGB", (WIDTH, picture.height + 2 * GAP), GROUND)
            row.paste(picture, (left, GAP))
            left += picture.width
        left += GAP
    assert row is not None
    row.quantize(240, dither=Image.Dither.NONE).save(out, optimize=True)


def _labelled(document: Any, labels: list[str]) -> list[Any]:
    found = {document.get_page_label(index): index for index in range(len(document))}
    return [document[found[label]] for label in labels]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
