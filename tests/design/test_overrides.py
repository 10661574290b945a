"""Templates and style sheets of a workspace that override nothing, or call what there is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cities import MakeWorkspace, city_data
from helpers.project import ROOT
from helpers.volumes import write_region
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.cli import main as program
from mgi_report.design.overrides import check_overrides
from mgi_report.design.templates import names_given, parse_template
from mgi_report.design.theme_file import theme_of
from mgi_report.errors import ExitCode, Problem, ReportError
from mgi_report.workspace.places import open_workspace, shown

EXTENDED = '{% extends "builtin/snapshot/snapshot.html.j2" %}\n'
SNAPSHOT, COVER, SHEET = (f"snapshot/{name}" for name in ("snapshot.html.j2", "cover.html.j2", "snapshot.css"))
COVER_TEXT, SHEET_TEXT = (
    (ROOT / "templates" / name).read_text("utf-8").replace("\n", " /* ç */\n", 1) for name in (COVER, SHEET)
)

NOT_ASCII = COVER_TEXT.index("ç") + 1


def write(root: Path, name: str, content: str | bytes) -> None:
    file = root / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def told(problem: Problem, root: Path) -> str:
    return str(Problem(**(vars(problem) | {"file": shown(Path(problem.file), root)})))


def checked(root: Path) -> tuple[int, str]:
    result = CliRunner().invoke(program, ["--workspace", str(root), "check"])
    return result.exit_code, result.stderr


def built(root: Path, **options: object) -> tuple[int, str]:
    try:
        result = build(BuildPlan(open_workspace(root), root / "reports", jobs=1, **options))  # type: ignore[arg-type]
    except ReportError as error:
        return error.exit_code, "\n".join(told(problem, root) for problem in error.problems)
    return result.exit_code, "\n".join(told(problem, root) for problem in result.problems)


SNAPSHOT_FAULTS = [
    (
        COVER,
        COVER_TEXT.encode("latin-1", "replace"),
        f"{COVER}:1:{NOT_ASCII}: error: the file is not UTF-8 (byte 0xe7)",
    ),
    (SHEET, SHEET_TEXT.encode("latin-1", "replace"), f"{SHEET}:1:"),
    (SNAPSHOT, b"\xff\xfe", f"{SNAPSHOT}:1:1: error: the file is not UTF-8 (byte 0xff)\n    save it as UTF-8"),
    (SNAPSHOT, "", f"{SNAPSHOT}: error: the template gives no page\n    delete the file"),
    (SNAPSHOT, "{# nothing #}\n", f"{SNAPSHOT}: error: the template gives no page"),
    (
        SNAPSHOT,
        '\n{% extends "snapshot/snapshot.html.j2" %}',
        f"{SNAPSHOT}:2: error: template: this template extends itself\n"
        "    to change the built-in one, say “builtin/snapshot/snapshot.html.j2”",
    ),
    (
        SNAPSHOT,
        '{% extends "builtin/snapshot/snapsht.html.j2" %}',
        f"{SNAPSHOT}:1: error: template: there is no template “builtin/snapshot/snapsht.html.j2”\n"
        "    did you mean “builtin/snapshot/snapshot.html.j2”?",
    ),
    (
        SHEET,
        f".of-nothing {{ color: var(--inc) }}\n{SHEET_TEXT}",
        f"{SHEET}:1:22: error: there is no token “--inc”\n    did you mean “--ink”?",
    ),
    (
        COVER,
        f'{COVER_TEXT}\n<p style="color: var(--inc)"></p>',
        f"{COVER}:{COVER_TEXT.count(chr(10)) + 2}:18: error: there is no token “--inc”\n    did you mean “--ink”?",
    ),
]


@pytest.mark.parametrize(("name", "content", "says"), SNAPSHOT_FAULTS)
def test_check_and_build_tell_the_same_of_a_file_of_the_workspace(
    make_workspace: MakeWorkspace, name: str, content: str | bytes, says: str
) -> None:
    root = make_workspace(vila_aurora=city_data())
    write(root, name, content)
    for code, words in (checked(root), built(root)):
        assert code == ExitCode.TEMPLATE, words
        assert words.startswith(f"templates/{says}"), words


@pytest.mark.parametrize("editions", [("screen",), ("press",)])
def test_elements_can_call_tokens_in_styles_of_their_own(
    make_workspace: MakeWorkspace, editions: tuple[str, ...]
) -> None:
    root = make_workspace(vila_aurora=city_data())
    own = """<p style="position: absolute; left: 0; top: 7mm; color: var(--paper); font-family: var(--font-text)">A</p>
<style>.own { position: absolute; right: 0; top: 7mm; color: var(--paper) }</style><p class="own">B</p>"""
    write(root, COVER, COVER_TEXT.replace('<div class="rim"></div>', own))
    assert checked(root)[0] == ExitCode.DONE
    assert built(root, languages=("en",), editions=editions) == (ExitCode.DONE, "")


@pytest.mark.parametrize("name", ["chapter.html.j2", "gathering.html.j2"])
def test_an_emptied_template_of_a_compendium_is_named(make_workspace: MakeWorkspace, name: str) -> None:
    root = write_region(make_workspace(), {"vila-aurora": city_data()})
    write(root, f"compendium/{name}", "\n")
    for code, words in (checked(root), built(root, regions=("all",), languages=("en",))):
        assert code == ExitCode.TEMPLATE, words
        assert f"templates/compendium/{name}: error: the template gives no page" in words


def test_a_page_without_anything_on_it_is_told_when_it_is_filled(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    write(root, SNAPSHOT, f"{EXTENDED}{{% block cover %}}{{% endblock %}}{{% block domains %}}{{% endblock %}}"
          "{% block about %}{% endblock %}")  # fmt: skip
    code, words = built(root)
    assert (code, words.startswith(f"templates/{SNAPSHOT}: error: the template gives no page")) == (4, True)


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ("view.titel", "a SnapshotView has no “titel”", "did you mean “title”?"),
        ("tokens.inc", "a mapping has no “inc”", "did you mean “ink”?"),
        ("veiw.title", "there is no “veiw” here", "did you mean “view”?"),
        ("view.title|uper", "No filter named 'uper'.", "did you mean “upper”?"),
        ("view.qqqqqq", "a SnapshotView has no “qqqqqq”", "`mgi-report docs templates` lists what a template is given"),
    ],
)
def test_the_nearest_name_is_told_for_one_that_is_not_given(
    make_workspace: MakeWorkspace, given: str, message: str, hint: str
) -> None:
    root = make_workspace(vila_aurora=city_data())
    write(root, COVER, f"\n{{{{ {given} }}}}")
    assert built(root) == (4, f"templates/{COVER}:2: error: template: {message}\n    {hint}")


WARNINGS = [
    ("snapshot/covr.html.j2", "x", f"this file overrides nothing|did you mean “{COVER}”?"),
    ("cover.html.j2", "x", f"this file overrides nothing|did you mean “{COVER}”?"),
    ("snapshot.css", "p { margin: 0 }", f"this file overrides nothing|did you mean “{SHEET}”?"),
    (SNAPSHOT, f"{EXTENDED}{{% block covr %}}x{{% endblock %}}", "the block “covr” overrides nothing|“cover”?"),
]


@pytest.mark.usefixtures("untried")
@pytest.mark.parametrize(("name", "content", "says"), WARNINGS)
def test_what_overrides_nothing_is_a_warning(make_workspace: MakeWorkspace, name: str, content: str, says: str) -> None:
    root = make_workspace(vila_aurora=city_data())
    write(root, name, content)
    code, words = checked(root)
    message, hint = says.split("|")
    assert code == ExitCode.DONE
    assert words.startswith(f"templates/{name}:")
    assert f"warning: {message}" in words
    assert hint in words


def test_what_another_template_calls_is_not_warned_of(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    write(
        root,
        COVER,
        '{% include "ours/mark.html.j2" %}{% from "ours/macros.j2" import x %}{% include "no" ignore missing %}',
    )
    write(root, "ours/mark.html.j2", '<i style="--gap: 1mm; margin: var(--gap); color: var(--nope, red)"></i>')
    write(root, "ours/macros.j2", "{% macro x() %}{% endmacro %}{# var(--nope) #}")
    write(
        root, "ours/base.html.j2", f"{EXTENDED}{{% block cover %}}{{% block inner %}}{{% endblock %}}{{% endblock %}}"
    )
    write(root, SNAPSHOT, '{% extends "ours/base.html.j2" %}{% block inner %}x{% endblock %}')
    space = open_workspace(root)
    assert [str(problem) for problem in check_overrides(space, theme_of(space))] == []
    write(root, COVER, "{% include view.city %}")  # whatever that is
    assert [str(problem) for problem in check_overrides(space, theme_of(space))] == []


def test_a_declaration_that_is_none_is_told_in_plain_words(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    write(root, SHEET, f".z {{ margin 3px }}\n{SHEET_TEXT}")
    code, words = built(root)
    assert code == ExitCode.TEMPLATE
    assert words == (
        f"templates/{SHEET}:1:17: error: what ends here is no declaration (name: value;), or no rule"
        " (selector { … })\n"
        "    look for a “:”, a “;” or a bracket that is missing before it"
    )


def test_a_catalogue_that_cannot_be_read_is_told_by_check(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(vila_aurora=city_data())
    file = root / "locales" / "es" / "LC_MESSAGES" / "mgi_report.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid "x\n', encoding="utf-8")
    code, words = checked(root)
    assert code == ExitCode.DATA
    assert words.startswith("locales/es/LC_MESSAGES/mgi_report.po:1:1: error: this line is no part of a message")


def test_a_copy_of_any_built_in_file_passes_as_it_is(tmp_path: Path) -> None:
    """Tables are no copies: what is planned by them is worked out, and a workspace has values of its own."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates", ignore=shutil.ignore_patterns("*.yaml", "*.js"))
    (tmp_path / "data" / "profiles").mkdir(parents=True)
    workspace = open_workspace(tmp_path)
    assert [*map(str, check_overrides(workspace, theme_of(workspace)))] == []


def test_what_a_template_imports_is_not_asked_for() -> None:
    asked = "{% from 'a' import boxes, words as said %}{% import 'b' as shapes %}{{ boxes(said, shapes.x, view) }}"
    tree, _ = parse_template(asked, "t")
    assert [name for name, _ in names_given(tree)] == ["view"]
