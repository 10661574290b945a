"""Check tells of a workspace's own templates and style sheets what a build would."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from helpers.briefs import write_places
from helpers.cities import MakeWorkspace, city_data, write_yaml
from helpers.editions import write_editions
from helpers.project import ROOT
from helpers.volumes import write_region
from mgi_report.build import rehearsal
from mgi_report.build.plan import BuildPlan, Result
from mgi_report.cli import main as program

EXTENDED = '{% extends "builtin/snapshot/snapshot.html.j2" %}\n'
SNAPSHOT = "snapshot/snapshot.html.j2"


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(vila_aurora=city_data(1, 1, 8))


@pytest.fixture
def region(root: Path) -> Path:
    """The same place as a region of its own, of which a volume is tried too."""
    return write_region(root, {"vila-aurora": city_data(1, 1, 8)})


def checked(root: Path, name: str, content: str) -> tuple[int, str]:
    file = root / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    result = CliRunner().invoke(program, ["--workspace", str(root), "check"])
    assert not (root / "reports").exists()
    return result.exit_code, result.stderr


def own_block(words: str) -> str:
    return f"{EXTENDED}{{% block about %}}{{{{ super() }}}}\n{words}{{% endblock %}}\n"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (SNAPSHOT, own_block('<p style="colour: red">x</p>'), f"{SNAPSHOT}:3:11: error: the typesetting engine says"),
        (SNAPSHOT, own_block("<style>p { fount: x }</style>"), f"{SNAPSHOT}:3:12: error: the typesetting engine says"),
        (SNAPSHOT, own_block("{{ view.city|shout }}"), f"{SNAPSHOT}:3: error: template: No filter named 'shout'"),
        (SNAPSHOT, own_block("{{ shout(view) }}"), f"{SNAPSHOT}:3: error: template: "),
        (
            SNAPSHOT,
            own_block("{{ view.city|shout }}"),
            "named 'shout'.\n    `mgi-report docs templates` lists",
        ),  # not: sort
        (
            SNAPSHOT,
            own_block("{{ view.city }"),
            f"{SNAPSHOT}:3: error: template: unexpected '}}'\n    look before this",
        ),
        (SNAPSHOT, own_block("{{ view.__class__ }}"), "error: template: templates may not reach into the program"),
        (
            SNAPSHOT,
            own_block('<p><img src="mgi:mark-none.svg"></p>'),
            f"{SNAPSHOT}:3:14: error: the picture mgi:mark-none.svg says nothing",
        ),
        ("workspace.css", ".names h1 { fount: x }", "workspace.css:1:13: error: the typesetting engine says"),
        (
            SNAPSHOT,
            own_block("<p style='fount: {{ 1 }}'>x</p>"),
            f"{SNAPSHOT}:3:11: error: the typesetting engine says",
        ),
        (
            SNAPSHOT,
            own_block("<img src='../logo.png' alt='x'>"),
            f"{SNAPSHOT}:3:11: error: pages may not read ../logo.png",
        ),
        (
            "workspace.css",
            ".gist { background: url(https://example.org/x.png) }",
            "workspace.css:1:25: error: pages may",
        ),
        ("workspace.css", ".gist { background: url('my logo.png') }", "workspace.css:1:26: error: pages may"),
        (
            "workspace.css",
            "@font-face { font-family: x; src: url(x.woff) }",
            "workspace.css:1:39: error: pages may not",
        ),
    ],
)
def test_check_tells_what_the_build_of_a_snapshot_would(root: Path, name: str, content: str, says: str) -> None:
    code, told = checked(root, name, content)
    assert (code, says in told) == (4, True), told


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (".theme h2 { colour: red }", "workspace.css:1:13: error: the typesetting engine says"),
        (".lead { color: var(--mist) }", "error: type with a contrast of "),
    ],
)
def test_check_tells_what_the_build_of_a_volume_would(region: Path, content: str, says: str) -> None:
    code, told = checked(region, "workspace.css", content)
    assert (code, says in told) == (4, True), told


def test_faults_of_two_kinds_are_told_together_and_each_once(root: Path) -> None:
    """What is found by reading, and what is found by making a page."""
    sheet = '.gist { color: var(--rad) }\n.finding { colr: red }\n.x { background: url("mgi:images/none.png") }'
    code, told = checked(root, "workspace.css", sheet)
    lines = [line for line in told.splitlines() if "workspace.css:" in line]
    assert (code, len(lines)) == (4, 3), told
    assert told.endswith(": 3 errors in 1 file\n")


def test_copies_that_change_nothing_are_not_tried(root: Path) -> None:
    """A checkout of the program is such a workspace to a program that is installed elsewhere."""
    shutil.copytree(ROOT / "templates", root / "templates")
    out = CliRunner().invoke(program, ["--workspace", str(root), "--json", "check"])
    assert [json.loads(line)["type"] for line in out.stdout.splitlines()] == ["checked", "end"]
    assert out.exit_code == 0


def test_what_is_tried_is_told_while_it_goes_on(root: Path) -> None:
    file = root / "templates" / "workspace.css"
    file.parent.mkdir()
    file.write_text(".lead { color: var(--ink) }")
    out = CliRunner().invoke(program, ["--workspace", str(root), "--json", "check"])
    steps = [json.loads(line) for line in out.stdout.splitlines() if '"step"' in line]
    assert [(step["name"], step["done"]) for step in steps] == [
        ("a snapshot, as a trial", 1),
        ("briefs, as a trial", 2),
    ]
    assert {step["total"] for step in steps} == {2}


def test_own_rules_are_read_last_and_sound_ones_pass(region: Path) -> None:
    code, told = checked(region, "workspace.css", ".lead { color: var(--ink) }")
    assert (code, "error" in told) == (0, False), told


def own(folder: str, name: str, block: str = "") -> tuple[str, str]:
    """A template of one's own that asks for what there is not, as is found when a page is made of it."""
    file, wrong = f"{folder}/{name}.html.j2", "{{ ''.missing }}"
    if not block:
        return file, (ROOT / "templates" / file).read_text(encoding="utf-8") + wrong
    return file, f'{{% extends "builtin/{file}" %}}\n{{% block {block} %}}{{{{ super() }}}}\n{wrong}{{% endblock %}}\n'


@pytest.fixture(scope="module")
def occasions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Places of a region that write about one theme, and a city in two editions."""
    return write_editions(write_places(tmp_path_factory.mktemp("occasions"), "dp"), "en")


@pytest.mark.parametrize(
    ("name", "content", "command"),
    [
        (*own("snapshot", "since", "domains"), "compare vila-aurora 2019-05 2023-10"),
        (*own("compendium", "brief", "body"), "brief health --region havens"),
        (*own("compendium", "sheet", "body"), "build --exchange haven-baa"),
        (*own("html", "since"), "build vila-aurora-2023-10 --since 2019-05 --edition html"),
        (*own("html", "brief", "banner"), "brief health --region havens --edition html"),
        (*own("html", "city", "banner"), "build haven-baa --edition html"),
        (*own("html", "region", "banner"), "build --region havens --edition html"),
        (*own("office", "since", "body"), "compare vila-aurora 2019-05 2023-10 --edition docx"),
        (*own("office", "brief", "body"), "brief health --region havens --edition docx"),
        (*own("office", "sheet", "body"), "build --exchange haven-baa --edition docx"),
        (*own("office", "snapshot", "body"), "build haven-baa --edition docx"),
        ("snapshot/since.css", ".since-page { colour: red }", "compare vila-aurora 2019-05 2023-10"),
        ("compendium/brief.css", ".brief-head { colour: red }", "brief health --region havens"),
    ],
)
def test_check_tells_what_the_build_of_every_occasion_would(
    occasions: Path, tmp_path: Path, name: str, content: str, command: str
) -> None:
    root = shutil.copytree(occasions, tmp_path / "ws")
    code, told = checked(root, name, content)
    first, *_ = (line for line in told.splitlines() if "error: " in line)
    assert (code, name in first) == (4, True), told
    arguments = ["--workspace", str(root), *command.split(), "--language", "en", "--out", str(root / "reports")]
    built = CliRunner().invoke(program, arguments)
    assert (built.exit_code, first in built.stderr) == (4, True), built.stderr


@pytest.mark.parametrize(
    ("name", "tried"),
    [
        ("compendium/brief.css", [{"briefs"}]),
        ("snapshot/since.css", [{"compared"}, {"since"}]),
        ("compendium/sheet.html.j2", [{"exchange"}]),
        ("html/html.css", [{"html"}, {"compared"}, {"since", "html"}, {"briefs", "html"}]),
        ("annex/annex.css", []),
    ],
)
def test_what_one_publication_has_alone_is_tried_in_it_alone(
    occasions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, tried: list[set[str]]
) -> None:
    root, made = shutil.copytree(occasions, tmp_path / "ws"), list[set[str]]()

    def noted(plan: BuildPlan) -> Result:
        made.append({key for key in ("briefs", "compared", "since", "exchange", "html") if getattr(plan, key)})
        return Result()

    monkeypatch.setattr(rehearsal, "build", noted)
    changed = (ROOT / "templates" / name).read_text(encoding="utf-8") + "\n"
    assert checked(root, name, changed)[0] == 0
    assert made == tried


INKED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="{}"/></svg>'
PROFILE = "assets/icc/coated-fogra39.icc"
RED = ("RGB", (200, 30, 30), "png")
GRAY = ("L", 90, "png")


def pictured(root: Path, **pictures: str | tuple[str, int | tuple[int, ...], str]) -> None:
    """A workspace whose publisher has a logo, in these files: drawings, or mode, colour and format."""
    write_yaml(root / "data" / "publisher.yaml", {"name": "Harbour office", "logo": "logo"})
    for name, given in pictures.items():
        file = root / "assets" / "images" / name.replace("_", ".").replace("logopress", "logo-press")
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(given, str):
            file.write_text(given)
        else:
            Image.new(given[0], (600, 300), given[1]).save(file, given[2])


@pytest.mark.parametrize(
    ("pictures", "code", "says", "built"),
    [
        ({"logo_png": RED}, 0, "logo.png: warning: refused by the press edition: this picture is in colours", 4),
        ({"logo_svg": INKED.format("#c81e1e")}, 0, "logo.svg:1: warning: refused by the press edition: the colour", 4),
        ({"logo_jpg": ("CMYK", (90, 0, 0, 0), "jpeg")}, 4, "logo.jpg: error: this picture is in inks of the press", 0),
        (
            {"logo_png": GRAY, "logopress_tif": ("CMYK", (250, 250, 250, 250), "tiff")},
            0,
            "logo-press.tif: warning: refused by the press edition: 392 % of ink",
            5,
        ),
        (
            {"logo_png": GRAY, "logopress_svg": INKED.format("device-cmyk(1 1 1 .4)")},
            0,
            "logo-press.svg: warning: refused by the press edition: 340 % of ink",
            5,
        ),
        ({"logo_png": RED, "logopress_tif": ("CMYK", (9, 90, 9, 0), "tiff")}, 0, "", 0),
        ({"logo_png": GRAY, "unused_png": RED}, 0, "", 0),
    ],
)
def test_check_tells_of_pictures_what_each_edition_would(
    root: Path, pictures: dict[str, Any], code: int, says: str, built: int
) -> None:
    pictured(root, **pictures)
    done = CliRunner().invoke(program, ["--workspace", str(root), "check"])
    told = [line for line in done.stderr.splitlines() if line.startswith("assets/")]
    assert (done.exit_code, len(told)) == (code, bool(says)), done.stderr
    assert all(f"assets/images/{says}" in line for line in told), told
    assert not says or done.stderr.endswith(f": 1 {'error' if code else 'warning'} in 1 file\n")
    asked = ("build", "vila-aurora", "--language", "en", "--edition", "press", "--out", str(root / "reports"))
    done = CliRunner().invoke(program, ["--workspace", str(root), *asked])
    assert done.exit_code == built, done.stderr


def test_check_tells_of_a_profile_that_is_none(root: Path) -> None:
    (root / PROFILE).parent.mkdir(parents=True)
    (root / PROFILE).write_bytes(b"no profile at all")
    result = CliRunner().invoke(program, ["--workspace", str(root), "check"])
    assert result.exit_code == 0
    assert "refused by the press edition: " in result.stderr
    assert "cannot be the output profile of a press" in result.stderr


def test_check_tells_what_the_press_alone_would_refuse(root: Path) -> None:
    code, told = checked(root, "workspace.css", ".brief .lead { border-bottom: .1pt solid var(--ink) }")
    assert code == 0
    assert "warning: refused by the press edition: a line of 0.10 pt" in told
