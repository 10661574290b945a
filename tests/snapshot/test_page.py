"""What the templates of a snapshot are given is told to those who change them."""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import fields
from typing import Any

import pytest

from helpers.cities import Data, MakeWorkspace
from helpers.project import ROOT
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.snapshot.compose import SnapshotPage, compose_snapshot, plan_snapshot
from mgi_report.snapshot.make import view_of
from mgi_report.studio.studio import Studio
from mgi_report.workspace.places import open_workspace


class Curious:
    """A template that remembers what it is given."""

    given: dict[str, Any]

    def render(self, given: dict[str, Any]) -> str:
        self.given = given
        return "<p>A page"


@pytest.fixture
def given(make_workspace: MakeWorkspace, data: Data, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    workspace, template = open_workspace(make_workspace(one=data)), Curious()
    studio = Studio(workspace, load_framework(workspace.framework))
    view = view_of(studio, Profile.model_validate(data), "en")
    monkeypatch.setattr(studio.composer.environment, "get_template", lambda name: template)
    plan = plan_snapshot(view, studio.setting("snapshot", "en"))
    compose_snapshot(studio.composer, view, plan, studio.theme, {}, {"wheel": b"<svg/>"}, "2024-03-01")
    return template.given


def documented() -> set[str]:
    """The names in the first column of the table that follows “Templates are given”."""
    text = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8").partition("Templates are given\n")[2]
    rows = re.findall(r"^\| (`.*?) \|", text.partition("\n\nWhat `volume` holds")[0], re.M)
    return {name.partition("(")[0] for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_every_name_that_templates_are_given_is_documented(given: dict[str, Any]) -> None:
    assert documented() == set(given)


def test_the_page_says_of_each_of_its_names_what_it_is(given: dict[str, Any]) -> None:
    names = {field.name for field in fields(SnapshotPage)}
    assert names == set(given) - {"_", "gettext", "lang", "direction"}
    (page,) = ast.parse(inspect.getsource(SnapshotPage)).body
    assert isinstance(page, ast.ClassDef)
    said = {
        field.target.id
        for field, text in zip(page.body, page.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr)
    }
    assert said == names


def test_pages_of_domains_hold_all_findings_once(given: dict[str, Any]) -> None:
    pages, view = given["pages"], given["view"]
    found = [item.reference for page in pages for part in page.chunks for half in part.lists for item in half.findings]
    assert sorted(found) == sorted(
        f.reference for domain in view.domains for half in domain.lists for f in half.findings
    )
    for position, number in given["page_of"].items():
        assert view.domains[position] in [part.domain for part in pages[number - 2].chunks]
    assert [page.side for page in pages[:2]] == ["verso", "recto"]
