from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from helpers.cities import sentence
from helpers.project import ROOT
from mgi_report.design.measures import Setting, load_measures
from mgi_report.snapshot.plan import spread as copyfit
from mgi_report.snapshot.plan import wide
from mgi_report.snapshot.plan.pages import Copy, Fitter, Plan, Words
from mgi_report.text.typography import NBSP, WHOLE
from mgi_report.text.widths import Metrics, metrics

FONTS = ROOT / "assets" / "fonts"
REGULAR, BOLD = FONTS / "OpenSans-Regular.ttf", FONTS / "OpenSans-Bold.ttf"
SETTING = Setting(load_measures([ROOT / "templates"], "snapshot"), metrics(REGULAR, "en"), metrics(BOLD))
SPREAD, WIDE = copyfit.geometry(SETTING.measures), wide.geometry(SETTING.measures)
USUAL = ((4, 2), (3, 3), (3, 3), (3, 2), (4, 1), (4, 2))
TRIPLE = tuple((3 * developed, 3 * potential) for developed, potential in USUAL)
Counts = tuple[tuple[int, int], ...]


def copies(counts: Counts, words: int) -> list[Copy]:
    return [
        Copy(
            f"{number}  Invented domain",
            "This invented domain looks at invented things, their number and their colour, at local level.",
            *(
                tuple(Words(sentence(f"{number}{kind}{i}", words)) for i in range(n))
                for kind, n in zip("dp", both, strict=True)
            ),
            titles=("Examples of well-developed areas", "Areas with potential for further development"),
            empty=Words("Nothing listed in this profile."),
        )
        for number, both in enumerate(counts, start=1)
    ]


def planned(counts: Counts, words: int, about: int = 1) -> Plan:
    return copyfit.fit(copies(counts, words), SETTING, about=about)


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
    assert plan.total == 1 + len(plan.pages) + plan.about_pages


def fills(plan: Plan, counts: Counts, words: int) -> list[float]:
    """How full the pages of a wide plan are, the added space left out; 1 is full."""
    heights = wide.measure(Fitter(copies(counts, words), SETTING, WIDE), plan.size)
    return [heights.used(page.chunks) / WIDE.page for page in plan.pages]


@pytest.mark.parametrize("words", [8, 15, 22, 28])
def test_usual_texts_make_a_spread_of_two_pages_with_one_column_for_each_domain(words: int) -> None:
    plan = planned(USUAL, words)
    assert (plan.layout, plan.total) == ("spread", 4)
    assert [[chunk.domain for chunk in page.chunks] for page in plan.pages] == [[0, 1, 2], [3, 4, 5]]
    assert_sound(plan, USUAL)


def test_longer_texts_are_set_smaller_before_they_leave_the_spread() -> None:
    sizes = [planned(USUAL, words).size for words in (10, 22, 28)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] >= 8.0


def second_lists(plan: Plan, counts: Counts, words: int) -> list[list[float]]:
    """How far below the first lists the second ones begin, page by page and column by column, in points."""
    fitter = Fitter(copies(counts, words), SETTING, replace(SPREAD, gap=plan.gap))
    return [
        [
            max(page.rows[2], fitter.column(fitter.copies[chunk.domain].column("developed"), plan.size))
            for chunk in page.chunks
        ]
        for page in plan.pages
    ]


@pytest.mark.parametrize("words", [15, 24, 29, 31, 32])
def test_second_lists_begin_on_one_line_down_to_the_smallest_type(words: int) -> None:
    plan = planned(USUAL, words)
    for page in second_lists(plan, USUAL, words):
        assert page == pytest.approx([page[0]] * 3)
    assert (plan.gap < SPREAD.gap) == (words == 32), "less white only where nothing else helps"


def test_only_what_cannot_keep_to_the_common_line_stands_below_it() -> None:
    counts = ((6, 1), *USUAL[1:])
    first, second = second_lists(planned(counts, 26), counts, 26)
    assert second == pytest.approx([second[0]] * 3)
    assert first[1] == pytest.approx(first[2])
    assert first[0] > first[1] + 40


@pytest.mark.parametrize(("words", "smaller", "level"), [(16, 0, True), (20, 0.2, True), (24, 0, False)])
def test_lists_begin_at_one_height_on_both_pages_for_no_more_than_one_size(
    words: int, smaller: float, level: bool
) -> None:
    """The name of three lines stands on the left page, the longer texts on the right one."""
    counts = (*((1, 1),) * 3, *((5, 3),) * 3)
    first, second, *more = copies(counts, words)
    second = replace(second, name="2  Invented domain with a name that takes three lines of it at the least")
    plan = copyfit.fit([first, second, *more], SETTING)
    assert plan.layout == "spread"
    assert plan.pages[0].rows[0] == pytest.approx(3 * 12.5 * 1.2)
    assert (plan.pages[0].rows[:2] == plan.pages[1].rows[:2]) is level
    assert planned(counts, words).size - plan.size == pytest.approx(smaller)


@pytest.mark.parametrize(("counts", "words"), [(TRIPLE, 22), (USUAL, 66), (TRIPLE, 15)])
def test_three_times_the_text_flows_onto_six_or_eight_full_pages(counts: Counts, words: int) -> None:
    plan = planned(counts, words)
    assert plan.layout == "wide"
    assert plan.total in (6, 8)
    assert_sound(plan, counts)
    assert all(0.55 <= fill <= 1 for fill in fills(plan, counts, words))


def test_a_long_part_about_the_framework_takes_a_second_page() -> None:
    plan = planned(USUAL, 22, about=2)
    assert (plan.layout, plan.about_pages) == ("wide", 2)
    assert_sound(plan, USUAL)


def test_empty_lists_take_the_room_of_one_line() -> None:
    nothing = ((0, 0),) * 6
    plan = planned(nothing, 10)
    assert plan.layout == "spread"
    assert_sound(plan, nothing)
    one = ((12, 0), *USUAL[1:])
    assert_sound(planned(one, 30), one)


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
        assert plan.pages
        for page, fill in zip(plan.pages, fills(plan, USUAL, words), strict=True):
            rows = sum(max(len(range(*c.developed)), len(range(*c.potential))) for c in page.chunks)
            added = page.space * (len(page.chunks) - 1) + rows * (plan.gap - WIDE.gap)
            assert fill * WIDE.page + added <= WIDE.page


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), min_size=6, max_size=6).map(tuple),
    st.sampled_from([6, 25, 60, 150]),
    st.sampled_from([1, 2]),
)
def test_any_lists_are_planned_whole_in_order_on_pages_that_hold_them(counts: Counts, words: int, about: int) -> None:
    plan = planned(counts, words, about)
    assert_sound(plan, counts)
    assert plan.about_pages >= about
    if plan.layout == "wide":
        assert all(fill <= 1 for fill in fills(plan, counts, words))
    assert [a.domain < b.domain or b.continued for page in plan.pages for a, b in pairwise(page.chunks)] == [
        True for page in plan.pages for _ in page.chunks[1:]
    ]


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
