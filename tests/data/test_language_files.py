"""A file of a language that is not sound is told at its place, and nothing is built with it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from helpers.cities import Data, MakeWorkspace
from helpers.project import ROOT
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.data.completeness import check_catalogues
from mgi_report.data.language_files import check_language_files, language_of
from mgi_report.errors import ExitCode, ReportError
from mgi_report.text.conventions import Conventions
from mgi_report.workspace.places import Workspace, builtin, open_workspace


def with_file(root: Path, text: str, name: str = "fr") -> Workspace:
    file = root / "assets" / "languages" / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return Workspace(root, root)


def test_our_own_files_are_sound() -> None:
    assert list(check_language_files(open_workspace(builtin()))) == []


def test_the_documentation_shows_every_key_and_is_sound(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    example = text.partition("```yaml\n")[2].partition("```")[0]
    assert list(check_language_files(with_file(tmp_path, example, "pt"))) == []
    assert set(yaml.safe_load(example)) == {field.name for field in fields(Conventions)}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("keepnext: [x]", "1:1: error: unknown key: “keepnext”\n    did you mean “keep_next”?"),
        ("quotes: [«]", "1:9: error: expected two marks: [«, »] (quotes)"),
        ("quotes: [a, b, c]", "1:9: error: expected two marks: [«, »] (quotes)"),
        ("inner_quotes: “", "1:15: error: expected two marks: [“, ”] (inner_quotes)"),
        ("keep_next: y", "1:12: error: expected a list of words: [a, e, y] (keep_next)"),
        ("letters: {ll: l}", "1:15: error: expected letters, each with the one behind which it stands: {ñ: n}"),
        ("capitals: all", "1:11: error: expected “names” or “nouns” (capitals)"),
        ("countries: {CD: ''}", "1:17: error: the text is empty (countries.CD)"),
        (
            f"countries: {{CD: {'a ' * 31}}}",
            "1:17: error: the text has 61 characters; here at most 60 fit on the page (countries.CD)",
        ),
        ("countries: {ES: España, XQ: x}", "1:29: error: “XQ” is no country code (countries.XQ)"),
        ("locale: fr-", "1:9: error: “fr-” is no language code (locale)"),
        ("small_words: [{word: y}]", "1:14: error: expected a list of rules: [{word: y, becomes: e, before: h?i}]"),
        (
            "small_words: [{word: y, becomes: e, before: (}]",
            "1:45: error: this is no regular expression (missing ), unterminated subpattern at position 0): “(”",
        ),
        ("first_of_month:", "1:16: error: expected a text, found nothing (first_of_month)"),
        ("before_high: [x]", "1:14: error: expected a text, found a list (before_high)"),
        ("- x", "1:1: error: expected a mapping (key: value), found a list"),
        ("quotes: [", "1:10: error: not valid YAML"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, text: str, says: str) -> None:
    (found,) = check_language_files(with_file(tmp_path, text))
    assert str(found).startswith(f"assets/languages/fr.yaml:{says}")


def test_a_file_is_named_by_a_language(tmp_path: Path) -> None:
    (found,) = check_language_files(with_file(tmp_path, "quotes: [«, »]", "french"))
    assert found.message == "“french” is no language code"


def test_check_and_build_tell_it_alike(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    workspace = with_file(root, "quotes: [«]\n", "pt")
    (found,) = check_catalogues(workspace)
    assert found.file == "assets/languages/pt.yaml"
    with pytest.raises(ReportError) as caught:
        language_of(workspace, "en")
    assert (caught.value.problems, caught.value.exit_code) == ([found], ExitCode.DATA)
    with pytest.raises(ReportError) as caught:
        build(BuildPlan(workspace=open_workspace(root), out=root / "reports", languages=("en",), jobs=1))
    assert (caught.value.problems, caught.value.exit_code) == ([found], ExitCode.DATA)
