"""Messages of a workspace's own templates that no catalogue translates are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cities import Data, MakeWorkspace
from mgi_report.design.messages import check_messages
from mgi_report.errors import Severity
from mgi_report.workspace.places import open_workspace

TEMPLATE = """{% extends "builtin/snapshot/snapshot.html.j2" %}
{% block about %}{{ super() }}
<h3>{{ _('Ring us up') }}</h3><p>{{ _('Contact') }} {{ ngettext('one ship', 'ships', 2) }} {{ _(view.city) }}</p>
{% endblock %}
"""


@pytest.fixture
def root(make_workspace: MakeWorkspace, data: Data) -> Path:
    root = make_workspace(vila_aurora=data)
    (root / "templates" / "snapshot").mkdir(parents=True)
    (root / "templates" / "snapshot" / "snapshot.html.j2").write_text(TEMPLATE, encoding="utf-8")
    return root


def told(root: Path) -> list[tuple[int, str, str]]:
    problems = list(check_messages(open_workspace(root), ("en", "es", "fr")))
    assert all(problem.severity is Severity.WARNING and problem.file.endswith(".j2") for problem in problems)
    return [(problem.line, problem.value, problem.message.partition(" in English in ")[2]) for problem in problems]


def test_a_message_that_is_in_no_catalogue_is_told_at_its_line(root: Path) -> None:
    assert told(root) == [(3, "“Ring us up”", "“es”, “fr”"), (3, "“one ship”", "“es”, “fr”")]


def test_a_catalogue_of_the_workspace_translates_it(root: Path) -> None:
    file = root / "locales" / "es" / "LC_MESSAGES" / "mgi_report.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid "Ring us up"\nmsgstr "Llámenos"\n', encoding="utf-8")
    assert told(root)[0] == (3, "“Ring us up”", "“fr”")


def test_what_cannot_be_read_is_told_elsewhere(root: Path) -> None:
    (root / "templates" / "snapshot" / "snapshot.html.j2").write_text("{{ _('Ring' ", encoding="utf-8")
    assert told(root) == []
