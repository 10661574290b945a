"""Words that nothing parts: every publication is made of them, and proved."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from helpers.briefs import write_places
from mgi_report.build.build import build
from mgi_report.build.gather import gather
from mgi_report.build.plan import BuildPlan
from mgi_report.design.editions import SCREEN
from mgi_report.errors import Severity
from mgi_report.snapshot.leaves import compose_leaves
from mgi_report.text.typography import unmarked
from mgi_report.workspace.places import open_workspace


@pytest.mark.slow
def test_whatever_is_published_of_words_without_an_end_is_sound(tmp_path: Path) -> None:
    root = write_places(tmp_path, "bdp")
    for file in sorted((root / "data" / "profiles").glob("*.yaml")):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        (finding, *_) = [*(found := data["findings"]["migrants-rights"])["developed"], *found["potential"]]
        finding |= {"text": f"{finding['text'][:-1]} {'x' * 130} *{'y' * 60}*.", "gist": "w" * 60}
        file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    plan = BuildPlan(open_workspace(root), root / "reports", languages=("en",), regions=("havens",), jobs=1)
    result = build(replace(plan, html=True))
    assert (result.problems, len(result.files) > 10) == ([], True)
    assert build(replace(plan, briefs=("health",), editions=("screen", "press"))).problems == []
    assert build(replace(plan, exchange=("haven-baa",), docx=True)).problems == []


@pytest.mark.slow
def test_long_words_of_a_language_whose_patterns_part_them_stay_in_their_columns(tmp_path: Path) -> None:
    """In the list of the cities a gist has 38 mm, and is not parted as a rule."""
    root = write_places(tmp_path, "bbb")
    word = "Kraftfahrzeughaftpflichtversicherungsstelle"
    for file in sorted((root / "data" / "profiles").glob("*.yaml")):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        data["source"]["language"] = "de"
        for kind, listed in data["findings"]["migrants-rights"].items():
            law = f"[Gesetz der {kind}]{{.law year=2015}}"
            text, gist = {"de": f"Die Stadt hat eine {word} ({law})."}, {"de": f"Neue {word}"}
            listed[0] |= {"text": text, "gist": gist, "key": True}
        file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    plan = BuildPlan(open_workspace(root), root / "reports", languages=("en",), regions=("havens",), jobs=1)
    result = build(plan)
    assert [str(problem) for problem in result.problems if problem.severity is Severity.ERROR] == []
    gathered = gather(plan)
    studio, profile = gathered.studio, next(iter(gathered.loaded.profiles.values()))
    html = "".join(leaf.html for leaf in compose_leaves(studio, profile, "en", SCREEN))
    said = re.sub(r'<span class="reference".*?</span>', "", unmarked(html).replace("\u00a0", " "))
    for words, times in ((f"Neue {word}", 6), ("Gesetz der", 6)):
        before = [said[: found.start()] for found in re.finditer(words, said)]
        assert len(before) == times
        assert all('lang="de"' in text[text.rindex("<", 0, text.rindex(">")) :] for text in before), words
