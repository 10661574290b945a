"""``mgi-report docs``: pages, their list, and the manual page."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len
from rich.console import Console

from helpers.project import ROOT
from mgi_report.cli import main as program
from mgi_report.cli.manpage import ENDINGS, VARIABLES
from mgi_report.cli.manual import for_terminal, pages
from mgi_report.cli.markdown import WholeWords
from mgi_report.cli.synopsis import synopses
from mgi_report.errors import ExitCode

SOURCES = sorted((ROOT / "src").rglob("*.py"))


def docs(*arguments: str, **options: str) -> Result:
    return CliRunner().invoke(program, ["docs", *arguments], env=options)


def test_every_page_is_listed_once_with_one_line() -> None:
    topics = [page.topic for page in pages()]
    assert sorted(topics) == sorted(file.stem for file in (ROOT / "docs").glob("*.md") if file.stem != "index")
    out = docs(COLUMNS="80").stdout
    assert all(re.search(rf"^{topic}  ", out, re.M) for topic in topics)
    assert max(map(len, out.splitlines())) <= 80


def test_a_page_is_printed_as_markdown_where_there_is_no_terminal() -> None:
    out = docs("regions").stdout
    assert out.startswith("# Regions\n")
    assert "compendium (`mgi-report docs compendium`)" in out
    assert ".md)" not in out
    assert docs("docs/regions.md").stdout == docs("Regions").stdout == out


def test_a_page_is_set_on_a_terminal_and_long_ones_are_paged(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[str, bool]] = []
    monkeypatch.setattr("mgi_report.cli.reading.show", lambda text, paged: shown.append((text, paged)))
    terminal = SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("mgi_report.cli.reading.sys", terminal)
    docs("regions", COLUMNS="80", LINES="24")
    docs("regions", COLUMNS="80", LINES="900")
    assert [paged for _, paged in shown] == [True, False]
    assert "##" not in shown[0][0]
    assert max(len(re.sub("\x1b[^m]*m", "", line)) for line in shown[0][0].splitlines()) <= 80


@pytest.mark.parametrize("width", [40, 80, 100])
def test_no_word_of_a_table_is_cut_or_parted_on_a_terminal(width: int) -> None:
    """Much of what stands in tables is there to be typed."""
    for page in pages():
        text = for_terminal(page.read())
        rows = [line for line in re.sub(r"```.*?```", "", text, flags=re.S).splitlines() if line.startswith("| ")]
        words = set(re.findall(r"`([a-z_-]{3,30})`", "\n".join(rows)))
        console = Console(width=width, file=io.StringIO(), color_system=None)
        with console.capture() as captured:
            console.print(WholeWords(text))
        lines = captured.get().splitlines()
        shown = set(re.findall(r"[a-z_-]{3,30}", "\n".join(lines)))
        assert words <= shown, (page.topic, words - shown)
        assert all(cell_len(line.rstrip()) <= width for line in lines if not line.startswith(" ")), page.topic


def test_a_topic_that_is_not_known_is_refused_with_the_nearest_one() -> None:
    out = docs("tempaltes")
    assert (out.exit_code, "did you mean “templates”?" in out.stderr) == (1, True)
    assert "`mgi-report docs` lists them" in docs("weather").stderr


def test_pictures_and_links_within_code_are_left_in_peace() -> None:
    text = "![A page](images/x.png)\n<!-- for tools -->\n[data.md](data.md) and [it](press.md#ink)\n```\n[a](b.md)\n```"
    assert for_terminal(text).splitlines() == [
        "(picture: A page)",
        "`mgi-report docs data` and it (`mgi-report docs press`)",
        "```",
        "[a](b.md)",
        "```",
    ]


def test_messages_name_pages_that_are_there() -> None:
    topics = {page.topic for page in pages()}
    named = [name for file in SOURCES for name in re.findall(r"guide\(['\"](\w+)['\"]\)", file.read_text("utf-8"))]
    assert len(named) > 10
    assert set(named) <= topics
    kept = [*(ROOT / "templates").rglob("*.yaml"), *(ROOT / "src").rglob("new_workspace.py")]
    printed = [name for file in kept for name in re.findall(r"`mgi-report docs (\w+)`", file.read_text("utf-8"))]
    assert set(printed) <= topics


def test_no_message_names_a_file_that_an_installed_copy_keeps_elsewhere() -> None:
    """Docstrings may; they are for those who have the repository."""
    for file in SOURCES:
        text = re.sub(r'"""(?:.|\n)*?"""', "", file.read_text("utf-8"))
        assert not re.findall(r"docs/\w+\.md", re.sub(r"#.*", "", text)), file


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("man") / "mgi-report.1"
    file.write_text(docs("--man").stdout, encoding="utf-8")
    return file


def test_the_manual_page_has_every_command_and_option(manual: Path) -> None:
    text = manual.read_text("utf-8").replace("\\-", "-").replace("\\(aq", "'").replace("\\e", "\\")
    for command in synopses(program):
        assert command.usage.removeprefix("mgi-report ") in text
        assert all(f"\\fB{names}\\fR" in text for names, _ in command.options)
        assert all(line in text for example in command.examples for line in example.splitlines())
    assert set(ENDINGS) == set(ExitCode)
    assert all(f"\\fB{code:d}\\fR" in text for code in ExitCode)


def test_the_manual_page_is_set_without_a_complaint(manual: Path) -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    done = subprocess.run(
        ["groff", "-man", "-ww", "-Tutf8", str(manual)], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    assert "mgi-report figure wheel" in re.sub("\x1b[^m]*m|.\b", "", done.stdout)


def test_every_variable_of_ours_that_the_manual_page_names_is_read_somewhere() -> None:
    source = "".join(file.read_text("utf-8") for file in SOURCES if file.stem != "manpage")
    assert all(name in source for name in VARIABLES if name not in ("PAGER", "NO_COLOR"))


def test_synopses_say_what_help_says() -> None:
    for command in synopses(program):
        words = command.name.split()[1:]
        printed = CliRunner().invoke(program, [*words, "--help"], prog_name="mgi-report").stdout
        flat = " ".join(printed.split())
        assert f"Usage: {command.usage}" in flat
        assert all(" ".join(paragraph.split()) in flat for paragraph in command.help)
