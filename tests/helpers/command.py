"""The program, and code that uses it, in processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from helpers.project import ROOT, TESTS


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What the program answers to arguments."""
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
