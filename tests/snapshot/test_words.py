"""The words of the data are the words of the file, all of them, for three readers, in every language that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.project import ROOT
from helpers.readers import lost, texts_of
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.workspace.places import open_workspace

CITY = "quilmes"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words")
    languages, editions = ("en", "es", "fr"), ("screen", "press")
    result = build(BuildPlan(open_workspace(ROOT), folder, cities=(CITY,), languages=languages, editions=editions))
    assert not result.problems
    return folder


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("edition", ["", "-press"])
def test_every_word_of_the_data_is_a_word_of_the_file(files: Path, language: str, edition: str) -> None:
    texts = texts_of(ROOT / "data" / "profiles" / f"{CITY}.yaml", language)
    (file,) = files.glob(f"{language}/*-{language}{edition}.pdf")
    assert len(texts) > 50
    assert lost(texts, file.read_bytes()) == {}
