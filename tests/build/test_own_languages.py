"""What a workspace knows of languages reaches its publications, and what was kept before is made anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from helpers.cities import Data, MakeWorkspace
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.compendium.gatherings import Gathering, make
from mgi_report.data.profile_files import load_framework
from mgi_report.pdf.xmp import Metadata
from mgi_report.studio.studio import Studio
from mgi_report.text.conventions import conventions_of
from mgi_report.text.hyphenation import hyphenator
from mgi_report.typeset.documents import Composed
from mgi_report.workspace.places import Workspace, open_workspace


def write_file(root: Path, code: str, text: str) -> None:
    file = root / "assets" / "languages" / f"{code}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    conventions_of.cache_clear()
    hyphenator.cache_clear()


def words_of(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


@pytest.mark.parametrize("jobs", [0, 1])
def test_a_publication_follows_the_workspace(make_workspace: MakeWorkspace, data: Data, jobs: int) -> None:
    finding = data["findings"]["partnerships"]["developed"][0]
    finding["text"] = 'The "Open Door" plan and [the "Porta" house]{.programme lang=pt}'
    root = make_workspace(one=data)
    write_file(root, "en", "quotes: [‹, ›]\nlocale: en-US\ncountries: {NO: Kingdom of Norway}\n")
    write_file(root, "pt", "quotes: [„, “]\n")
    plan = BuildPlan(open_workspace(root), root / "reports", ("vila-aurora",), ("en",), jobs)
    (file,) = build(plan).files
    words = words_of((root / "reports" / file.path).read_bytes())
    assert "‹Open Door›" in words
    assert words.count("Kingdom of Norway") > 2
    assert "‹Porta›" in words, "quotation marks are those of the text around a name"
    assert "March\u00a01,\u00a02024" in words.replace(" ", "\u00a0")


def test_a_kept_gathering_is_typeset_anew_where_words_are_parted_otherwise(
    make_workspace: MakeWorkspace, data: Data
) -> None:
    root = make_workspace(one=data)
    style = "html{font-family:'Open Sans'} p{width:2cm;hyphens:auto;hyphenate-character:'-';hyphenate-limit-zone:0}"
    html = f"<!DOCTYPE html><html lang=en><title>T</title><style>{style}</style><p>{'W' * 9} Intergovernmental"
    space = open_workspace(root)
    about = Metadata("T", "T", "x", "x", ("en",), "x", "", "", "", (), date(2024, 3, 1).isoformat())

    def whole() -> bool:
        studio = Studio(Workspace(root, space.cache), load_framework(space.framework))
        return "Intergovernmental" in words_of(make(Gathering("x", "T", Composed(html, {}), about), studio).pdf)

    assert whole()
    write_file(root, "en", "capitals: nouns\n")
    assert not whole()
    (root / "assets" / "languages" / "en.yaml").unlink()
    conventions_of.cache_clear()
    hyphenator.cache_clear()
    assert whole()
