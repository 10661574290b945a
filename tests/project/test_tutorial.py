"""docs/tutorial.md is followed literally, from the new workspace on: what it shows is what is printed."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from helpers.project import ROOT

STEP = re.compile(r'^<!-- in (\S+): (\S+) → (\S+) -->$|^```(\w+)(?: title="(.+)")?\n((?:.*\n)*?)```$', re.M)
STYLE = re.compile(r"\x1b\[[\d;]*m")
PROGRESS = re.compile(r"\[\d+/\d+\] ")
NUMBER = re.compile(r"\d+(\.\d+)?")


def alike(text: str) -> list[str]:
    """Lines in any order, and but for numbers, which differ, and the white space between them, and for the lines that
    tell of progress where there is no terminal."""
    lines = [line for line in text.splitlines() if not PROGRESS.match(line)]
    return sorted(" ".join(NUMBER.sub("0", line).split()) for line in lines)


def on_terminal(command: str, folder: Path, environment: dict[str, str]) -> str:
    """What a command prints on a terminal of 80 columns, and what it says beside that."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        ["bash", "-c", command], cwd=folder, env=environment, stdout=its, stderr=subprocess.PIPE, encoding="utf-8"
    )
    os.close(its)
    printed = b""
    with suppress(OSError):  # by which it ends
        while read := os.read(ours, 4096):
            printed += read
    os.close(ours)
    _, beside = process.communicate()
    return STYLE.sub("", printed.decode()) + beside


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="it has no such terminals")
def test_what_the_tutorial_shows_is_what_is_printed(tmp_path: Path) -> None:
    (tmp_path / "mgi-report").write_text(f"#!{sys.executable}\nfrom mgi_report.__main__ import main\nmain()\n")
    (tmp_path / "mgi-report").chmod(0o755)
    path = os.pathsep.join([str(tmp_path), os.environ["PATH"]])
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    environment = os.environ | {
        "PATH": path,
        "PYTHONPATH": paths,
        "MGI_REPORT_CACHE": str(tmp_path / "cache"),
        "COLUMNS": "80",
    }
    folder, done = tmp_path, 0
    for step in STEP.finditer((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")):
        edited, old, new, kind, title, content = step.groups()
        if edited:
            file = folder / edited
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        elif title:
            (folder / title).write_text(content, encoding="utf-8")
        elif kind == "console":
            for command, printed in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", content, re.M):
                if command.startswith("cd "):
                    folder /= command.removeprefix("cd ")
                    continue
                assert alike(on_terminal(command, folder, environment)) == alike(printed), command
                done += 1
    assert done > 6
