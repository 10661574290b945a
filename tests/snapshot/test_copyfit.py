from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from helpers.cities import sentence
from helpers.project import ROOT
from mgi_report.design.measures import Setting, load_measures
from mgi_report.snapshot.plan import long
from mgi_report.snapshot.plan.pages import GAPS, Chunk, Copy, Item, Plan, Typist, Words
from mgi_report.snapshot.plan.spread import fit
from mgi_report.text.typography import NBSP, WHOLE
from mgi_report.text.widths import Metrics, metrics

FONTS = ROOT / "assets" / "fonts"
REGULAR, BOLD = FONTS / "OpenSans-Regular.ttf", FONTS / "OpenSans-Bold.ttf"
SETTING = Setting(load_measures([ROOT / "templates"], "snapshot"), metrics(REGULAR, "en"), metrics(BOLD))
USUAL = ((4, 2), (3, 3), (3, 3), (3, 2), (4, 1), (4, 2))
TRIPLE = tuple((3 * developed, 3 * potential) for developed, potential in USUAL)
TITLES = ("Examples of well-developed areas", "Areas with potential for further development")
TYPIST = Typist(SETTING, TITLES, "Nothing listed in this profile.")
ROOM = SETTING.measures.room
Counts = tuple[tuple[int, int], ...]


def copies(counts: Counts, words: int) -> list[Copy]:
    return [
        Copy(
            "Invented domain",
            "Invented things and their colour",
            *(
                tuple(
                    Item(Words("What is done about invented things"), Words(sentence(f"{number}{kind}{i}", words)))
                    for i in range(n)
                )
                for kind, n in zip("dp", both, strict=True)
            ),
        )
        for number, both in enumerate(counts, start=1)
    ]


def planned(counts: Counts, words: int, back: tuple[bool, int] = (True, 2), panel: float = 0.0) -> Plan:
    return fit(copies(counts, words), TYPIST, back, lambda domains: panel)


# Words and lines


@pytest.mark.parametrize("word", ["Aurora", "Würzburg", "personas", "n.º\u00a012", "l’École", "—"])
@pytest.mark.parametrize("size", [8.0, 9.4, 42.0])
def test_widths_are_those_of_the_font(word: str, size: float) -> None:
    font = ImageFont.truetype(str(REGULAR), 2048, layout_engine=ImageFont.Layout.BASIC)
    assert Metrics(REGULAR).width(word, size) == pytest.approx(font.getlength(word) * size / 2048, rel=0.005)


def test_lines_break_at_spaces_and_dashes_and_by_syllable() -> None:
    text = metrics(REGULAR, "en")
    broken = text.broken("The municipality of Vila Aurora gives well-known evaluations", 10, 95)
    assert broken == ["The municipality of", "Vila Aurora gives", "well-known evalu", "ations"]
    assert text.broken("Vila Aurora well-known", 10, room("Vila Aurora well-")) == ["Vila Aurora well-", "known"]


def room(words: str) -> float:
    return metrics(REGULAR).width(words, 10) + 0.5


def test_without_a_language_and_in_words_to_keep_whole_nothing_is_hyphenated() -> None:
    line, measured = "several municipalities", room("several muni-")
    assert metrics(REGULAR, "en").broken(line, 10, measured) == ["several muni", "cipalities"]
    assert metrics(REGULAR).broken(line, 10, measured)[0] == "several"
    assert metrics(REGULAR, "en").broken(f"several {WHOLE}municipalities", 10, measured)[0] == "several"
    assert metrics(REGULAR).width(f"{WHOLE}municipalities", 10) == metrics(REGULAR).width("municipalities", 10)


def test_short_words_and_short_ends_are_not_hyphenated() -> None:
    text = metrics(REGULAR, "en")
    assert text.broken("public office", 10, room("public of-")) == ["public", "office"]
    assert text.broken("its (municipality),", 10, room("its (municipali-")) == ["its (municip", "ality),"]


def test_little_white_at_the_end_of_a_line_is_left_rather_than_hyphenated() -> None:
    text = metrics(REGULAR, "en")
    nearly_full = "Vila Aurora and all its municipalities"
    assert text.broken(nearly_full, 10, room("Vila Aurora and all its mu-"))[0] == "Vila Aurora and all its"
    assert (
        text.broken(nearly_full, 10, room("Vila Aurora and all its municipal-"))[0]
        == "Vila Aurora and all its municipal"
    )


def test_other_languages_break_their_own_way() -> None:
    text = metrics(REGULAR, "en")
    assert text.speaking("es").broken("las asociaciones", 10, room("las asocia-")) == ["las asocia", "ciones"]
    assert text.broken("las asociaciones", 10, room("las asocia-"))[0] == "las"
    assert text.speaking("") is text
    assert text.speaking("en") is text


def test_a_word_longer_than_the_line_is_cut() -> None:
    broken = metrics(REGULAR).broken("x" * 300, 10, 100)
    assert "".join(broken) == "x" * 300
    assert all(metrics(REGULAR).width(line, 10) <= 100 for line in broken)


@given(st.text(alphabet="abcdeé -–’1.", max_size=120), st.integers(20, 200))
def test_breaking_loses_nothing(text: str, room: int) -> None:
    broken = metrics(REGULAR, "fr").broken(text, 9, room)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")


# Plans


def findings_of(plan: Plan) -> Iterator[tuple[int, str, int]]:
    for page in plan.pages:
        for chunk in page.chunks:
            for kind, bounds in (("developed", chunk.developed), ("potential", chunk.potential)):
                for index in range(*bounds):
                    yield chunk.domain, kind, index


def assert_sound(plan: Plan, counts: Counts) -> None:
    found = list(findings_of(plan))
    wanted = {
        (domain, kind, i)
        for domain, both in enumerate(counts)
        for kind, n in zip(("developed", "potential"), both, strict=True)
        for i in range(n)
    }
    assert len(found) == len(wanted)
    assert set(found) == wanted
    for domain in range(6):
        for kind in ("developed", "potential"):
            indices = [index for number, name, index in found if (number, name) == (domain, kind)]
            assert indices == sorted(indices)
    chunks = [chunk for page in plan.pages for chunk in page.chunks]
    assert [chunk.domain for chunk in chunks] == sorted(chunk.domain for chunk in chunks)
    assert [chunk.domain for chunk in chunks if not chunk.continued] == list(range(6))
    assert plan.total % 2 == 0
    assert plan.total == 1 + len(plan.pages) + plan.back_pages


def fills(plan: Plan, counts: Counts, words: int) -> list[float]:
    """How full the pages of a long plan are, the added space left out; 1 is full."""
    pages = long.measure(copies(counts, words), TYPIST)
    return [pages.used(page.chunks) / pages.page for page in plan.pages]


def domains_of(plan: Plan) -> list[list[int]]:
    return [[chunk.domain for chunk in page.chunks] for page in plan.pages]


@pytest.mark.parametrize("words", [15, 22, 28])
def test_usual_texts_make_a_spread_of_two_pages_with_one_column_for_each_domain(words: int) -> None:
    plan = planned(USUAL, words)
    assert (plan.layout, plan.total, plan.back_pages) == ("spread", 4, 1)
    assert domains_of(plan) == [[0, 1, 2], [3, 4, 5]]
    assert_sound(plan, USUAL)


def test_longer_texts_stand_closer_and_keep_their_size() -> None:
    gaps = [planned(USUAL, words).gap for words in (18, 30, 33)]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] == GAPS[0]
    assert gaps[0] > gaps[-1] >= GAPS[-1]


@pytest.mark.parametrize("counts", [((1, 1),) * 6, ((1, 0),) * 6, ((0, 0),) * 6])
def test_a_spread_less_than_half_full_becomes_one_page_with_all_domains(counts: Counts) -> None:
    plan = planned(counts, 8)
    assert (plan.layout, plan.total, plan.back_pages) == ("single", 4, 2)
    assert domains_of(plan) == [[0, 1, 2, 3, 4, 5]]
    assert_sound(plan, counts)


@pytest.mark.parametrize(("counts", "words"), [(TRIPLE, 22), (USUAL, 66), (TRIPLE, 15)])
def test_three_times_the_text_flows_onto_full_pages(counts: Counts, words: int) -> None:
    plan = planned(counts, words)
    assert plan.layout == "long"
    assert plan.total in (6, 8, 10)
    assert_sound(plan, counts)
    assert all(0.6 <= fill <= 1 for fill in fills(plan, counts, words)), fills(plan, counts, words)


def test_a_last_part_of_two_pages_leaves_the_spread() -> None:
    plan = planned(USUAL, 22, back=(False, 2))
    assert (plan.layout, plan.back_pages) == ("long", 2)
    assert_sound(plan, USUAL)


@pytest.mark.parametrize(("height", "there"), [(0.0, False), (20.0, True), (ROOM, False)])
def test_names_stand_at_the_foot_where_there_are_any_and_all_of_them_find_room(height: float, there: bool) -> None:
    plan = planned(USUAL, 18, panel=height)
    assert plan.layout == "spread"
    assert [page.panel for page in plan.pages] == [there, there]


def test_a_domain_is_at_least_as_high_as_its_name_and_definition() -> None:
    pages = long.measure(copies(((1, 0),) * 6, 4), TYPIST)
    plan = long.fill(copies(((1, 0),) * 6, 4), TYPIST, 1, lambda domains: 0.0)
    least = SETTING.measures.spine_least
    assert all(pages.height(chunk) >= least for page in plan.pages for chunk in page.chunks)


def test_a_cut_domain_begins_both_lists_on_its_first_page_and_leaves_no_scrap() -> None:
    counts = ((16, 1), (9, 9), *USUAL[2:])
    plan = planned(counts, 50)
    assert_sound(plan, counts)
    first = [chunk for page in plan.pages for chunk in page.chunks if not chunk.continued]
    assert any(chunk.continued for page in plan.pages for chunk in page.chunks)
    assert all(chunk.developed[1] > 0 and chunk.potential[1] > 0 for chunk in first)
    assert all(
        chunk.developed[0] < chunk.developed[1] or chunk.potential[0] < chunk.potential[1]
        for page in plan.pages
        for chunk in page.chunks
    )


def test_the_space_between_domains_never_fills_a_page_beyond_its_height() -> None:
    for words in (40, 55, 80):
        plan = planned(USUAL, words)
        pages = long.measure(copies(USUAL, words), TYPIST)
        assert plan.pages
        for page in plan.pages:
            rows = sum(max(len(range(*c.developed)), len(range(*c.potential))) for c in page.chunks)
            added = page.space * (len(page.chunks) - 1) + rows * (plan.gap - GAPS[-1])
            assert pages.used(page.chunks) + added <= pages.page


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=6, max_size=6).map(tuple),
    st.sampled_from([6, 25, 60, 150]),
    st.sampled_from([(True, 2), (False, 2), (False, 3)]),
)
def test_any_lists_are_planned_whole_in_order_on_pages_that_hold_them(
    counts: Counts, words: int, back: tuple[bool, int]
) -> None:
    plan = planned(counts, words, back)
    assert_sound(plan, counts)
    assert plan.back_pages >= (1 if back[0] else back[1])
    if plan.layout == "long":
        assert all(fill <= 1 for fill in fills(plan, counts, words))
    else:
        assert all(columns_of(plan, page.chunks, counts, words) <= ROOM for page in plan.pages)
    if plan.layout != "single":
        assert [a.domain < b.domain or b.continued for page in plan.pages for a, b in pairwise(page.chunks)] == [
            True for page in plan.pages for _ in page.chunks[1:]
        ]


def columns_of(plan: Plan, chunks: Sequence[Chunk], counts: Counts, words: int) -> float:
    """The height of the fullest column of a page, of both rows where there are two."""
    m, copied = SETTING.measures, copies(counts, words)
    rows = [chunks[at : at + 3] for at in range(0, len(chunks), 3)]
    return sum(max(column(copied[chunk.domain], plan.gap) for chunk in row) for row in rows) + m.row_gap * (
        len(rows) - 1
    )


def column(copy: Copy, gap: float) -> float:
    m = SETTING.measures
    tall = m.field_height + m.list_between - gap
    for side, items in enumerate(copy.lists):
        heights = TYPIST.items(items, m.column)
        tall += TYPIST.list_head(side, m.column_head) + sum(heights) + gap * len(heights)
    return tall


def test_a_heading_is_balanced_and_no_small_word_ends_its_line() -> None:
    text = metrics(REGULAR, "en")
    wide = text.width("Towns of the three rivers and", 20)
    heading = text.balanced("Towns of the three rivers and lakes", 20, wide)
    assert heading.replace(NBSP, " ") == "Towns of the three rivers and lakes"
    first, second = heading.split(" ")
    assert not first.endswith(("of", "the", "and"))
    assert abs(text.width(first, 20) - text.width(second, 20)) < wide / 3
    for words in ("Short", "On one line", "Incomprehensibilities extraordinarinesses"):
        assert text.balanced(words, 20, wide) == words


def test_a_word_that_is_marked_is_not_parted() -> None:
    text = metrics(REGULAR, "en")
    measure = text.width("an evaluation of evalu-", 10)
    assert text.broken("an evaluation of evaluations", 10, measure) == ["an evaluation of evalu", "ations"]
    assert text.broken(f"an evaluation of evaluations{WHOLE}", 10, measure) == [
        "an evaluation of",
        f"evaluations{WHOLE}",
    ]
