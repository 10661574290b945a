"""Draw the pictures of README and docs/templates.md anew, from the reports and two small workspaces: ``pictures.py``.

Rows show whole publications; on single pages, what docs/templates.md explains is framed and numbered.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import sync_playwright

from mgi_report import BuildPlan, build_reports, open_workspace
from mgi_report.build.preview.preview import previewing
from mgi_report.typeset.office.libreoffice import to_pdf

ROOT = Path(__file__).resolve().parent.parent
OUT, REPORTS = ROOT / "docs" / "images", ROOT / "reports" / "en"
CITY, VOLUME = "mgi-snapshot-medellin-2022-09-en.pdf", "mgi-compendium-latin-america-en.pdf"
WIDTH, GAP, GROUND, COLOURS = 1600, 12, "#DDE2E8", 128
PAGE, MARKED, ROUND = 740, "#B5006A", 3.4
"""The width of a single page in pixels, the colour of frames and numbers, the radius of these in mm."""

Frame = tuple[float, float | str, float, float]
"""Left, top, width and height in mm. Words instead of the top: where they stand first on the page."""

_COLUMN, _MEASURE = 56.6, 180.0
CALLOUTS: dict[str, tuple[tuple[Frame, ...], ...]] = {
    "page-1": (
        ((0, 0, 210, 116),),
        ((15, 12, 78, 7),),
        ((15, 76, 97, 34),),
        ((15, 122, 97, 80),),
        ((115, 90, 82, 82),),
        ((117, 173, 78, 31),),
        ((15, 206.5, 87, 56), (108, 206.5, 87, 56)),
        ((15, 265, _MEASURE, 9.5),),
        ((15, 280.5, 155, 8),),
    ),
    "page-2": (
        ((15, 9, _MEASURE, 6.5),),
        ((15, 20.6, _COLUMN, 17.4),),
        ((15, 38.2, _COLUMN, 6.4),),
        ((15, "Health care for migrants in", _COLUMN, 26.5),),
        ((15, "Areas with potential for further", _COLUMN, 9),),
        ((71.6, 20.6, 5.1, 225),),
    ),
    "page-3": (
        ((15, "Named on this page", _MEASURE, 25),),
        ((76.7, 20.6, _COLUMN, 225),),
    ),
    "page-4": (
        ((15, "Themes in this profile", 66, 9),),
        ((15, "Migrants’ rights", _COLUMN, 7.2),),
        ((15, "Health:", _COLUMN, 8),),
        ((15, "Dates named in this", _MEASURE, 14),),
        ((15, "About the MGI", 103, 36),),
        ((123, "What these examples", 72, 24),),
        ((15, "Source:", 155, 32),),
        ((174, "Source:", 21, 22),),
    ),
    "page-long": (
        ((0, 20.6, 6, 29),),
        ((15, 20.6, 38, 27),),
        ((15, "Services, rights, integration", 38, 8),),
        ((58, 20.6, 66, 174), (129, 20.6, 66, 174)),
        ((15, "Named on this page", _MEASURE, 23),),
    ),
    "volume-region": (
        ((76, "Buenos Aires", 22, 9),),
        ((15, "Health", 7, 33),),
        ((22, "Social protection", 173, 5),),
        ((186.5, "Page", 8.5, 200),),
        ((15, "Example of a well-developed", _MEASURE, 5),),
    ),
    "volume-opener": (
        ((15, 18, 22, 36),),
        ((113, 0, 97, 122),),
        ((15, "Migrants’ rights", 92, 15),),
        ((15, "At local level", 132, 30),),
        ((15, "Health", _MEASURE, 57),),
        ((15, "The findings are examples", _MEASURE, 14),),
    ),
    "volume-theme": (
        ((15, 9, _MEASURE, 6.5),),
        ((15, "Health", 30, 7),),
        ((15, "City", _MEASURE, 6.6),),
        ((15, "Buenos Aires", 32, 9),),
        ((51, "Strengthening of a public", 72, 29),),
        ((51, "See also", 72, 6),),
        ((201, 24, 9, 20),),
        ((185, 281, 11, 7),),
    ),
    "volume-exchange": (
        ((15, "Experience meets", 140, 14),),
        ((15, "Theme by theme", 150, 16),),
        ((15, "What these examples", _MEASURE, 25),),
        ((15, "Non-discrimination", _MEASURE, 10),),
        ((15, "Describe experience", 90, 49), (105, "Describe experience", 90, 49)),
        ((19, "Agreement of 2021", 84, 14),),
    ),
    "volume-meeting": (
        ((15, "Buenos Aires", _MEASURE, 10),),
        ((15, "Could ask about", 90, 179.5), (105, "Could ask about", 90, 179.5)),
        ((19, "Family and children", 84, 22),),
    ),
    "volume-cities": (
        ((15, 55, 40, 28),),
        ((58, "Buenos Aires", 44, 18),),
        ((104, "Examples of well-developed", 91, 30),),
    ),
    "volume-names": (
        ((138, "Networks", 57, 7),),
        ((138, "Chilean Network", 57, 9),),
    ),
}
OPENED = {
    "volume-region": "Who writes about what",
    "volume-opener": "At local level",
    "volume-theme": "Strengthening of a public",
    "volume-exchange": "Experience meets a question",
    "volume-meeting": "Who could talk to whom",
    "volume-cities": "Each city with what",
    "volume-names": "with the code of the city",
}
"""The words by which pages of the volume are found."""


LATER = {
    "  language: en\n": "  language: en\n  framework: Local indicators, 2023 version\n",
    "treats whoever comes, whatever papers they hold.": "treats whoever comes; nobody is asked for papers.",
    "Schools have no interpreters of their own and borrow those of the library.": "Nursery schools keep no places.",
    "    potential:\n      - {gist: Shipping lines": "      - {gist: Shipping lines",
    "text: No forum brings the shipping lines to the table., topics: [private-sector]}": (
        "text: No forum brings the shipping lines to the table., topics: [private-sector]}\n    potential: []"
    ),
    "      - {gist: Foreign diplomas wait, text: The": "      - {gist: Foreign diplomas wait, text: In 2024 too the",
    "      - {gist: Return is nobody's office, text: No office is named for those who come back., topics": (
        "      - {gist: A guide is lacking, text: No guide tells seasonal crews whom to ask about pay., topics: "
        "[labour-exploitation]}\n      - {gist: Return is nobody's office, text: No office is named for those who come "
        "back., topics"
    ),
}
"""What the second edition of the invented profile says in place of the first."""


def main() -> None:
    """Make all pictures."""
    city = REPORTS / CITY
    _row(city, OUT / "snapshot.png")
    volume = REPORTS / VOLUME
    left = -(-_page_with(volume, OPENED["volume-exchange"]) // 2) * 2
    _row(volume, OUT / "compendium.png", ("6,7", "8,9", f"{left},{left + 1}"))
    for name, words in OPENED.items():
        _marked(volume, _page_with(volume, words), name)
    _windows(OUT / "html.png")
    _followed(OUT / "preview.png")
    _office()
    _briefs(OUT / "briefs.png")
    with tempfile.TemporaryDirectory() as folder:
        short = _built(Path(folder) / "short", ROOT / "scripts" / "vila-aurora.yaml")
        larger = _built(
            Path(folder) / "long", ROOT / "data" / "profiles" / "medellin.yaml", "running-text: 11pt/15pt\n"
        )
        _row(short, OUT / "snapshot-short.png")
        _row(_compared(Path(folder) / "two", ROOT / "scripts" / "vila-aurora.yaml"), OUT / "editions.png")
        _row(larger, OUT / "snapshot-long.png")
        for number in range(1, 5):
            _marked(city, number, f"page-{number}")
        _marked(larger, 2, "page-long")


def _built(root: Path, profile: Path, measures: str = "") -> Path:
    """The snapshot of a profile in a workspace of its own, perhaps with other measures."""
    (root / "data" / "profiles").mkdir(parents=True)
    (root / "data" / "profiles" / profile.name).write_bytes(profile.read_bytes())
    if measures:
        (root / "templates" / "snapshot").mkdir(parents=True)
        (root / "templates" / "snapshot" / "measures.yaml").write_text(measures, encoding="utf-8")
    result = build_reports(BuildPlan(open_workspace(root), root / "reports", languages=("en",)))
    assert not result.problems, result.problems
    return next((root / "reports" / "en").glob("*.pdf"))


def _compared(root: Path, profile: Path) -> Path:
    """A document of an invented profile and a second edition of it, in which something of every kind is another."""
    text, folder = profile.read_text(encoding="utf-8"), root / "data" / "profiles"
    second = text.replace("edition: 2021-05", "edition: 2024-10").replace("revised: 2024-03-01", "revised: 2025-02-03")
    for before, now in LATER.items():
        assert before in second, before
        second = second.replace(before, now)
    folder.mkdir(parents=True)
    for name, data in (("vila-aurora", text), ("vila-aurora-2024-10", second)):
        (folder / f"{name}.yaml").write_text(data, encoding="utf-8")
    cities = "vila-aurora-2021-05", "vila-aurora-2024-10"
    result = build_reports(BuildPlan(open_workspace(root), root / "reports", cities, ("en",), compared=True))
    assert not result.problems, result.problems
    return root / "reports" / result.files[0].path


def _row(pdf: Path, out: Path, spreads: Sequence[str] = ()) -> None:
    """All pages in one row, or those with these labels; pages of a spread touch."""
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
    _save(row, out)


def _windows(out: Path) -> None:
    """A city and a region as a browser shows them: on a desk, in the dark, on a telephone."""
    site = REPORTS / VOLUME.removesuffix(".pdf")
    shots = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for file, width, scheme in (
            (REPORTS / CITY.replace(".pdf", ".html"), 1100, "light"),
            (site / "domain-3.html", 1100, "dark"),
            (site / "index.html", 400, "light"),
        ):
            page = browser.new_page(viewport={"width": width, "height": 960}, color_scheme=scheme)
            page.goto(f"file://{file}")
            shots.append(_shot(page))
    _beside(shots, out)


def _shot(page: Any) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _beside(shots: Sequence[Image.Image], out: Path) -> None:
    """Windows of one height side by side."""
    high = shots[0].height
    scale = (WIDTH - GAP * (len(shots) + 1)) / sum(shot.width for shot in shots)
    row, left = Image.new("RGB", (WIDTH, round(high * scale) + 2 * GAP), GROUND), GAP
    for shot in shots:
        small = shot.resize((round(shot.width * scale), round(shot.height * scale)), Image.Resampling.LANCZOS)
        row.paste(small, (left, GAP))
        left += small.width + GAP
    _save(row, out)


def _followed(out: Path) -> None:
    """A preview: pages with the HTML edition beside them, and a fault over the last good page."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "workspace"
        shutil.copytree(ROOT / "data", root / "data")
        workspace, file = open_workspace(root), root / "data" / "profiles" / "medellin.yaml"
        plan = BuildPlan(workspace, workspace.cache / "preview", ("medellin",), ("en",), html=True)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with previewing(plan) as server:
            page = browser.new_page(viewport={"width": 1100, "height": 480})
            page.goto(server.address)
            page.wait_for_selector("body[data-stage=proved]", timeout=60_000)
            page.keyboard.press("h")
            page.evaluate("document.getElementById('pages').scrollTop = 700")
            page.wait_for_timeout(2000)
            shots = [_shot(page)]
            page.keyboard.press("h")
            page.set_viewport_size({"width": 700, "height": 480})
            file.write_text(file.read_text(encoding="utf-8").replace("topics: [health]", "topics: [heath]", 1), "utf-8")
            page.wait_for_selector("body[data-stage=refused]")
            page.wait_for_timeout(1000)
            shots.append(_shot(page))
            browser.close()
    _beside(shots, out)


def _office() -> None:
    """A snapshot as a Word file and figures on slides, as LibreOffice shows them with our fonts."""
    with tempfile.TemporaryDirectory() as folder:
        place, region = Path(folder), ("--region", "latin-america", "--language", "en")
        known = '<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{}</dir></fontconfig>'
        (place / "fonts.conf").write_text(known.format(ROOT / "assets" / "fonts"), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(place / "fonts.conf")
        build_reports(BuildPlan(open_workspace(ROOT), place, ("medellin",), ("en",), docx=True))
        shown = _converted(place / "en" / CITY.replace(".pdf", ".docx"))
        pages = [shown[number].render(scale=1.5).to_pil().convert("RGB") for number in (0, 1)]
        _beside([page.crop((0, 0, page.width, page.width * 3 // 4)) for page in pages], OUT / "word.png")
        figures = (("matrix", *region, "--domain", "1"), ("wheel", "medellin", "--language", "en"))
        shots = []
        for number, options in enumerate(figures):
            file = place / f"{number}.pptx"
            command = [sys.executable, "-m", "mgi_report", "figure", *options, "-o", str(file)]
            subprocess.run(command, cwd=ROOT, check=True)
            shots.append(_converted(file)[0].render(scale=1).to_pil().convert("RGB"))
        _beside(shots, OUT / "slides.png")


def _converted(file: Path) -> Any:
    """The pages that LibreOffice makes of a file."""
    return pypdfium2.PdfDocument(to_pdf(file.read_bytes(), file)[0])


def _briefs(out: Path) -> None:
    """Briefs of two themes of four cities, and one of a domain of a region."""
    cities = ("buenos-aires", "quilmes", "santiago-de-chile", "medellin")
    pages = []
    with tempfile.TemporaryDirectory() as folder:
        region = ("latin-america",)
        for subject, asked, regions in (
            ("civil-society", cities, ()),
            ("climate", cities, ()),
            ("partnerships", (), region),
        ):
            target = Path(folder) / subject
            plan = BuildPlan(open_workspace(ROOT), target, asked, ("en",), regions=regions, briefs=(subject,))
            result = build_reports(plan)
            assert not result.problems, result.problems
            document = pypdfium2.PdfDocument(target / result.files[0].path)
            pages += [page.render(scale=1.5).to_pil().convert("RGB") for page in document]
    _beside(pages, out)


def _page_with(pdf: Path, words: str) -> int:
    """The number of the first page on which words stand."""
    pages = enumerate(pypdfium2.PdfDocument(pdf), 1)
    return next(number for number, page in pages if page.get_textpage().search(words, match_case=True).get_next())


def _labelled(document: Any, labels: Sequence[str]) -> list[Any]:
    found = {document.get_page_label(index): index for index in range(len(document))}
    return [document[found[label]] for label in labels]


def _marked(pdf: Path, number: int, name: str) -> None:
    """A page with frames and numbers."""
    page = pypdfium2.PdfDocument(pdf)[number - 1]
    scale = PAGE / page.get_width()
    picture = page.render(scale=scale).to_pil().convert("RGB")
    pen, mm = ImageDraw.Draw(picture), scale * 72 / 25.4
    font = ImageFont.truetype(str(ROOT / "assets" / "fonts" / "OpenSans-Bold.ttf"), round(1.3 * ROUND * mm))
    for index, frames in enumerate(CALLOUTS[name], 1):
        for left, top, width, height in frames:
            top = _top(page, top) - 1.2 if isinstance(top, str) else top
            box = [side * mm for side in (left, top, left + width, top + height)]
            pen.rectangle(box, outline=MARKED, width=2)
            x, y = max(left - ROUND, ROUND) * mm, max(top, ROUND) * mm
            pen.ellipse([x - ROUND * mm, y - ROUND * mm, x + ROUND * mm, y + ROUND * mm], fill=MARKED, outline="white")
            pen.text((x, y), str(index), fill="white", font=font, anchor="mm")
    _save(picture, OUT / f"{name}.png")


def _top(page: Any, words: str) -> float:
    """Where words stand first on a page, in mm from its top."""
    text = page.get_textpage()
    found = text.search(words, match_case=True).get_next()
    assert found, words
    return float((page.get_height() - text.get_charbox(found[0], loose=True)[3]) * 25.4 / 72)


def _save(picture: Image.Image, out: Path) -> None:
    """Write a picture in few colours, among which is every one that is seen: those of small areas too."""
    few = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    few.save(out, optimize=True)


if __name__ == "__main__":
    main()
