"""Files of somebody else are read in a process with limits: its end is a sentence, and never that of the command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from pikepdf import Array, Dictionary, Name

from helpers.briefings import make_pdf
from mgi_report.cli import main as program
from mgi_report.errors import ExitCode, Kind, Problem, ReportError
from mgi_report.pdf import guard as station
from mgi_report.pdf.guard import Guard, read_pdf

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit memory so")


@pytest.fixture
def guard() -> Iterator[Guard]:
    with Guard() as guard:
        yield guard


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that are soon reached."""
    monkeypatch.setattr(station, "MEMORY", 300_000_000)
    monkeypatch.setattr(station, "SECONDS", 1)


def refusal(guard: Guard, name: str, *given: object, files: tuple[str, ...] = ("a.pdf",)) -> Problem:
    with pytest.raises(ReportError) as caught:
        guard.call(f"helpers.guarding:{name}", *given, files=files, size=0)
    assert caught.value.exit_code is ExitCode.DATA
    (problem,) = caught.value.problems
    assert problem.kind is Kind.PDF_LIMIT
    return problem


def drawn_by_itself(file: Path) -> Path:
    """A page with a form that draws itself twice, and so on for ever."""

    def loop(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_stream(b"/F Do " * 8, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        form.Resources = Dictionary(XObject=Dictionary(F=form))
        page = pdf.pages[0].obj
        page.Resources.XObject = Dictionary(F=form)
        page.Contents = pdf.make_stream(b"/F Do")

    return make_pdf(file, change=loop)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(program, [*map(str, arguments)])


def test_work_is_done_in_another_process_that_stays(guard: Guard) -> None:
    first = guard.call("helpers.guarding:pid", files=(), size=0)
    assert first != os.getpid()
    assert guard.call("helpers.guarding:pid", files=(), size=0) == first


@LINUX
@pytest.mark.usefixtures("strict")
def test_more_memory_than_allowed(guard: Guard) -> None:
    assert refusal(guard, "fill").message == "it takes more than 300 MB of memory to read"
    assert guard.call("helpers.guarding:fill_aside", files=(), size=0) < 300_000_000
    more = guard.call("helpers.guarding:fill_aside", files=(), size=10_000_000)
    assert 300_000_000 < more < 460_000_000, "larger files may take more"


@pytest.mark.usefixtures("strict")
def test_more_time_than_allowed(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(guard, "spin").message == "it takes more than 1 seconds to read"
    monkeypatch.setattr(station, "PATIENCE", 0.5)
    assert refusal(guard, "sleep").message == "it takes more than 1 seconds to read"


@pytest.mark.parametrize(
    ("name", "said"),
    [("SIGSEGV", "it is nested too deeply to be read, or damaged"), ("SIGABRT", "of memory to read, or is damaged")],
)
def test_a_library_that_ends_its_process(guard: Guard, name: str, said: str, capfd: pytest.CaptureFixture[str]) -> None:
    problem = refusal(guard, "die", name)
    assert problem.file == "a.pdf"
    assert problem.message.endswith(said)
    assert "bad_alloc" not in capfd.readouterr().err
    several = refusal(guard, "die", name, files=("a.pdf", "b.pdf"))
    assert "a.pdf, b.pdf" in several.message
    assert guard.call("helpers.guarding:pid", files=(), size=0), "the next work has a process of its own"


def test_what_the_work_raises_is_raised(guard: Guard) -> None:
    with pytest.raises(RecursionError):
        guard.call("helpers.guarding:recurse", files=(), size=0)


@LINUX
@pytest.mark.usefixtures("strict")
def test_a_form_that_draws_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    loop, other = drawn_by_itself(tmp_path / "loop.pdf"), make_pdf(tmp_path / "other.pdf")
    for arguments in (
        ["verify", loop],
        ["annex", loop, other, "-o", "out.pdf"],
        ["annex", other, loop, "-o", "out.pdf"],
    ):
        result = run(*arguments)
        assert result.exit_code == 2, result.output
        assert "of memory to read" in result.stderr
        assert "loop.pdf" in result.stderr
        assert "Traceback" not in result.output
    assert not Path("out.pdf").exists()


@LINUX
def test_sigterm_ends_the_command_and_what_reads_for_it(tmp_path: Path) -> None:
    loop = drawn_by_itself(tmp_path / "loop.pdf")
    process = subprocess.Popen([sys.executable, "-m", "mgi_report", "verify", str(loop)], cwd=tmp_path)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    until = time.monotonic() + 20
    while not (kids := children.read_text().split()) and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    assert process.wait(5) == 143
    assert kids
    assert not any(Path(f"/proc/{kid}").exists() for kid in kids)


def test_what_is_no_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-1.7" * 100)
    monkeypatch.setattr(station, "LARGEST", 500)
    for file, said in (
        (tmp_path / "pipe.pdf", "this is no file but a device or a pipe"),
        (Path("/dev/zero"), "this is no file but a device or a pipe"),
        (large, "the file has 800 B; at most 500 B are read"),
    ):
        with pytest.raises(ReportError) as caught:
            read_pdf(file)
        assert said in str(caught.value)
        assert run("verify", file).exit_code == 2
