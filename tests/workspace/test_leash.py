"""No process of ours outlives the one that started it, whatever ends that one; and Ctrl-C is no fault."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from helpers.command import start

PARENT = """
import signal, sys, time
from mgi_report.workspace.aside import Aside
from mgi_report.workspace.workers import Workers

signal.signal(signal.SIGHUP, signal.SIG_DFL)  # which nohup has ignored

class Shared:
    def warm(self): pass

def work(shared, seconds):
    with Aside() as aside:
        aside.ask("time:sleep", seconds)
        aside.answer()

first = Aside()
first.ask("time:sleep", 300)
with Workers(3, Shared()) as workers:
    pending = workers.start(work, [300, 300, 0])
    next(iter(pending))
    print("ready", flush=True)
    pending.all()
"""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="nothing is forked there")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGHUP])
def test_workers_and_processes_aside_end_with_their_parent(number: signal.Signals) -> None:
    """One worker is idle, two wait for processes of theirs, and one process aside is the parent's own."""
    process = start(sys.executable, "-c", PARENT)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.send_signal(number)
    said, _ = process.communicate(timeout=10)  # returns only when each of them has let go of the output
    assert process.returncode == -number
    assert said == ""


def test_a_process_that_was_asked_nothing_ends_too() -> None:
    code = "from mgi_report.workspace.aside import Aside; import os; Aside(); os._exit(7)"
    process = start(sys.executable, "-c", code)
    process.communicate(timeout=10)
    assert process.returncode == 7


INTERRUPTED = """
import signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == wanted:
            signal.raise_signal(signal.SIGINT)

wanted = sys.argv.pop(1)
sys.meta_path.insert(0, Finder())
from mgi_report.__main__ import main
main()
"""


@pytest.mark.parametrize(
    "module", ["click", "mgi_report.cli.running", "mgi_report.cli.checking", "mgi_report.build.check"]
)
def test_ctrl_c_in_the_middle_of_an_import_is_said_in_one_line(tmp_path: Path, module: str) -> None:
    (tmp_path / "data" / "profiles").mkdir(parents=True)
    process = start(sys.executable, "-c", INTERRUPTED, module, "check", cwd=tmp_path)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.strip() in ("stopped", "stopped; files that were not finished are as they were")
