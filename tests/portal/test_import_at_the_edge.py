"""The command `mgi-report import` where files, names and pages are not as they should be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.cities import MakeWorkspace, city_data
from helpers.command import run
from helpers.json_lines import records
from helpers.portal_pages import Shape, known, write_page

PAGE = write_page(known(), Shape()).decode()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https://www.example.org/overviews/mgi/norway", "https://www.example.org/overviews/mgi/norway"),
        ("http://example.org", "http://example.org"),
        ("www.example.org/mgi", "www.example.org/mgi"),
    ],
)
def test_an_address_instead_of_a_file(tmp_path: Path, typed: str, shown: str) -> None:
    out = run("import", typed, cwd=tmp_path)
    assert out.returncode == 1
    assert out.stderr.splitlines() == [
        f"{shown}: error: this is an address; only saved pages are read",
        "    save the page in a browser, as “HTML” or “web page, single file”, and name that file",
    ]


NAMES = [b"a\x1b[31mred\x07.txt", b"b\xff\xfe.txt", "c\u009b31m.txt".encode(), "d\u202ex.txt".encode(), b"e\nf.txt"]
STEERING = set(map(chr, [*range(32), *range(0x7F, 0xA0), 0x202E])) - {"\n"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("page", [PAGE, "no \x1b[1mprofile", PAGE.replace("office", "caf\ufffd\x1b[1m", 1)])
@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_no_name_and_no_page_steers_the_terminal(
    tmp_path: Path, name: bytes, page: str, options: tuple[str, ...]
) -> None:
    file = Path(os.fsdecode(name))
    (tmp_path / file).write_text(page)
    out = run("import", str(file), *options, "--out", "new", cwd=tmp_path)
    assert not STEERING.intersection(out.stdout + out.stderr)
    assert "Traceback" not in out.stderr
    out = run("--json", "import", str(file), *options, "--force", "--out", "new", cwd=tmp_path)
    assert not STEERING.intersection(out.stdout + out.stderr)
    first, *_ = records(out.stdout)
    assert first["page"] == str(tmp_path / file)


KILLED = """
import os, signal, sys
from pathlib import Path
from mgi_report.workspace import cache
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
cache.write_atomically(Path(sys.argv[1]), b"half")
"""


def test_an_import_that_was_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    ended = subprocess.run([sys.executable, "-c", KILLED, str(folder / "lindmark.yaml")], check=False)
    assert ended.returncode == -signal.SIGKILL
    (left,) = folder.iterdir()
    own = folder / f".mgi-{os.getpid()}-running.tmp"
    other = folder / ".mgi-notes.tmp"
    for file in (own, other):
        file.write_text("of a process that still runs, or of nobody we know")
    (tmp_path / "page.txt").write_text(PAGE)
    assert run("import", "page.txt", "--dry-run", "--out", "profiles", cwd=tmp_path).returncode == 0
    assert left.exists()  # a dry run changes nothing
    assert run("import", "page.txt", "--out", "profiles", cwd=tmp_path).returncode == 0
    assert {file.name for file in folder.iterdir()} == {"lindmark.yaml", own.name, other.name}


def test_what_check_would_refuse_is_told_before(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    (root / "page.txt").write_text(PAGE.replace("has an office", "has \u2708\ua66e an office"))
    out = run("import", "page.txt", cwd=root)
    assert out.returncode == 0
    line = next(number for number, text in enumerate(PAGE.split("\n"), start=1) if "(1.d.0)" in text)
    assert f"page.txt:{line}: warning: no font of the theme has the characters U+2708" in out.stderr
    assert "U+A66E" in out.stderr
    assert ", and 19 more texts have such characters; nothing is built until they are mended" in out.stderr
    assert run("check", cwd=root).returncode == 2


def test_what_nobody_sees_does_not_stop_a_build(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    unseen = "\u00ad\u034f\u115f\u2060\u200b\u3164\ufe0f\U000e0041\U000e0101"
    (root / "page.txt").write_text(PAGE.replace("has an office", f"has{unseen} an off\u2011ice"))
    assert run("import", "page.txt", cwd=root).returncode == 0
    text = (root / "data" / "profiles" / "lindmark.yaml").read_text()
    assert not set(unseen).intersection(text)
    assert "has an off-ice" in " ".join(text.split())
    assert run("check", cwd=root).returncode == 0
