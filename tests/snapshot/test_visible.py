"""What nobody can see is not published, however a style sheet hides it: the proof looks at painted pages."""

from __future__ import annotations

import pytest

from helpers.cities import MakeWorkspace, city_data
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.design.editions import PRESS_PART, SCREEN, Edition
from mgi_report.errors import Kind, Problem, ReportError
from mgi_report.snapshot.make import Snapshot, make_snapshot
from mgi_report.studio.studio import Studio
from mgi_report.workspace.places import builtin, open_workspace

_OVER = "content: ''; position: absolute; top: 0; left: 0; width: 100%; height: 100%"


def _made(make_workspace: MakeWorkspace, rule: str, edition: Edition = SCREEN) -> Snapshot:
    """A small snapshot of Vila Aurora in a workspace whose style sheet has one more rule."""
    root = make_workspace()
    sheet = root / "templates" / "snapshot" / "snapshot.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text((builtin() / "templates" / "snapshot" / "snapshot.css").read_text() + rule)
    workspace = open_workspace(root)
    studio = Studio(workspace, load_framework(workspace.framework))
    return make_snapshot(studio, Profile.model_validate(city_data(1, 1)), b"city: vila-aurora", "en", edition)


def _refused(make_workspace: MakeWorkspace, rule: str, edition: Edition = SCREEN) -> list[Problem]:
    with pytest.raises(ReportError) as stopped:
        _made(make_workspace, rule, edition)
    return stopped.value.problems


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        (".list li { overflow: hidden; height: 6.2mm }", Kind.UNSEEN),
        (".list li { overflow: hidden; height: 7.3mm }", Kind.UNSEEN),
        (".list li { color: var(--paper) }", Kind.UNSEEN),
        (".list li { color: #cccccc }", Kind.CONTRAST),
        (".list li { opacity: 0 }", Kind.UNSEEN),
        (".list li { opacity: .4 }", Kind.CONTRAST),
        (".list .finding { font-size: 2pt }", Kind.LETTERING),
        (".list { background: var(--ink) }", Kind.UNSEEN),
        (".list { background: var(--deep) }", Kind.CONTRAST),
        (f".list li {{ position: relative }} .list li:after {{ {_OVER}; background: #ffffff }}", Kind.UNSEEN),
    ],
)
def test_a_finding_that_nobody_can_see_is_no_finding(make_workspace: MakeWorkspace, rule: str, kind: Kind) -> None:
    problems = _refused(make_workspace, rule)
    assert kind in {problem.kind for problem in problems}, problems
    told = next(problem for problem in problems if problem.kind == kind)
    assert told.path.startswith("page ")
    assert told.hint


def test_the_words_and_their_finding_are_named(make_workspace: MakeWorkspace) -> None:
    place = ".list .finding { position: relative } .list .finding:after "
    rule = f"{place}{{ content: ''; position: absolute; top: 0; left: 60%; "
    problems = _refused(make_workspace, f"{rule}width: 40%; height: 100%; background: #ffffff }}")
    assert {problem.kind for problem in problems} == {Kind.UNSEEN}
    assert all(problem.path.startswith("page ") for problem in problems)
    assert any(problem.path.startswith("page 2: VAU-2021-") for problem in problems), problems


def test_paper_on_paper_is_found_in_inks_too(make_workspace: MakeWorkspace) -> None:
    kinds = {problem.kind for problem in _refused(make_workspace, ".list li { color: var(--paper) }", PRESS_PART)}
    assert Kind.UNSEEN in kinds
