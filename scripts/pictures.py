"""Draw the pages of a PDF side by side, as the picture in the README: ``pictures.py FILE.pdf OUT.png [WIDTH]``."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

GAP = 14
GROUND = "#DDE2E8"


def main(pdf: Path, out: Path, width: int) -> None:
    """Put all pages into one row, ``width`` pixels wide."""
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    page_width = (width - GAP * (count + 1)) / count
    pages = [page.render(scale=page_width / page.get_width()).to_pil().convert("RGB") for page in document]
    row = Image.new("RGB", (width, pages[0].height + 2 * GAP), GROUND)
    for index, picture in enumerate(pages):
        row.paste(picture, (GAP + index * (picture.width + GAP), GAP))
    row.quantize(160, dither=Image.Dither.NONE).save(out, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int((sys.argv[3:] or ["1880"])[0]))
