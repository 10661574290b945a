"""What the loader says of broken files: the folder ``bad/`` and what no comment could announce."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROOT
from mgi_report.load import load

FRAMEWORK = ROOT / "data" / "framework.yaml"
BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))

# # expect: LINE:COLUMN message fragment | hint fragment
_EXPECT = re.compile(r"# expect: (\d+):(\d+) (.+?)(?: \| (.+))?")


def expected(file: Path) -> list[tuple[int, int, str, str]]:
    found = (_EXPECT.fullmatch(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [(int(m[1]), int(m[2]), m[3], m[4] or "") for m in found if m]


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_every_problem_of_a_bad_file_is_reported_at_its_place_and_no_other(file: Path) -> None:
    loaded = load(FRAMEWORK, [file])
    wanted = expected(file)
    assert [(problem.line, problem.column) for problem in loaded.problems] == sorted(item[:2] for item in wanted)
    for line, column, message, hint in wanted:
        here = [str(problem) for problem in loaded.problems if (problem.line, problem.column) == (line, column)]
        assert any(message in text and hint in text for text in here), here
    assert list(loaded.profiles) == ([] if wanted else [file])
