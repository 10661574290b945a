"""A few small pictures of pages, compared with a tolerance: what no structure check can see.

``pytest --update-references -k pictures`` writes them anew. On a failure the picture as it is now, and what differs,
dark where it does, lie in ``tests/results``.
"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from helpers.cities import city_data
from helpers.project import REFERENCES, RESULTS, ROOT
from helpers.volumes import NAME

DPI = 36
MEAN = 2.5
"""The mean difference of grey levels (0 to 255) that other versions of the text engine may cause."""
BLOCK = 28
"""The same for the worst of the blocks of 18 × 18 pixels (half an inch)."""


def render(pdf: bytes, page: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    return document[page].render(scale=DPI / 72).to_pil().convert("RGB")


def compare(picture: Image.Image, name: str, update: bool) -> None:
    reference = REFERENCES / f"{name}.png"
    if update:
        picture.quantize(64).save(reference, optimize=True)
    wanted = Image.open(reference).convert("RGB")
    difference = None
    try:
        assert picture.size == wanted.size
        difference = ImageChops.difference(picture, wanted).convert("L")
        blocks = difference.resize((difference.width // 18, difference.height // 18), Image.Resampling.BOX)
        assert ImageStat.Stat(difference).mean[0] < MEAN
        assert blocks.getextrema()[1] < BLOCK
    except AssertionError:
        RESULTS.mkdir(exist_ok=True)
        picture.save(RESULTS / f"{name}.png")
        if difference:
            ImageChops.invert(difference).save(RESULTS / f"{name}-difference.png")
        raise


@pytest.mark.parametrize(("page", "name"), [(0, "cover"), (1, "domains"), (3, "about")])
def test_pages_look_as_they_did(built: Path, page: int, name: str, request: pytest.FixtureRequest) -> None:
    compare(render(built.read_bytes(), page), name, request.config.getoption("--update-references"))


@pytest.mark.parametrize(("label", "name"), [("2", "contents"), ("6", "region"), ("8", "opener"), ("9", "themes")])
def test_pages_of_a_compendium_look_as_they_did(
    volume: Path, label: str, name: str, request: pytest.FixtureRequest
) -> None:
    pdf = (volume / "reports" / NAME).read_bytes()
    document = pypdfium2.PdfDocument(pdf)
    page = next(index for index in range(len(document)) if document.get_page_label(index) == label)
    compare(render(pdf, page), f"compendium-{name}", request.config.getoption("--update-references"))


def test_the_wheel_alone_looks_as_it_did(request: pytest.FixtureRequest) -> None:
    from mgi_report.data.model import Profile
    from mgi_report.data.profile_files import load_framework
    from mgi_report.snapshot.make import view_of, wheel_of
    from mgi_report.studio.studio import Studio
    from mgi_report.workspace.places import open_workspace

    workspace = open_workspace(ROOT)
    studio = Studio(workspace, load_framework(workspace.framework))
    png = wheel_of(studio, view_of(studio, Profile.model_validate(city_data()), "en"), "png")
    picture = Image.new("RGBA", (165, 165), "white")
    drawn = Image.open(io.BytesIO(png)).convert("RGBA").resize((165, 165), Image.Resampling.LANCZOS)
    picture.alpha_composite(drawn)
    compare(picture.convert("RGB"), "wheel", request.config.getoption("--update-references"))


def test_references_are_small() -> None:
    files = list(REFERENCES.glob("*.png"))
    assert len(files) == 8
    assert all(file.stat().st_size <= 20 * 1024 for file in files)


def test_the_comparison_itself_notices_a_change(built: Path) -> None:
    picture = render(built.read_bytes(), 1)
    picture.paste((255, 255, 255), (20, 20, 70, 60))
    with pytest.raises(AssertionError):
        compare(picture, "domains", update=False)
    (RESULTS / "domains.png").unlink()
