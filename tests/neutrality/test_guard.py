"""The guard: nothing we write ranks places, and whoever makes a template rank is told why and what to do instead."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cities import Data, MakeWorkspace, write_yaml
from helpers.project import ROOT
from mgi_report.build.verify import verify
from mgi_report.cli import main as program
from mgi_report.errors import ExitCode, Problem, ReportError, Severity, errors_of
from mgi_report.neutrality.check import assure, check_ours
from mgi_report.neutrality.pages import check_figure, check_pages
from mgi_report.neutrality.sheets import check_sheet
from mgi_report.neutrality.templates import check_template, check_templates
from mgi_report.neutrality.words import WHY, Wording, load_wordings, of_editions, wording_of
from mgi_report.workspace.places import open_workspace

WORDINGS = load_wordings([ROOT / "assets" / "wording"])
ORDER = ["aurora-2021-05", "beira-2020-01", "cova-2022-03"]


def words(text: str, language: str = "en") -> list[str]:
    return [word for _, word in wording_of(WORDINGS, language).find(text)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The leading cities rank first", "en", ["leading", "rank"]),
        ("RANKED and Rankings", "en", ["RANKED", "Rankings"]),
        ("The frank tops of best-known stops", "en", ["best"]),
        ("Beira lags far behind Cova, at 40 per\ncent", "en", ["lags", "behind", "per\ncent"]),
        ("40% of cities, 40 % of cities", "en", ["%", "%"]),
        ("%(city)s on page %(page)s", "en", []),
        ("This is not a ranking. It ranks nothing.", "en", ["ranks"]),
        ("their number is no score", "en", []),
        ("their score is no number", "en", ["score"]),
        ("Las mejores ciudades, a la cabeza", "es", ["mejores", "a la cabeza"]),
        ("MEJOR\u00a0PUNTUACIÓN", "es", ["MEJOR", "PUNTUACIÓN"]),
        ("Un desarrollo adicional, y no un ranking", "es", ["ranking"]),
        ("No es una clasificación.", "es", []),
        ("No constituye una\npuntuación.", "es", []),
        ("En tête du classement", "fr", ["En tête", "classement"]),
        ("Il ne s’agit pas d’un classement.", "fr", []),
        ("leur nombre ne constitue pas une note", "fr", []),
        ("une bonne note", "fr", ["note"]),
        ("Les villes se suivent par pays, puis par nom.", "fr", []),
        ("best", "pt", []),
        ("https://example.org/a%20best?x=1 is best", "en", ["best"]),
        ("top.office@example.org", "en", []),
        ("best", "en-GB", ["best"]),
    ],
)
def test_words_that_rank(text: str, language: str, expected: list[str]) -> None:
    assert words(text, language) == expected


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_language_has_words_and_every_word_is_found(language: str) -> None:
    wording = WORDINGS[language]
    assert len(wording.words) > 40
    for word in wording.words:
        assert words(f"Hier {word.removesuffix('*')}.", language), word
    for phrase in wording.allowed:
        assert words(phrase, language) == []
        assert list(Wording(wording.words).find(phrase)), f"{phrase}: allows nothing"


def test_places_in_a_text_are_characters() -> None:
    assert list(Wording(("best",)).find("Ñandú İ: the best.")) == [(13, "best")]


def test_a_workspace_adds_words_and_exceptions(tmp_path: Path) -> None:
    write_yaml(tmp_path / "en.yaml", {"words": ["glorious*"], "allowed": ["best wishes"]})
    write_yaml(tmp_path / "de.yaml", {"words": ["Rangliste*"]})
    found = load_wordings([tmp_path, ROOT / "assets" / "wording"])
    assert [word for _, word in found["en"].find("Gloriously best wishes, best city")] == ["Gloriously", "best"]
    assert list(found["de"].find("Ranglisten"))
    assert set(found) == {"de", "en", "es", "fr"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("words:\n  - best\nallow: [x]\n", "3:1: error: unknown key: “allow”\n    did you mean “allowed”?"),
        ("words:\n  - best\n  - [x]\n", "3:5: error: expected a text, found a list (words[2])"),
        ("allowed: [x]\n", "1:1: error: “words” is missing"),
        ("words: [\n", "1:9: error: not valid YAML: a value is missing here"),
    ],
)
def test_a_broken_list_of_words_is_told_at_its_place(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "en.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        load_wordings([tmp_path])
    assert caught.value.exit_code is ExitCode.TEMPLATE
    assert str(caught.value.problems[0]).startswith(f"{file}:{says}")


# Templates


SUMMED = "“s.n” prints a count"


def linted(source: str) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.message) for problem in check_template(source, "x.j2", WORDINGS)]


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ("{% for city in cities|sort(attribute='count') %}{% endfor %}", 23, "“|sort” puts things into another order"),
        ("{% for city in cities|sort %}{% endfor %}", 23, "“|sort” puts things into another order"),
        ("{% set x = counts|dictsort %}", 19, "“|dictsort” puts things into another order"),
        ("{{ cities|reverse|join }}", 11, "“|reverse” puts things into another order"),
        ("{{ cities|max(attribute='n') }}", 11, "“|max” picks out an extreme"),
        ("{% if cities.sort() %}{% endif %}", 14, "“sort()” puts things into another order"),
        ("{{ findings|length }}", 13, "“|length” prints a count"),
        ("{{ findings|count }}", 13, "“|count” prints a count"),
        ("{{ findings.count(1) }}", 13, "“count()” prints a count"),
        ("{{ cells|map('length')|join(' ') }}", 10, "“|map” prints a count"),
        ("{{ cells|sum(attribute='n') }}", 10, "“|sum” prints a count"),
        ("{{ _('%(n)s findings', n=findings|length) }}", 35, "“|length” prints a count"),
        ("{{ findings|length / all|length * 100 }}", 13, "“|length” prints a count"),
        ("{% set n = findings|length %}{{ n }}", 33, "“n” prints a count"),
        ("{% set n = findings|length %}{% set m = n + 1 %}{{ m }}", 52, "“m” prints a count"),
        ("{% set s = namespace(n=0) %}{% for f in x %}{% set s.n = s.n + 1 %}{% endfor %}{{ s.n }}", 85, SUMMED),
        ("{% trans n=findings|length %}{{ n }} found{% endtrans %}", 21, "“|length” prints a count"),
        ("{% for key, group in cells|groupby('state') %}{% endfor %}", 28, "“|groupby” sorts places by what they list"),
        ("{% for city in cities %}{{ loop.index }}{% endfor %}", 33, "“loop.index” numbers places"),
        ("{% for cell in row.cells %}<b>{{ loop.index0 + 1 }}</b>{% endfor %}", 39, "“loop.index0” numbers places"),
        ("{% for row in rows %}{{ loop.length }}{% endfor %}", 30, "“loop.length” numbers places"),
        ("<p>The best city</p>", 8, "“best” ranks"),
        ("<p>{{ name }} is best</p>", 18, "“best” ranks"),
        ("<img alt='A top city'>", 13, "“top” ranks"),
        ("{{ _('Leading cities') }}", 7, "“Leading” ranks"),
        ("{% trans %}Leading cities{% endtrans %}", 12, "“Leading” ranks"),
        ("{% macro m(x) %}{{ x|length }}{% endmacro %}", 22, "“|length” prints a count"),
    ],
)  # fmt: skip
def test_a_template_that_ranks_is_a_problem_with_its_place(source: str, column: int, message: str) -> None:
    assert (1, column, message) in linted(source)
    (problem, *_) = check_template(source, "x.j2", WORDINGS)
    assert problem.severity is Severity.ERROR
    assert problem.hint.startswith(WHY)


@pytest.mark.parametrize(
    "source",
    [
        "{% if findings|length > 6 %}<p>x</p>{% endif %}",
        "<p class=\"{{ 'dense' if findings|length > 6 else 'roomy' }}\">",
        "{% for city in cities %}{{ city.name }}{{ ', ' if not loop.last }}{% endfor %}",
        "{% for city in cities %}{% if loop.index is odd %}x{% endif %}{% endfor %}",
        "{% for page in pages %}{{ loop.index }}{% endfor %}",
        "{% for key, group in cities|groupby('country') %}{% endfor %}",
        "{% set n = findings|length %}{% if n > 3 %}x{% endif %}",
        "{% set n = findings|length %}{% set n = 'x' %}{{ n }}",
        "<style>.top { margin: 0 best; width: 50% }</style>",
        "<div class='leading' style='width: 50%'></div>",
        "{# the best #}",
        "<p>{{ _('It is not a ranking.') }} This is not a ranking.</p>",
        "{{ names|join(', ')|upper }}",
        "{% trans %}Plain words{% endtrans %}",
    ],
)
def test_what_does_not_rank_is_left_alone(source: str) -> None:
    assert linted(source) == []


def test_an_exception_says_why() -> None:
    template = "<p>a</p>\n{{# not ranked:{reason} #}}\n{{{{ pages|sort|join }}}}\n{{{{ cities|sort|join }}}}\n"
    assert linted(template.format(reason=" pages of a chapter")) == [(4, 11, "“|sort” puts things into another order")]
    assert linted(template.format(reason=""))[0] == (2, 1, "an exception without a reason")
    assert linted("{# not ranked: pages #}{{ pages|sort|join }}") == []
    assert linted("{# not ranked: pages\n   of a chapter #}\n{{ pages|sort|join }}") == []
    (stale,) = check_template("{# not ranked: pages #}\n{{ pages }}", "x.j2", WORDINGS)
    assert (stale.severity, stale.message) == (Severity.WARNING, "there is nothing left to except")


def test_lines_are_those_of_the_file() -> None:
    source = "<p>\n{{ a\n  |length }}\n</p>\n<p>{% if x\n %}y{% endif %}\n  the\n  best</p>"
    assert linted(source) == [(3, 4, "“|length” prints a count"), (8, 3, "“best” ranks")]


def test_a_template_that_cannot_be_parsed_is_told(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    file = root / "templates" / "compendium" / "mine.html.j2"
    file.parent.mkdir(parents=True)
    file.write_text("<p>\n{% for %}")
    (problem,) = check_ours(open_workspace(root))
    assert (Path(problem.file).name, problem.line) == ("mine.html.j2", 2)


# Finished pages


def paged(html: str) -> list[str]:
    return [problem.message for problem in check_pages(html, ORDER, WORDINGS)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<html lang=en><p>The best city.</p>", ["“best” ranks"]),
        ("<p>Half: 50 %</p>", ["“%” ranks"]),
        ("<p lang=es>La mejor ciudad <span lang=en>mejor</span></p>", ["“mejor” ranks"]),
        ("<html lang=fr><p>En <b>tête</b></p>", ["“En tête” ranks"]),
        ("<p>per</p><p>cent</p>", []),
        ("<ul><li data-quote>Best practices, 40 %.</li><li>best</li></ul>", ["“best” ranks"]),
        ("<div data-quote><p>best</p><br><p>best</p></div><p>top</p>", ["“top” ranks"]),
        ("<img alt='The top city'><a title='Leading'>x</a>", ["“top” ranks", "“Leading” ranks"]),
        ("<style>p { top: 50% }</style><p>fine", []),
        ("<p>This is <em>not</em> a ranking.</p>", []),
        ("<p>the best", ["“best” ranks"]),
        ("<tr><td data-place=aurora-2021-05><td data-place=beira-2020-01><td data-place=cova-2022-03></tr>", []),
    ],
)
def test_words_on_pages(html: str, expected: list[str]) -> None:
    assert paged(html) == expected


A, B, C = (f"data-place='{identity}'" for identity in ORDER)
AFTER = "“aurora-2021-05” stands after “beira-2020-01”"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<tr><td {A}></td><td {B}></td><td {C}></td></tr>", []),
        (f"<tr><td {A}></td><td {C}></td></tr><tr><td {B}></td></tr>", []),
        (f"<tr><td {B}></td><td {A}></td></tr>", [AFTER]),
        (f"<ul><li {A}><b {C}></b></li><li {B}></li></ul>", []),
        (f"<ul><li {B}></li>\n<li {B}></li> <li {A}></li></ul>", [AFTER]),
        (f"<h3>x</h3><p {C}></p><h3>y</h3><p {A}></p>", []),
        (f"<p {B}></p><img><p {A}></p>", []),
        (f"<p><b {B}></b><i>and</i><b {A}></b></p>", [AFTER]),
        (f"<ol><li {A}></li></ol>", ["places in a numbered list"]),
        ("<p data-place='nowhere-2020-01'></p>", ["no such place"]),
    ],
)
def test_the_order_of_places_on_pages(html: str, expected: list[str]) -> None:
    assert paged(html) == expected


def test_a_problem_on_a_page_says_where() -> None:
    (problem,) = check_pages("<section id=exchange><p>The best</p></section>", ORDER, WORDINGS, "en/x.pdf")
    assert (problem.file, problem.path, problem.value) == ("en/x.pdf", "#exchange", "“The best”")


# Figures

NAME = "Harbour plan (2021–2024)"
BACKWARDS = "“aurora-2021-05” is drawn after “cova-2022-03”"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<text>Aurora</text><text>3 Partnerships</text>", []),
        ("<text>7</text>", ["a number in a figure"]),
        ("<text>Aurora <tspan>(4)</tspan></text>", ["a number in a figure"]),
        ("<text>25 de</text><text>Mayo</text>", []),
        ("<text>25</text><text>de Mayo</text>", []),
        ("<text>25</text><text>Aurora</text>", ["a number in a figure"]),
        ("<text>Harbour plan</text><text>(2021–2024)</text>", []),
        ("<text>Aurora</text><text>(2021–2024)</text>", ["a number in a figure"]),
        ("<text>25 de M</text>", ["a number in a figure"]),
        ('<g id="place-aurora-2021-05"/><g id="place-cova-2022-03"/>', []),
        ('<g id="place-cova-2022-03"><g id="x"/></g><g id="place-aurora-2021-05"/>', [BACKWARDS]),
    ],
)  # fmt: skip
def test_figures_have_no_counts_and_keep_the_order(inside: str, expected: list[str]) -> None:
    found = check_figure(SVG.format(inside).encode(), ORDER, ["3 Partnerships", "Aurora", "25 de Mayo", NAME])
    assert [problem.message for problem in found] == expected


# The workspace


def test_nothing_of_ours_ranks() -> None:
    assert check_ours(open_workspace(ROOT)) == []


@pytest.fixture
def own(make_workspace: MakeWorkspace, data: Data) -> Path:
    root = make_workspace(one=data)
    shutil.copy(ROOT / "data" / "framework.yaml", root / "data" / "framework.yaml")
    return root


def ours(root: Path) -> list[Problem]:
    return check_ours(open_workspace(root))


def test_a_region_that_ranks_is_told_at_line_and_column(own: Path) -> None:
    file = own / "data" / "regions" / "north.yaml"
    file.parent.mkdir()
    file.write_text(
        "region: north\ntitle:\n  en: The best of the north\n  es: Norte\n  fr: Nord\ncities: [vila-aurora]\n"
    )
    (problem,) = ours(own)
    assert (problem.file, problem.line, problem.column, problem.path) == ("data/regions/north.yaml", 3, 7, "title.en")
    file.write_text("region: north\nlanguage: es\ntitle: Las mejores ciudades\ncities: [vila-aurora]\n")
    assert [problem.message for problem in ours(own)] == ["“mejores” ranks"]


def test_one_plain_title_is_read_in_every_language(own: Path) -> None:
    file = own / "data" / "regions" / "north.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("region: north\ntitle: Ciudades líderes del Norte\ncities: [vila-aurora]\n", encoding="utf-8")
    problems = [problem for problem in check_ours(open_workspace(own)) if problem.file.endswith("north.yaml")]
    assert [(problem.line, problem.message) for problem in problems] == [(2, "“líderes” ranks")]


def test_a_framework_that_ranks_is_told(own: Path) -> None:
    file = own / "data" / "framework.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("en: Partnerships,", "en: Best,"), encoding="utf-8")
    (problem,) = ours(own)
    assert (problem.path, problem.message) == ("domains[3].name.en", "“Best” ranks")


def test_a_catalogue_that_ranks_is_told(own: Path) -> None:
    file = own / "locales" / "es" / "LC_MESSAGES" / "mgi_report.po"
    file.parent.mkdir(parents=True)
    file.write_text(
        'msgid "Country"\nmsgstr "El mejor país"\n\nmsgid "Top cities"\nmsgstr "Ciudades"\n', encoding="utf-8"
    )
    assert [(problem.line, problem.message) for problem in ours(own)] == [(1, "“mejor” ranks"), (4, "“Top” ranks")]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ('.gist::after {\n  content: " the best city" }', [(2, 18, "“best” ranks")]),
        (
            ".gist:before { content: 'Las mejores' attr(x) \"Top \" }",
            [(1, 30, "“mejores” ranks"), (1, 48, "“Top” ranks")],
        ),
        (".finding { list-style: decimal inside }", [(1, 12, "a style sheet that numbers")]),
        (".finding { list-style-type: upper-roman }", [(1, 12, "a style sheet that numbers")]),
        (".place { counter-increment: place }", [(1, 10, "a style sheet that numbers")]),
        ("/* not ranked: the steps of a procedure */\n.steps { list-style: decimal }", []),
        ("/* not ranked: */\n.steps { list-style: decimal }", [(2, 10, "a style sheet that numbers")]),
        ("/* the best */ .best { margin: 0; background: url('best.png'); list-style: disc; content: '' }", []),
        ("@page { counter-reset: page; @bottom-left { content: counter(page) } }", []),
    ],
)
def test_what_a_style_sheet_prints_and_numbers_is_read(sheet: str, expected: list[tuple[int, int, str]]) -> None:
    assert [(problem.line, problem.column, problem.message) for problem in check_sheet(sheet, WORDINGS)] == expected


def test_styles_within_templates_are_read_too() -> None:
    source = "<p>a</p>\n<style>\n.gist::after { content: 'best' }</style>\n@page { @top-left { content: 'Top' } }"
    assert linted(source) == [(3, 26, "“best” ranks"), (4, 31, "“Top” ranks")]


def test_a_style_sheet_of_a_workspace_stops_its_build(own: Path) -> None:
    file = own / "templates" / "workspace.css"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(".gist::after { content: ' the best city' }")
    for command in ("check", "build"):
        out = CliRunner().invoke(program, ["--workspace", str(own), command])
        assert out.exit_code == ExitCode.TEMPLATE
        assert "templates/workspace.css:1:31: error: “best” ranks" in out.stderr
        assert out.stderr.count(": error: ") == 1, out.stderr


def test_check_ends_with_the_code_of_templates(own: Path) -> None:
    file = own / "templates" / "snapshot" / "extra.html.j2"
    file.parent.mkdir(parents=True)
    file.write_text("<p>{{ findings|length }}</p>")
    out = CliRunner().invoke(program, ["--workspace", str(own), "check"])
    assert out.exit_code == ExitCode.TEMPLATE
    assert "templates/snapshot/extra.html.j2:1:16: error: “|length” prints a count" in out.output
    assert "publications never rank places" in out.output


def test_a_build_is_stopped_and_what_is_sound_is_read_once(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(own)
    assure(workspace)
    monkeypatch.setattr("mgi_report.neutrality.check.check_ours", lambda _: pytest.fail("read again"))
    assure(workspace)
    monkeypatch.undo()
    file = own / "templates" / "snapshot" / "extra.html.j2"
    file.parent.mkdir(parents=True)
    file.write_text("{{ cities|sort|join }}")
    for _ in range(2):
        with pytest.raises(ReportError) as caught:
            assure(workspace)
        assert caught.value.exit_code is ExitCode.TEMPLATE
        assert len(errors_of(caught.value.problems)) == 1


@pytest.mark.parametrize(
    ("template", "line", "column", "message"),
    [
        ("<p>Partnerships\n  2 / 4</p>", 2, 3, "a number of numbers reads as a score"),
        ("<p>{{ domain.name }} {{ page }} / {{ total }}</p>", 1, 22, "a number of numbers reads as a score"),
        ("<td>{% if x %}<b>–</b>{% endif %}</td>", 1, 18, "a dash alone reads as nothing"),
        ('<a title="3 / 4">x</a>', 1, 11, "a number of numbers reads as a score"),
    ],
)
def test_what_reads_as_a_score_or_as_nothing_is_refused_in_templates(
    template: str, line: int, column: int, message: str
) -> None:
    (problem,) = check_template(template, "t.html.j2", WORDINGS)
    assert (problem.line, problem.column, problem.message) == (line, column, message)
    assert WHY in problem.hint


@pytest.mark.parametrize(
    "template",
    ["<p>2020–2025</p>", "<p>CC BY 4.0 / MIT</p>", "<p>{{ a }}/{{ b }}</p>", "<p>PDF/X-4</p>", "<p>a – b</p>"],
)
def test_years_titles_and_dashes_between_words_are_no_scores(template: str) -> None:
    assert check_template(template, "t.html.j2", WORDINGS) == []


def test_what_reads_as_a_score_or_as_nothing_is_refused_in_pages_outside_of_quotations() -> None:
    html = '<div id="x"><p>2 / 4</p><td>—</td><p data-quote>Law 3 / 4</p><p>Pages 2–4</p></div>'
    found = check_pages(html, ORDER, WORDINGS)
    assert [(problem.path, problem.value) for problem in found] == [("#x", "“2 / 4”"), ("#x", "“—”")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Access has improved; one area was lost.", "en", ["improved", "lost"]),
        ("The city gained ground, moved up and made progress", "en", ["gained", "moved up", "progress"]),
        ("A regression: it fell behind", "en", ["regression", "fell behind"]),
        ("No longer listed, newly listed, put differently", "en", []),
        ("Ha mejorado, hubo avances y un retroceso", "es", ["mejorado", "avances", "retroceso"]),
        ("Perdió un área y subió", "es", ["Perdió", "subió"]),
        ("Ya no figura en la lista", "es", []),
        ("Des progrès, un recul, une amélioration", "fr", ["progrès", "recul", "amélioration"]),
        ("La ville a perdu et pris du retard", "fr", ["perdu", "pris du retard"]),
        ("Ne figure plus dans la liste", "fr", []),
    ],
)
def test_words_of_progress_rank_between_two_editions_and_nowhere_else(
    text: str, language: str, expected: list[str]
) -> None:
    judging = of_editions(WORDINGS)
    assert [word for _, word in wording_of(judging, language).find(text)] == expected
    assert [word for word in words(text, language) if word != "behind"] == []


@pytest.mark.parametrize("name", ["snapshot/since-leaf.html.j2", "html/since.html.j2", "snapshot/cover.html.j2"])
def test_templates_of_two_editions_are_read_with_words_of_progress(tmp_path: Path, name: str) -> None:
    file = tmp_path / "templates" / name
    file.parent.mkdir(parents=True)
    file.write_text("<p>{{ _('What has improved') }}</p>", encoding="utf-8")
    found = check_templates([tmp_path / "templates"], WORDINGS, tmp_path)
    assert [problem.value for problem in found] == (["“What has improved”"] if "since" in name else [])


def test_findings_may_say_that_something_improved() -> None:
    html = "<p>It says: <span data-quote>Access to the clinic was improved in 2020.</span></p>"
    assert check_pages(html, (), of_editions(WORDINGS)) == []
    assert check_pages("<p>Access was improved.</p>", (), of_editions(WORDINGS))


@pytest.mark.parametrize(
    ("lists", "sound"),
    [(["ae", "abc", "be", "ce"], True), (["ae", "bea"], False), (["abc", "cab"], False), (["a"], True)],
)
def test_the_order_of_places_is_that_in_which_all_lists_of_a_page_agree(
    tmp_path: Path, lists: list[str], sound: bool
) -> None:
    """None of which may have all of them, as on the pages of an exchange."""
    items = ("".join(f"<li data-place={place}>x</li>" for place in listed) for listed in lists)
    page = tmp_path / "page.html"
    page.write_text("<!DOCTYPE html><html lang=en><main>" + "".join(f"<ul>{item}</ul>" for item in items), "utf-8")
    (words,) = (check for check in verify(page).checks if check.name == "web words")
    assert words.passed is sound
