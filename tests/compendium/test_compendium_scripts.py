"""A region in a script that runs to the left: its volume is mirrored and holds its own proof."""

from __future__ import annotations

import pypdfium2

from helpers.cities import MakeWorkspace, write_yaml
from helpers.command import python
from helpers.scripts import NAMES, invented

CODE = "import sys, pathlib, helpers.scripts as h; h.make(pathlib.Path(sys.argv[1]), 'ar')"


def test_a_volume_in_arabic_is_made_and_its_tables_are_read_back(make_workspace: MakeWorkspace) -> None:
    """The build holds each cell to the comparison; one problem would end it."""
    cities = {"port-alba": "PAL", "vila-duna": "VDU"}
    contents = {}
    for number, (slug, code) in enumerate(cities.items(), start=1):
        content = invented("ar") | {"city": slug, "code": code}
        content["place"] |= {"name": f"{NAMES['ar']} {number}", "coordinates": [41.2 + number, 12.9]}
        contents[slug.replace("-", "_")] = content
    root = make_workspace(**contents)
    (root / "data" / "regions").mkdir()
    region = {"region": "duna", "title": {"ar": NAMES["ar"]}, "language": "ar", "cities": list(cities)}
    write_yaml(root / "data" / "regions" / "duna.yaml", region)
    python(CODE, str(root))
    volume = pypdfium2.PdfDocument(next((root / "reports" / "ar").glob("*compendium*.pdf")))
    opener = volume[7].render(scale=0.2, grayscale=True).to_numpy()
    top = opener[: len(opener) // 8]
    left, right = top[:, : top.shape[1] // 2], top[:, top.shape[1] // 2 :]
    assert left.min() < left.max(), "the icon of the domain stands where lines end"
    assert right[:, -8:].min() == right[:, -8:].max()
