"""The program in this process, where that is not what a test is about, and in a process of its own; code too."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.project import ROOT, TESTS
from mgi_report.cli import main


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What the program answers to arguments."""
    with pytest.MonkeyPatch.context() as patch:
        if cwd:
            patch.chdir(cwd)
        done = CliRunner().invoke(main, arguments, prog_name="mgi-report")
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def run_apart(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, which starts with nothing that tests before it did."""
    return subprocess.run(
        [sys.executable, "-m", "mgi_report", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def python(code: str, *arguments: str, cwd: Path | None = None, **environment: str) -> str:
    """What code prints that has the helpers at hand; it must come to its end."""
    paths = [str(TESTS), str(ROOT / "src")]
    given = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"} | environment
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=given, cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def start(*command: str, cwd: Path | None = None) -> subprocess.Popen[str]:
    """A process that runs on, with one pipe for all that it and the processes it starts say."""
    return subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def open_nothing(name: str) -> int:
    """What stands for opening a file or an address; a preview, which goes on until it is ended, is ended by that."""
    if name.startswith("http://127.0.0.1"):
        signal.raise_signal(signal.SIGINT)
    return 0
