"""Check tells of a workspace's own templates and style sheets what a build would."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cities import MakeWorkspace, city_data
from helpers.volumes import write_region
from mgi_report.cli import main as program

EXTENDED = '{% extends "builtin/snapshot/snapshot.html.j2" %}\n'
SNAPSHOT = "snapshot/snapshot.html.j2"


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return write_region(make_workspace(), {"vila-aurora": city_data(1, 1, 8)})


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
        ("workspace.css", ".names h1 { fount: x }", "workspace.css:1:13: error: the typesetting engine says"),
        ("workspace.css", ".lead { color: var(--mist) }", "error: type with a contrast of "),
    ],
)
def test_check_tells_what_the_build_of_a_snapshot_would(root: Path, name: str, content: str, says: str) -> None:
    code, told = checked(root, name, content)
    assert (code, says in told) == (4, True), told


def test_check_tells_what_the_build_of_a_volume_would(root: Path) -> None:
    code, told = checked(root, "workspace.css", ".theme h2 { colour: red }")
    assert (code, "workspace.css:1:13: error: the typesetting engine says" in told) == (4, True), told


def test_own_rules_are_read_last_and_sound_ones_pass(root: Path) -> None:
    code, told = checked(root, "workspace.css", ".lead { color: var(--ink) }")
    assert (code, "error" in told) == (0, False), told
