"""Text of a data file → data with places; nothing is raised, whatever the text."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mgi_report.data.tree import Tree
from mgi_report.data.yaml_tree import MAX_BYTES, parse_tree, read_tree
from mgi_report.errors import Problem


def parse(text: str | bytes) -> Tree:
    return parse_tree(text.encode() if isinstance(text, str) else text, Tree("file.yaml"))


def only(tree: Tree) -> Problem:
    assert len(tree.problems) == 1, tree.problems
    return tree.problems[0]


@pytest.mark.parametrize(
    "typed", ["NO", "no", "on", "yes", "0123", "1_000", "2022-10", "2022-10-01", "1e3", "0x1F", "12:30"]
)
def test_a_scalar_stays_what_was_typed(typed: str) -> None:
    assert parse(f"key: {typed}\n").data == {"key": typed}


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_a_plain_null_is_nothing_but_a_quoted_one_is_a_text(typed: str) -> None:
    assert parse(f"key: {typed}\n").data == {"key": None}
    assert parse(f"key: '{typed}'\n").data == {"key": typed}


def test_letters_typed_as_two_characters_become_one_and_do_not_shift_columns() -> None:
    tree = parse("Medelli\u0301n: Aburra\u0301 # a comment\nlist: [e\u0301, *x]\n")
    assert tree.data == {"Medell\u00edn": "Aburr\u00e1", "list": ["\u00e9", None]}
    assert only(tree).column == 12


def test_every_value_and_key_knows_its_line_and_column() -> None:
    tree = parse("# comment\none: 1\ntwo:\n  - a: {b: c}\n  - >-\n    text\n")
    assert tree.places[("one",)] == (2, 6)
    assert tree.places[("two",)] == (4, 3)
    assert tree.places[("two", 0)] == (4, 5)
    assert tree.places[("two", 0, "a", "b")] == (4, 12)
    assert tree.places[("two", 1)] == (5, 5)
    assert tree.key_place(("two", 0, "a", "b")) == (4, 9)
    assert tree.place(("two", 7, "x")) == (4, 3), "where there is no value, the nearest around it"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_do_not_count(ends: str) -> None:
    tree = parse(f"\ufeffone: 1{ends}two: &x 2{ends}")
    assert tree.data == {"one": "1", "two": "2"}
    assert (only(tree).line, only(tree).column) == (2, 6)


def test_of_a_key_given_twice_the_places_are_those_of_the_value_that_counts() -> None:
    tree = parse("a: {x: 1}\na: {x: 2}\n")
    assert only(tree).place == "file.yaml:2:1"
    assert tree.data == {"a": {"x": "2"}}
    assert (tree.place(("a", "x")), tree.key_place(("a", "x"))) == ((2, 8), (2, 5))


@pytest.mark.parametrize(
    ("raw", "place", "hint"),
    [
        (b"city: Med\n" + "name: Medellín\n".encode("cp1252"), (2, 13), "iconv -f windows-1252 -t utf-8"),
        ("å: ".encode() + b"\xe9", (1, 4), "windows-1252"),
        ("city: å\n".encode("utf-16"), (1, 1), "iconv -f utf-16 -t utf-8"),
    ],
)
def test_a_file_in_another_encoding_is_reported_at_its_first_wrong_letter(raw: bytes, place: Any, hint: str) -> None:
    problem = only(parse(raw))
    assert "not UTF-8" in problem.message
    assert (problem.line, problem.column) == place
    assert hint in problem.hint


def test_control_characters_are_all_reported_and_the_rest_is_read_on() -> None:
    tree = parse("one: a\x07b\ntwo: c\u202ed\x85\nthree: Medell\ufffdn\nfour: &x 4\n")
    assert [(p.line, p.column, p.value) for p in tree.problems] == [
        (1, 7, "U+0007"),
        (2, 7, "U+202E"),
        (2, 9, "U+0085"),
        (3, 14, "U+FFFD"),
        (4, 7, ""),
    ]
    assert "lost" in tree.problems[3].message
    assert set("".join(tree.data.values())).isdisjoint("\x07\u202e\x85\ufffd"), "a terminal must not be told them"


def test_a_binary_file_is_one_problem() -> None:
    assert "no text file" in only(parse("city: Vila\n".encode("utf-16-le"))).message


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "~", "---\n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    assert only(parse(text)).message == "the file is empty"


def test_a_file_over_a_sane_size_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "big.yaml"
    file.write_bytes(b"a" * (MAX_BYTES + 1))
    problem = only(read_tree(file))
    assert "1,000,001 bytes" in problem.message
    assert "at most 1,000,000" in problem.message
    file.write_bytes(b"# " + b"a" * (MAX_BYTES - 2))
    assert only(read_tree(file)).message == "the file is empty"


def test_a_file_that_cannot_be_read_is_a_problem_without_a_line(tmp_path: Path) -> None:
    for file in (tmp_path / "missing.yaml", tmp_path):
        problem = only(read_tree(file, "shown.yaml"))
        assert problem.message.startswith("cannot read the file (")
        assert problem.place == "shown.yaml"


@pytest.mark.parametrize("text", ["[" * 50_000, "- " * 50_000, "{a: " * 50_000, "a: &a [x]\n" + "b: [*a]\n" * 20_000])
def test_hostile_files_are_refused_in_no_time(text: str) -> None:
    start = time.perf_counter()
    assert parse(text).problems
    assert time.perf_counter() - start < 3


# Letters that a YAML parser stumbles over, more often than chance would have them.
YAML_ISH = st.text(alphabet="abé \n\t:-[]{}&*!|>'\"#%@`,?\\\x00\x85\u2028\ufeff0~<=")


@settings(deadline=None, max_examples=150)
@given(st.binary() | st.text(st.characters(exclude_categories=["Cs"])).map(str.encode) | YAML_ISH.map(str.encode))
def test_any_bytes_give_data_or_problems_with_places_inside_the_file(raw: bytes) -> None:
    tree = parse(raw)
    assert tree.data is not None or tree.problems
    lines = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in tree.problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.hint
        assert "\x1b" not in str(problem)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u3000", "\u200b"])
@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("place:\n_ name: A\n  country: NO\n", [(2, 1)]),
        ("place:\n _name: A\nlevel: local\n", [(2, 2)]),
        ("place:\n  name: A\n  country:_NO\n", [(3, 11)]),
        ("place:\n  name:_A\nlevel: local\n", [(2, 8)]),
        ("place:\n  name:_A\n  country:_NO\n__code: X\n", [(2, 8), (3, 11), (4, 1)]),
        ("list:\n  -_one\n  - two\n", [(2, 4)]),
        ("list:\n  - a:_one\n    b: two\n", [(2, 7)]),
    ],
)
def test_spaces_that_are_none_for_yaml_are_told_where_they_stand(
    text: str, places: list[tuple[int, int]], space: str
) -> None:
    tree = parse(text.replace("_", space))
    assert [(problem.line, problem.column) for problem in tree.problems] == places
    assert {problem.hint for problem in tree.problems} == {"replace it by an ordinary space"}
    assert all(f"(U+{ord(space):04X}) stands here" in problem.message for problem in tree.problems)


@pytest.mark.parametrize(
    "text",
    [
        "text: a_b\n",
        "title: note:_this\n",
        "text: >-\n  one\n  _two: x\n  note:_x\n",
        'text: "a\n  _b"\n',
    ],
)
def test_such_spaces_within_a_text_are_part_of_it(text: str) -> None:
    assert parse(text.replace("_", "\u00a0")).problems == []


def test_a_file_full_of_such_spaces_is_read_in_no_time() -> None:
    start = time.monotonic()
    tree = parse("".join(f"key{number}:\u00a0{number}\n" for number in range(20_000)))
    assert len(tree.problems) >= 20
    assert time.monotonic() - start < 5
