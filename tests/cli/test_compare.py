"""``mgi-report compare`` and ``build --since``: what cannot be compared is told, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cities import write_yaml
from helpers.command import run
from helpers.editions import NEWER, OLDER, two_editions, write_editions

CITY = "vila-aurora"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_editions(tmp_path, "en")


def written(root: Path) -> list[Path]:
    return [file for file in root.rglob("*") if file.suffix in (".pdf", ".json", ".html")]


@pytest.mark.parametrize(
    ("words", "code", "said", "hint"),
    [
        (
            (CITY, OLDER, "2021-01"),
            1,
            "there is no profile of this edition: “vila-aurora-2021-01”",
            "there is vila-aurora-2019-05",
        ),
        ((CITY, "2017-01", "2018-01"), 1, "“vila-aurora-2018-01”", "vila-aurora-2023-10"),
        ((CITY, NEWER, NEWER), 1, "the edition “2023-10” is named twice", "an earlier and a later one"),
        ((CITY, "2019", NEWER), 1, "“2019” is no edition", "write year and month"),
        ((CITY, "May 2019", NEWER), 1, "“May 2019” is no edition", "did you mean “2019-05”?"),
        (("vila-arora", OLDER, NEWER), 1, "no such city: “vila-arora”", "did you mean “vila-aurora”?"),
        ((CITY, OLDER, NEWER, "--edition", "html"), 1, "no HTML edition", "build --since"),
        ((CITY, OLDER, NEWER, "--edition", "papyrus"), 1, "there is no edition “papyrus”", "known: screen"),
        ((CITY, OLDER, NEWER, "--language", "tlh"), 1, "no texts in the language “tlh”", "known: en, es, fr"),
    ],
)
def test_what_cannot_be_compared_is_told(root: Path, words: tuple[str, ...], code: int, said: str, hint: str) -> None:
    done = run("compare", *words, cwd=root)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert hint in done.stderr
    assert written(root) == []


def test_editions_of_other_levels_are_refused(root: Path) -> None:
    older = two_editions("en")[0] | {"level": "national"}
    write_yaml(root / "data" / "profiles" / f"{CITY}-{OLDER}.yaml", older)
    for words in (("compare", CITY, OLDER, NEWER), ("build", f"{CITY}-{NEWER}", "--since", OLDER)):
        done = run(*words, cwd=root)
        assert done.returncode == 2
        assert f"the edition {OLDER} is national and the edition {NEWER} local" in done.stderr
        assert done.stderr.count("error:") == 1
    assert written(root) == []


@pytest.mark.parametrize("edition", [OLDER, NEWER])
def test_a_broken_profile_is_told_with_its_place(root: Path, edition: str) -> None:
    file = root / "data" / "profiles" / f"{CITY}-{edition}.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("level: local", "level: lunar"), encoding="utf-8")
    for words in (("compare", CITY, OLDER, NEWER), ("build", f"{CITY}-{NEWER}", "--since", OLDER)):
        done = run(*words, cwd=root)
        assert done.returncode == 2
        assert f"data/profiles/{CITY}-{edition}.yaml:4:8: error: expected “local” or “national”" in done.stderr
    assert written(root) == []


def test_a_reference_that_leads_nowhere_stops_the_comparison(root: Path) -> None:
    newer = two_editions("en")[1]
    newer["findings"]["partnerships"]["developed"][0]["follows"] = "VAU-2019-P77"
    write_yaml(root / "data" / "profiles" / f"{CITY}-{NEWER}.yaml", newer)
    for words in (("compare", CITY, OLDER, NEWER), ("build", f"{CITY}-{NEWER}", "--since", OLDER)):
        done = run(*words, cwd=root)
        assert done.returncode == 2
        assert "has this finding: “VAU-2019-P77”" in done.stderr
    assert written(root) == []
    assert run("build", f"{CITY}-{NEWER}", cwd=root).returncode == 0


def test_reverse_order_is_put_right_and_told(root: Path) -> None:
    done = run("compare", "Vila Aurora", NEWER, OLDER, cwd=root)
    assert done.returncode == 0, done.stderr
    assert f"warning: the edition of {OLDER} is the older one and stands first" in done.stderr
    assert [file.name for file in written(root) if file.suffix == ".pdf"] == [
        f"mgi-editions-{CITY}-{OLDER}-{NEWER}-en.pdf"
    ]
    assert "mgi-editions" in run("list", "outputs", cwd=root).stdout
    verified = run("verify", f"reports/en/mgi-editions-{CITY}-{OLDER}-{NEWER}-en.pdf", cwd=root)
    assert (verified.returncode, "every finding stands in it whole and once" in verified.stdout) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((CITY, "--since", "2021-01"), "there is no profile of this edition: “vila-aurora-2021-01”"),
        ((CITY, "--since", NEWER), f"there is no later edition of “{CITY}” than {NEWER}"),
        ((f"{CITY}-{OLDER}", "--since", OLDER), f"there is no later edition of “{CITY}” than {OLDER}"),
        (("--since", "2021-01"), "no city has the edition “2021-01” and a later one"),
        ((CITY, "--since", "last year"), "“last year” is no edition"),
        ((CITY, "--since", OLDER, "--region", "all"), "--since is for snapshots, --region is not"),
    ],
)
def test_a_leaf_that_cannot_be_is_told(root: Path, words: tuple[str, ...], said: str) -> None:
    done = run("build", *words, cwd=root)
    assert done.returncode == 1
    assert said in done.stderr
    assert written(root) == []


def test_where_no_city_is_named_those_without_both_editions_are_made_as_ever(root: Path) -> None:
    other = two_editions("fr")[0]
    write_yaml(root / "data" / "profiles" / "rivebelle.yaml", other)
    done = run("build", "--since", OLDER, cwd=root)
    assert done.returncode == 0
    assert f"made without a leaf, as they have not the edition “{OLDER}” and a later one: rivebelle" in done.stderr
    names = {file.name for file in written(root) if file.suffix == ".pdf"}
    assert names == {
        f"mgi-snapshot-{CITY}-{OLDER}-en.pdf",
        f"mgi-snapshot-{CITY}-{NEWER}-en.pdf",
        f"mgi-snapshot-rivebelle-{OLDER}-fr.pdf",
    }
