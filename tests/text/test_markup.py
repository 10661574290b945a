"""The inline markup: what is marked, what is literal, and what is refused."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mgi_report.text.markup import NAME_KINDS, MarkupError, Run, escape, parse_markup, plain_text


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Plain words.", [Run("Plain words.")]),
        ("A *soft* word.", [Run("A "), Run("soft", emphasis=True), Run(" word.")]),
        ("A **loud** word.", [Run("A "), Run("loud", strong=True), Run(" word.")]),
        ("***both***", [Run("both", emphasis=True, strong=True)]),
        ("The [Act]{.law}s.", [Run("The "), Run("Act", kind="law"), Run("s.")]),
        ("[Casa]{lang=pt-BR}", [Run("Casa", language="pt-BR")]),
        ("[Casa Azul]{.programme lang=es}", [Run("Casa Azul", kind="programme", language="es")]),
        ('[the Plan]{.plan entry="Harbour Plan"}', [Run("the Plan", kind="plan", entry="Harbour Plan")]),
        ("[Act]{.law year=2008}", [Run("Act", kind="law", year=2008)]),
        ("[Act]{ lang=es  .law }", [Run("Act", kind="law", language="es")]),
        ("[site](https://example.org/a_b)", [Run("site", href="https://example.org/a_b")]),
        ("[mail](mailto:a@example.org)", [Run("mail", href="mailto:a@example.org")]),
        ("[The *Act*]{.law}", [Run("The ", kind="law"), Run("Act", kind="law", emphasis=True)]),
        (
            "[Plan of the [Council]{.institution lang=es}]{.plan}",
            [Run("Plan of the ", kind="plan"), Run("Council", kind="institution", language="es")],
        ),
        (
            "Two: [A]{.law}, [B]{.plan}.",
            [Run("Two: "), Run("A", kind="law"), Run(", "), Run("B", kind="plan"), Run(".")],
        ),
        ("¡Hola![Ley]{.law}", [Run("¡Hola!"), Run("Ley", kind="law")]),
        ("over\ntwo lines [of\nwords]{.law}", [Run("over two lines "), Run("of words", kind="law")]),
    ],
)
def test_markup_becomes_runs(text: str, runs: list[Run]) -> None:
    assert list(parse_markup(text)) == runs


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }} {{ 7*7*7 }} {{ .Name }}",
        "{% include 'x' %} {# note #} ${7*7} <%= 7 %> #{7}",
        '<img src="file:///etc/passwd"> <b>bold</b> <!-- note --> <script>alert(1)</script>',
        "&lt;b&gt; &amp; &#65; &nbsp;",
        "url(http://example.org/x) @import 'x'; </style>",
        "![alt](http://example.org/x.png)",
        "https://example.org/a_b_c and <https://example.org>",
        "`code` ~~gone~~ _low_ __low__ # heading | table - list > quote 1. one",
        "an offer* with a note, 5 * 3, 2 ** 3, * item",
        "as stated [sic] in [1] and [2][3] and note[^1]",
        "C:\\path and a\\b",
        "(round) {curly} {1} {} } {",
    ],
)
def test_what_is_no_markup_of_ours_stays_literal(text: str) -> None:
    assert parse_markup(text) == (Run(text),)


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        (r"\[sic\]", "[sic]"),
        (r"5\*", "5*"),
        (r"[x]\{.law}", "[x]{.law}"),
        (r"a \\ b", "a \\ b"),
        (r"*a \* b*", "a * b"),
    ],
)
def test_a_backslash_makes_a_mark_literal(text: str, literal: str) -> None:
    assert plain_text(text) == literal


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("An [open bracket", "An [open bracket"),
        ("A closed] bracket", "A closed] bracket"),
        ("] turned [ round", "] turned [ round"),
        ("An *open asterisk", "An *open asterisk"),
        ("An **open pair", "An **open pair"),
        ("Uneven **one* here", "Uneven *"),
        ("Uneven *one** here", "Uneven one* here"),
        ("A [span] {.law} apart", "A [span] {.law} apart"),
        ("A [span]{.law not closed", "A [span]{.law not closed"),
        ("A [span]{.law}{lang=es}", "A span{lang=es}"),
        ("A [link](https://example.org){.law}", "A link{.law}"),
        ("A [link](https://example.org not closed", "A [link](https://example.org not…"),
        ("A [script](javascript:alert)", "A [script](javascript:alert)"),
        (
            "Words enough to be cut before the [open bracket and words enough behind it",
            "…cut before the [open bracket and",
        ),
        ("`[code`", "`[code`"),
    ],
)
def test_what_is_not_closed_is_reported_with_the_words_around_it(text: str, near: str) -> None:
    with pytest.raises(MarkupError, match="not closed or not understood") as caught:
        parse_markup(text)
    assert near in caught.value.near
    assert r"for a literal mark write \[ or \*" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("[x]{.lwa}", "unknown kind of name “.lwa”", "did you mean “.law”?"),
        ("[x]{.Law}", "unknown kind of name “.Law”", "did you mean “.law”?"),
        ("[x]{.zebra}", "unknown kind of name “.zebra”", ", .".join(NAME_KINDS)),
        ("[x]{.law .plan}", "two kinds, “.law” and “.plan”", "one kind"),
        ("[x]{#law}", "unknown property “id”", ".kind, lang=, entry= and year="),
        ("[x]{.law style=red}", "unknown property “style”", ".kind, lang=, entry= and year="),
        ("[x]{.law year=08}", "“08” is no year of a name", "write four digits, from 1900 to 2100"),
        ("[x]{.law year=1899}", "“1899” is no year of a name", "write four digits"),
        ("[x]{.law year=2101}", "“2101” is no year of a name", "write four digits"),
        ("[x]{lang=es year=2008}", "a year of something that is no name", "write the kind of name too"),
        ("[x]{lang=Spanish}", "“Spanish” is no language code", "lang=es"),
        ("[x]{}", "says nothing", "[name]{.programme lang=es}"),
        ("[x]{% x %}", "says nothing", "[name]{.programme lang=es}"),
        ("an []{.law} act", "without words", "[name]"),
        ("a [ ](https://example.org) link", "without words", "[words](https://…)"),
        ("[x](/etc/passwd)", "a link to “/etc/passwd”", "https://, http:// or mailto:"),
        ("[x](file.pdf)", "a link to “file.pdf”", "https://, http:// or mailto:"),
        ("[x]()", "a link to “”", "https://, http:// or mailto:"),
    ],
)
def test_markup_that_says_nothing_sensible_is_refused_with_a_hint(text: str, message: str, hint: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse_markup(text)
    assert message in str(caught.value)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "text",
    ["[" * 1500, "![" * 750, "*a " * 500, "**a" * 500, "[](" * 500, "[a]{" * 375, "[" * 750 + "]" * 750, "\\" * 1500],
)
def test_hostile_markup_takes_no_time(text: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(MarkupError):
        parse_markup(text)
    assert time.perf_counter() - start < 1


MARKUP_ISH = st.text("ab1 *[](){}\\.=:/!<>&%#_`\"'{") | st.lists(
    st.sampled_from(
        ["[", "]", "{.law}", "{lang=es}", "(https://a.b)", "*", "**", "a", " ", "\\", "{", "}", "!", "(", ")"]
    )
).map("".join)


@settings(deadline=None, max_examples=150)
@given(st.text() | MARKUP_ISH)
def test_any_text_gives_sound_runs_or_is_refused(text: str) -> None:
    runs: tuple[Run, ...] = ()
    with contextlib.suppress(MarkupError):
        runs = parse_markup(text)
    assert not runs or "".join(run.text for run in runs) == plain_text(text)
    assert all(run.text and run.kind in ("", *NAME_KINDS) for run in runs if len(runs) > 1)
    assert all(run.href.startswith(("https:", "http:", "mailto:")) for run in runs if run.href)


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(exclude_characters="*[]{\\\n")))
def test_text_without_marks_is_never_changed(text: str) -> None:
    assert parse_markup(text) == (Run(text),)


@settings(deadline=None, max_examples=150)
@given(st.text("ab1 *[]{}()\\.=!"))
def test_any_text_can_be_written_literally_with_backslashes(text: str) -> None:
    escaped = "".join(f"\\{letter}" if letter in "*[]{}()\\!" else letter for letter in text)
    assert plain_text(escaped) == text


@given(st.text(st.sampled_from("ab1 *_[](){}\\!.#`~<>&:\"'|-+=é%/"), min_size=1))
@settings(max_examples=500)
def test_escaped_words_are_literal_whatever_is_in_them(words: str) -> None:
    if words := " ".join(words.split()):
        assert parse_markup(escape(words)) == (Run(words),)
