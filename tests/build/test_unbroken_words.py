"""Words that nothing parts: every publication is made of them, and proved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from helpers.briefs import write_places
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
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
