"""Who publishes what a workspace makes: read from its own file, and refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cities import Data, MakeWorkspace, city_data, write_yaml
from mgi_report.data.publisher_file import check_publisher, read_publisher
from mgi_report.errors import ReportError
from mgi_report.workspace.cache import inputs_of
from mgi_report.workspace.places import Workspace, open_workspace

WHOLE = {"name": {"en": "Example Press", "fr": "Presses Exemple"}, "logo": "press.svg", "url": "https://example.org"}


def workspace(make_workspace: MakeWorkspace, content: Data) -> Workspace:
    root: Path = make_workspace(one=city_data(1, 1))
    write_yaml(root / "data" / "publisher.yaml", content)
    (root / "assets" / "images").mkdir(parents=True)
    (root / "assets" / "images" / "press.svg").write_text("<svg/>")
    return open_workspace(root)


def test_a_workspace_need_not_say_who_publishes(make_workspace: MakeWorkspace) -> None:
    here = open_workspace(make_workspace(one=city_data(1, 1)))
    assert read_publisher(here) is None
    assert check_publisher(here) == []


def test_the_publisher_is_read_and_what_is_made_depends_on_it(make_workspace: MakeWorkspace) -> None:
    here = workspace(make_workspace, WHOLE)
    publisher = read_publisher(here)
    assert publisher
    assert (publisher.logo, publisher.contact, str(publisher.url)) == ("press.svg", None, "https://example.org/")
    assert check_publisher(here) == []
    assert here.publisher in inputs_of(here)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"logo": "press.svg"}, ":1:1: error: “name” is missing"),
        ({"name": "Example Press", "logo": "pres.svg"}, ":2:7: error: there is no such picture: “pres.svg” (logo)"),
        (
            {"name": "Example Press", "note": "Words " * 60},
            ":2:7: error: the text has 359 characters; here at",
        ),
        ({"name": "Example Press", "link": "x"}, ":2:1: error: unknown key: “link”"),
    ],
)
def test_a_publisher_that_is_not_sound_stops_what_is_made(
    make_workspace: MakeWorkspace, content: Data, says: str
) -> None:
    here = workspace(make_workspace, content)
    with pytest.raises(ReportError) as caught:
        read_publisher(here)
    assert str(caught.value.problems[0]).startswith(f"data/publisher.yaml{says}")
