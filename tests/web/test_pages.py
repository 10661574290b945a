"""What all pages of the HTML edition share: colours, wheel, script, and what the guard says of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from helpers.project import ROOT
from helpers.volumes import FRAMEWORK, REGION, write_region
from mgi_report.design import palette
from mgi_report.design.theme import TEXT_CONTRAST, Colour
from mgi_report.design.theme_file import theme_of
from mgi_report.errors import ExitCode, Kind, ReportError
from mgi_report.figures.doors import PAGE, doors
from mgi_report.neutrality.check import check_ours
from mgi_report.neutrality.scripts import check_script
from mgi_report.neutrality.words import load_wordings
from mgi_report.studio.studio import Studio
from mgi_report.studio.webpage import Webpages
from mgi_report.workspace.places import open_workspace

SCRIPT = ROOT / "templates" / "html" / "page.js"
THEME = theme_of(open_workspace(ROOT))
WORDINGS = load_wordings([ROOT / "assets" / "wording"])
CHECKER = ROOT / "tests" / "readers" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

ON = [
    ("text", "page"),
    ("quiet", "page"),
    ("strong", "page"),
    ("text", "panel"),
    ("quiet", "panel"),
    ("strong", "panel"),
]
ON += [("on-band", "band")]


def colour(value: str) -> Colour:
    return Colour.model_validate({"rgb": value, "cmyk": [0, 0, 0, 0]})


@pytest.mark.parametrize("scheme", [palette.light, palette.dark])
def test_lettering_is_legible_in_light_and_dark(scheme: type) -> None:
    colours = scheme(THEME)
    pairs = [*ON, *((f"on-{slug}", f"fill-{slug}") for slug in THEME.domains)]
    pairs += [("strong", f"tint-{slug}") for slug in THEME.domains] + [
        ("quiet", f"tint-{slug}") for slug in THEME.domains
    ]
    pale = {pair: colour(colours[pair[0]]).contrast(colour(colours[pair[1]])) for pair in pairs}
    assert {pair: ratio for pair, ratio in pale.items() if ratio < TEXT_CONTRAST} == {}


def test_dark_differs_from_light() -> None:
    assert palette.light(THEME)["page"] != palette.dark(THEME)["page"]


def test_six_sectors_of_one_size_hold_their_names() -> None:
    icon = (ROOT / "assets" / "icons" / "rights.svg").read_bytes()
    names = ["Derechos de las personas migrantes", "Whole-of-government approach", "A", "B", "C", "Gouvernance"]
    drawn = doors(names, [icon] * 6)
    assert [door.number for door in drawn] == [1, 2, 3, 4, 5, 6]
    assert [" ".join(words for _, _, words in door.lines).replace("- ", "-") for door in drawn] == [
        f"{number} {name}" for number, name in enumerate(names, 1)
    ]
    corners = [[tuple(map(float, pair)) for pair in re.findall(r"(\d+\.\d+) (\d+\.\d+)", door.path)] for door in drawn]
    radii = [sorted({round(((x - 50) ** 2 + (y - 50) ** 2) ** 0.5, 1) for x, y in points}) for points in corners]
    assert radii == [[PAGE.hub / 2, PAGE.diameter / 2]] * 6


def test_nothing_but_the_lines_of_an_icon_comes_into_a_page() -> None:
    icon = b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script><a href="https://x"><path d="M1 1"/></a></svg>'
    assert {door.icon[3] for door in doors(["x"] * 6, [icon] * 6)} == {("M1 1",)}


def test_the_script_is_short_and_neither_counts_nor_orders() -> None:
    source = SCRIPT.read_text()
    assert len(source) <= 4096
    assert check_script(source, WORDINGS) == []


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("status.textContent = found.length;", "length"),
        ("rows.sort((a, b) => a - b);", "sort"),
        ("rows.toReversed();", "toReversed"),
        ("const n = all.size;", "size"),
        ('status.textContent = "best cities";', "best"),
        ("status.textContent = `Las mejores`;", "mejores"),
    ],
)
def test_a_script_that_would_rank_is_refused(line: str, value: str) -> None:
    problems = check_script(f"const a = 1;\n  {line}\n", WORDINGS, "page.js")
    assert [problem.line for problem in problems] == [2]
    assert value in f"{problems[0].value}{problems[0].message}"
    assert check_script(f"// not ranked: it is one’s own\n{line}\n", WORDINGS) == []


def test_a_script_of_a_workspace_is_read_by_check_and_stops_its_pages(tmp_path: Path) -> None:
    root = write_region(tmp_path)
    own = root / "templates" / "html" / "page.js"
    own.parent.mkdir(parents=True)
    own.write_text(f"{SCRIPT.read_text()}\nrows.sort();\n")
    told = [problem for problem in check_ours(open_workspace(root)) if problem.kind is Kind.RANKS]
    assert [(problem.file, problem.line) for problem in told] == [
        ("templates/html/page.js", own.read_text().count("\n"))
    ]
    pages = Webpages(Studio(open_workspace(root), FRAMEWORK))
    with pytest.raises(ReportError) as refused:
        _ = pages.script
    assert refused.value.exit_code is ExitCode.TEMPLATE


def test_the_checker_of_the_w3c_finds_no_error(site: Path) -> None:
    if not CHECKER.is_file() or not shutil.which("java"):
        assert not os.environ.get("CI") or not shutil.which("npm"), "scripts/setup dev brings the checker"
        pytest.skip("no checker of markup: npm or Java is missing")
    files = sorted(map(str, (site / "reports" / "en").rglob("*.html")))
    assert len(files) == 16, f"pages of three cities and {REGION}, and each as a single file"
    done = subprocess.run(["java", "-jar", str(CHECKER), "--errors-only", *files], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_style_sheet_of_a_workspace_is_read_last_on_its_pages(tmp_path: Path) -> None:
    root = write_region(tmp_path)
    before = Webpages(Studio(open_workspace(root), FRAMEWORK)).styles
    own = root / "templates" / "html" / "workspace.css"
    own.parent.mkdir(parents=True)
    own.write_text("/* ours */ .gist { letter-spacing: .0123em }\n")
    (root / "templates" / "workspace.css").write_text(".gist { letter-spacing: 1mm }\n")
    pages = Webpages(Studio(open_workspace(root), FRAMEWORK))
    assert pages.styles.startswith(before)
    assert pages.styles.removeprefix(before).strip() == ".gist{letter-spacing:.0123em}"
    assert "1mm" not in pages.styles
