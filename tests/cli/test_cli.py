"""The command line, as a person or a script meets it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from helpers.briefings import make_pdf
from helpers.cities import Data, MakeWorkspace, write_yaml
from helpers.command import run, run_apart
from helpers.json_lines import records
from helpers.project import ROOT, needs
from mgi_report.cli import main as program
from mgi_report.cli.common import workspace_or_builtin
from mgi_report.cli.running import settings


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


@pytest.mark.parametrize("command", commands(program), ids=" ".join)
def test_every_command_has_help_and_two_examples_that_fit_a_terminal(command: tuple[str, ...]) -> None:
    node: click.Command = program
    for name in command:
        assert isinstance(node, click.Group)
        found = node.get_command(click.Context(node), name)
        assert found
        node = found
    assert node.help
    examples = re.findall("mgi-report (.+)", node.epilog or "")
    assert isinstance(node, click.Group) or len(examples) > 1
    assert all(" ".join(command) in example for example in examples)
    assert all(len(line) <= 78 for line in (node.epilog or "").splitlines())
    for parameter in node.params:
        assert not isinstance(parameter, click.Option) or parameter.help, parameter.name


@pytest.mark.parametrize("command", commands(program), ids=" ".join)
def test_every_command_is_in_the_readme_or_the_documentation(command: tuple[str, ...]) -> None:
    words = "".join(file.read_text(encoding="utf-8") for file in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    assert f"mgi-report {' '.join(command)}" in words


@pytest.mark.parametrize(
    ("asked", "hint"), [("biuld", "; did you mean “build”?"), ("xyz", "; known: build, preview, annex")]
)
def test_a_command_that_is_not_known_is_refused_with_the_nearest_one(asked: str, hint: str) -> None:
    out = run(asked)
    assert out.returncode == 1
    assert out.stderr.startswith(f"error: there is no command “{asked}”{hint}")
    assert "--help` tells how to use it" in out.stderr


@pytest.mark.parametrize("command", [(), ("build",), ("list", "cities")], ids=" ".join)
def test_help_before_a_command_is_its_help(command: tuple[str, ...]) -> None:
    asked, meant = run("help", *command), run(*command, "--help")
    assert (asked.returncode, asked.stdout) == (0, meant.stdout)
    assert "Usage: mgi-report" in asked.stdout


def test_a_command_imports_what_it_needs_and_no_other_command() -> None:
    code = "import sys; from mgi_report.cli import main; sys.argv[1:] = ['schema']\n"
    code += "try: main()\nexcept SystemExit: pass\n"
    code += "print(*(name for name in sys.modules if name.startswith('mgi_report.cli.')), file=sys.stderr)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(out.stderr.split()) <= {
        f"mgi_report.cli.{name}" for name in ("common", "housekeeping", "printing", "records", "running", "terminal")
    }


def test_check_tells_problems_and_writes_nothing(make_workspace: MakeWorkspace, data: Data) -> None:
    data["findings"]["partnerships"]["develloped"] = data["findings"]["partnerships"].pop("developed")
    root = make_workspace(one=data)
    out = run("--workspace", str(root), "check")
    assert out.returncode == 2
    assert re.search(r"one\.yaml:\d+:\d+: error: unknown key: “develloped”", out.stderr)
    assert "did you mean “developed”?" in out.stderr
    assert "Traceback" not in out.stderr
    assert not (root / "reports").exists()


def test_check_tells_what_a_language_lacks(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(vila_aurora=data)
    assert run("--workspace", str(root), "check").stderr == ""
    shipped = (ROOT / "data" / "framework.yaml").read_text(encoding="utf-8")
    own = shipped.replace("languages: [en, es, fr]", "languages: [en, es, fr, pt]")
    (root / "data" / "framework.yaml").write_text(own, encoding="utf-8")
    catalogue = root / "locales" / "pt" / "LC_MESSAGES" / "mgi_report.po"
    catalogue.parent.mkdir(parents=True)
    shutil.copyfile(ROOT / "locales" / "mgi_report.pot", catalogue)
    out = run("--workspace", str(root), "check")
    assert out.returncode == 0
    messages = len(read_po(catalogue.read_bytes().splitlines()))
    told = (
        r"mgi_report\.po: warning: messages without a translation into “pt” are printed in English: “.*” and (\d+) more"
    )
    assert re.findall(told, " ".join(out.stderr.split())) == [str(messages - 1)]
    assert "framework.yaml: warning: texts that are missing in “pt” are printed in “en”: “name” and" in out.stderr


def test_check_says_which_files_it_cannot_mean(make_workspace: MakeWorkspace, data: Data, tmp_path: Path) -> None:
    root = make_workspace(one=data)
    profiles = root / "data" / "profiles"
    (profiles / "two.yaml.txt").write_text("city: two\n")
    (profiles / "notes.txt").write_text("call them on Monday\n")
    out = run("check", cwd=root)
    assert out.returncode == 0
    assert (
        "two.yaml.txt: warning: this file is not read: data files end in .yaml\n    rename it to two.yaml" in out.stderr
    )
    assert "notes.txt" not in out.stderr
    named = run("check", "data/profiles/notes.txt", cwd=root)
    assert (named.returncode, "is no data file" in named.stderr) == (1, True)
    gone = run("check", "data/profiles/three.yaml", cwd=root)
    assert (gone.returncode, "there is no such file" in gone.stderr) == (1, True)


def test_an_option_without_its_value_is_told_what_to_do() -> None:
    out = run("build", "--icc")
    assert out.returncode == 1
    assert len(out.stderr.splitlines()) == 2


@pytest.mark.parametrize("option", ["--debug", "--workspace"])
def test_an_option_of_the_program_behind_the_command_is_told_its_place(option: str) -> None:
    out = run("check", option)
    assert out.returncode == 1
    assert out.stderr.startswith(f"error: {option} goes before the command\n    ")
    assert f"{option} check" in out.stderr


def test_check_as_json_lines(make_workspace: MakeWorkspace, data: Data) -> None:
    data["place"]["country"] = "Norway"
    root = make_workspace(vila_aurora=data)
    out = run("--workspace", str(root), "--json", "check")
    problems = records(out.stdout)
    assert problems.pop() == {"type": "checked", "framework": False, "profiles": 1, "regions": 0, "problems": 1}
    assert [(item["type"], item["path"], item["severity"]) for item in problems] == [
        ("problem", "place.country", "error")
    ]


def test_build_prints_plain_lines_when_piped(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    out = run_apart("--workspace", str(root), "build", "--force")
    assert out.returncode == 0
    assert out.stderr.splitlines() == ["[1/1] en/mgi-snapshot-vila-aurora-2021-05-en.pdf"]
    assert "\x1b" not in out.stdout
    row = out.stdout.splitlines()[1]
    assert re.search(r"vila-aurora-2021-05-en\.pdf\s+4\s+[\d.]+ kB\s+\d+\.\d s  13 checks passed", row)


def test_verify_prints_the_proof(built: Path, tmp_path: Path) -> None:
    out = run("verify", str(built))
    assert out.returncode == 0
    assert "every finding stands in it whole and once (30 findings)" in out.stdout
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no pdf")
    assert run("verify", str(broken)).returncode == 2
    (as_json,) = records(run("verify", str(built), "--json").stdout)
    assert (as_json["path"], as_json["passed"]) == (str(built), True)


def test_verify_goes_on_behind_a_file_that_cannot_be_read(built: Path, tmp_path: Path) -> None:
    out = run("verify", "nowhere.pdf", str(tmp_path), str(built))
    assert out.returncode == 1
    assert "nowhere.pdf: error: cannot read it (No such file or directory)" in out.stderr
    assert "name the files in it" in out.stderr
    assert "13 checks passed" in out.stdout


def test_verify_claims_no_more_than_it_looked_at(tmp_path: Path) -> None:
    """Of a file of somebody else nobody knows how many pages were planned, nor which fonts are its own."""
    file = make_pdf(tmp_path / "briefing.pdf", title="On arrivals", language="en")
    told = run("verify", str(file)).stdout
    assert "embedded  fonts are embedded (" in told
    assert "passed  text      no page without text (" in told
    assert "as planned" not in told
    assert "foreign" not in told


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("build", "--nonsense"), 1, "the command has no option --nonsense"),
        (("verify",), 1, "FILE|CITY... is missing"),
        (("verify", "nowhere.pdf"), 1, "nowhere.pdf: error: cannot read it"),
        (("figure", "wheel", "vila-aurora", "-o", "wheel.gif"), 1, "cannot be written as “.gif”"),
        (("--workspace", "nowhere", "build"), 1, "is not a workspace"),
        (("schema", "nothing"), 1, "“nothing” is not known"),
    ],
)
def test_misuse_is_one_sentence_and_a_next_step(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path
) -> None:
    out = run(*arguments, cwd=tmp_path)
    assert out.returncode == code
    assert words in out.stderr
    assert len(out.stderr.strip().splitlines()) <= 2
    assert "Traceback" not in out.stderr


@pytest.mark.parametrize("suffix", ["svg", "png", "pdf"])
def test_figure_wheel_in_every_format(make_workspace: MakeWorkspace, data: Data, tmp_path: Path, suffix: str) -> None:
    root = make_workspace(one=data)
    file = tmp_path / f"wheel.{suffix}"
    assert run("--workspace", str(root), "figure", "wheel", "vila-aurora", "-o", str(file)).returncode == 0
    start = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}[suffix]
    assert file.read_bytes().startswith(start)


def test_figure_wheel_takes_a_city_as_build_does(make_workspace: MakeWorkspace, data: Data, tmp_path: Path) -> None:
    root, file = make_workspace(vila_aurora=data), str(tmp_path / "wheel.svg")
    wheel = ("--workspace", str(root), "figure", "wheel")
    assert run(*wheel, "Vila Aurora", "-o", file).returncode == 0
    near = run(*wheel, "vila-arora", "-o", file)
    assert (near.returncode, "did you mean “vila-aurora”?" in near.stderr) == (1, True)
    write_yaml(root / "data" / "profiles" / "later.yaml", data | {"edition": "2023-02"})
    several = run(*wheel, "vila-aurora", "-o", file)
    assert several.returncode == 0
    assert "there are several editions; vila-aurora-2023-02 is taken: “vila-aurora”" in several.stderr
    assert run(*wheel, "vila-aurora-2021-05", "-o", file).stderr == ""
    both = run(*wheel, "vila-aurora-2021-05", "vila-aurora-2023-02", "-o", file)
    names = [f"wheel-vila-aurora-{edition}.svg" for edition in ("2021-05", "2023-02")]
    assert [Path(line.removesuffix(" written")).name for line in both.stdout.splitlines()] == names


def test_the_summary_ends_with_what_failed(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    out = run("--workspace", str(root), "build", "one", "port-sereno")
    assert out.returncode == 1
    assert out.stdout.splitlines()[-1] == "not everything could be made: see the errors above"


def test_the_first_region_is_asked_for_with_what_it_looks_like(make_workspace: MakeWorkspace, data: Data) -> None:
    out = run("--workspace", str(make_workspace(one=data)), "build", "--region", "north")
    assert out.returncode == 1
    assert "make data/regions/north.yaml, of three lines: “region: north”" in out.stderr


def test_looking_at_a_file_leaves_nothing_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MGI_REPORT_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setitem(settings, "workspace", None)
    monkeypatch.chdir(tmp_path)
    assert workspace_or_builtin().cache == tmp_path / "cache" / "mgi-report"
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "other"))
    assert workspace_or_builtin().cache == tmp_path / "other"


def test_init_makes_a_workspace_that_builds(tmp_path: Path) -> None:
    root = tmp_path / "mine"
    assert run("init", str(root)).returncode == 0
    assert run("check", cwd=root).returncode == 0
    out = run("build", cwd=root)
    assert out.returncode == 0, out.stderr
    assert list(root.glob("reports/*/*.pdf"))
    again = run("init", str(root))
    assert again.returncode == 1
    assert "already is a workspace" in again.stderr


def test_the_examples_of_the_documentation_are_sound(tmp_path: Path) -> None:
    """The profile of docs/data.md and the region of the workspace's README, as they stand, in a new workspace."""
    root = tmp_path / "mine"
    assert run("init", str(root)).returncode == 0
    words = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    profile = words.partition("```yaml\n")[2].partition("```")[0]
    (root / "data" / "profiles" / "vila-aurora.yaml").write_text(profile, encoding="utf-8")
    words = (root / "README.md").read_text(encoding="utf-8")
    region = textwrap.dedent(words[words.index("      # data/regions/") : words.index("- `templates/`")])
    (root / "data" / "regions").mkdir()
    (root / "data" / "regions" / "north.yaml").write_text(region, encoding="utf-8")
    out = run("check", cwd=root)
    assert out.returncode == 0, out.stderr
    assert "warning: this city is in no region: vila-aurora" in out.stderr
    assert "2 profiles and 1 region checked: 1 warning in 1 file" in out.stderr


def test_the_doctor_finds_this_machine_well() -> None:
    out = run_apart("doctor", cwd=ROOT)
    assert out.returncode == 0, out.stdout
    assert "this machine can build reports" in out.stdout
    assert re.search(r"ok\s+Pango\s+1\.\d+", out.stdout)


def test_the_doctor_names_what_is_missing_and_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    from mgi_report.cli import doctor
    from mgi_report.workspace.places import open_workspace

    monkeypatch.setitem(doctor.LIBRARIES, "Pango", ("no-such-library", ("libno-such.so.0",), "libpango-1.0-0"))
    found = {item.name: item for item in doctor.examine(open_workspace(ROOT))}
    assert not found["Pango"].good
    assert "libpango-1.0-0" in found["Pango"].remedy or "pango" in found["Pango"].remedy.lower()


def test_help_starts_without_the_engine() -> None:
    code = """
import sys
sys.argv = ["mgi-report", "--help"]
from mgi_report.cli import main
try:
    main()
except SystemExit:
    pass
heavy = {"weasyprint", "matplotlib", "pydantic", "jinja2", "numpy", "PIL"} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_a_folder_that_cannot_be_written_is_one_sentence(
    make_workspace: MakeWorkspace, data: Data, tmp_path: Path
) -> None:
    root = make_workspace(one=data)
    (tmp_path / "file").write_text("not a folder")
    out = run("--workspace", str(root), "build", "--out", str(tmp_path / "file"))
    assert out.returncode == 1
    assert out.stderr == f"error: {tmp_path / 'file'} is a file\n    name a folder with --out\n"


@pytest.mark.parametrize("arguments", [(), ("figure",)])
def test_without_a_command_the_help_is_shown(arguments: tuple[str, ...]) -> None:
    out = run(*arguments)
    assert out.returncode == 0
    assert "Usage:" in out.stdout
    assert out.stderr == ""


def test_an_encrypted_file_does_not_pass(built: Path, tmp_path: Path) -> None:
    needs("qpdf")
    locked = tmp_path / "locked.pdf"
    subprocess.run(["qpdf", "--encrypt", "", "owner", "256", "--", str(built), str(locked)], check=True)
    out = run("verify", str(locked))
    assert out.returncode == 5
    assert "the file is encrypted" in out.stdout
