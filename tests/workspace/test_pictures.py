"""One name of a picture for both editions."""

from __future__ import annotations

import pytest

from mgi_report.workspace.pictures import answering

FILES = ("logo.png", "logo.svg", "logo-press.tif", "harbour.jpg", "notes.txt")


@pytest.mark.parametrize(
    ("called", "screen", "press"),
    [
        ("logo", "logo.svg", "logo-press.tif"),
        ("logo.png", "logo.png", "logo-press.tif"),
        ("logo-press.tif", "logo-press.tif", "logo-press.tif"),
        ("harbour", "harbour.jpg", "harbour.jpg"),
        ("notes.txt", "notes.txt", "notes.txt"),
        ("notes", "", ""),
        ("logo-press", "", ""),
    ],
)
def test_a_name_means_a_file_of_the_edition(called: str, screen: str, press: str) -> None:
    assert answering(FILES).get(called, "") == screen
    assert answering(FILES, for_press=True).get(called, "") == press
