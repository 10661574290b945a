from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from PIL import ImageColor

from helpers.cities import Data, MakeWorkspace, city_data
from helpers.project import FONTS
from mgi_report.cli import main as program
from mgi_report.cli.doctor import examine
from mgi_report.data.model import DOMAIN_SLUGS
from mgi_report.data.profile_files import load_framework
from mgi_report.design.coverage import coverage_of
from mgi_report.design.theme import LETTERING, TINT, TONES, Colour, Theme
from mgi_report.design.theme_file import load_theme, theme_of
from mgi_report.errors import ExitCode, Problem, ReportError
from mgi_report.studio.studio import Studio
from mgi_report.workspace.places import builtin, open_workspace

FILE = builtin() / "assets" / "theme.yaml"


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme(FILE)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#0033A0", "#FFFFFF", 10.6),
        ("#123456", "#123456", 1),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    first, second = (Colour(rgb=rgb, cmyk=(0, 0, 0, 0)) for rgb in (one, other))
    assert first.contrast(second) == second.contrast(first) == pytest.approx(ratio, abs=0.05)


@pytest.mark.parametrize("slug", DOMAIN_SLUGS)
def test_lettering_on_every_accent_can_be_read(theme: Theme, slug: str) -> None:
    accent = theme.domains[slug]
    assert theme.colours[accent.fill].contrast(theme.colours[accent.on]) >= 4.5


@pytest.mark.parametrize(
    ("lettering", "ground", "least"),
    [
        ("ink", "paper", 7),
        ("ink", "mist", 7),
        ("soft", "paper", 4.5),
        ("soft", "mist", 4.5),
        ("deep", "mist", 4.5),
        ("paper", "deep", 4.5),
        ("deep", "paper", 3),
        ("red", "land", 3),
    ],
)
def test_text_and_marks_stand_out_from_their_ground(theme: Theme, lettering: str, ground: str, least: float) -> None:
    assert theme.colours[lettering].contrast(theme.colours[ground]) >= least


@pytest.mark.parametrize("tone", TONES)
def test_the_name_of_a_place_can_be_read_on_every_tone_of_its_map(theme: Theme, tone: str) -> None:
    assert theme.colours["paper"].contrast(theme.colours[tone]) >= 4.5


@pytest.mark.parametrize("slug", DOMAIN_SLUGS)
@pytest.mark.parametrize("lettering", ["ink", "soft", "label"])
def test_text_can_be_read_on_the_tint_of_every_domain(theme: Theme, slug: str, lettering: str) -> None:
    assert theme.colours[lettering].contrast(theme.tint(slug)) >= 4.5


def test_text_can_be_read_on_the_glaze_of_every_domain(theme: Theme) -> None:
    for slug, accent in theme.domains.items():
        on, fill, glaze = theme.colours[accent.on], theme.colours[accent.fill], theme.glaze(slug)
        assert on.contrast(glaze) >= 4.5, slug
        assert fill.contrast(glaze) > 1.05, f"the icon of {slug} cannot be told from its ground"


def test_every_pair_of_lettering_and_ground_can_be_read(theme: Theme) -> None:
    for name, ground in LETTERING:
        assert theme.colours[name].contrast(theme.colours[ground]) >= 4.5


def test_the_tones_of_the_map_go_from_open_water_to_land_and_are_all_to_be_told(theme: Theme) -> None:
    tones = [theme.colours[tone] for tone in TONES]
    assert [tone.luminance for tone in tones] == sorted(tone.luminance for tone in tones)
    assert len({tone.rgb for tone in tones}) == len(TONES)
    assert theme.colours["yellow"].contrast(theme.colours["ground"]) >= 3, "the mark of the place"


def test_a_tint_is_a_tenth_of_the_colour_on_the_screen_and_on_the_press() -> None:
    paper = Colour(rgb="#FFFFFF", cmyk=(0, 0, 0, 0))
    tint = Colour(rgb="#0033A0", cmyk=(100, 80, 0, 5)).on(paper, TINT)
    assert (tint.rgb, tint.cmyk) == ("#E6EBF6", (10, 8, 0, 0.5))
    cream = Colour(rgb="#FFF0E0", cmyk=(0, 5, 10, 0))
    assert Colour(rgb="#000000", cmyk=(0, 0, 0, 100)).on(cream, TINT).rgb == "#E6D8CA"
    assert Colour(rgb="#000000", cmyk=(0, 0, 0, 100)).on(cream, TINT).cmyk == (0, 4.5, 9, 10)
    assert cream.on(cream, TINT) == cream


def test_every_tint_is_a_token_and_stands_for_no_other_colour(theme: Theme) -> None:
    tokens = theme.tokens()
    for slug in DOMAIN_SLUGS:
        assert tokens[f"tint-{slug}"] == theme.tint(slug).rgb
    tints = {theme.tint(slug).rgb for slug in DOMAIN_SLUGS}
    assert len(tints) == len(DOMAIN_SLUGS)
    assert not tints & {colour.rgb.upper() for colour in theme.colours.values()}


def test_a_tint_adds_little_ink(theme: Theme) -> None:
    for slug in DOMAIN_SLUGS:
        assert sum(theme.tint(slug).cmyk) <= 0.1 * sum(theme.colours[theme.domains[slug].fill].cmyk) + 0.2


def test_the_keyline_sets_every_light_accent_off_from_paper(theme: Theme) -> None:
    paper, keyline = theme.colours["paper"], theme.colours["deep"]
    for slug in DOMAIN_SLUGS:
        fill = theme.colours[theme.domains[slug].fill]
        assert fill.contrast(paper) >= 3 or (keyline.contrast(paper) >= 3 and keyline.contrast(fill) >= 3)


def test_neighbours_in_the_wheel_differ_in_lightness(theme: Theme) -> None:
    fills = [theme.colours[theme.domains[slug].fill] for slug in DOMAIN_SLUGS]
    assert all(a.contrast(b) >= 1.7 for a, b in zip(fills, [*fills[1:], fills[0]], strict=True))
    assert len({fill.rgb for fill in fills}) == 6


def test_no_recipe_takes_more_ink_than_paper_holds_and_text_is_black_alone(theme: Theme) -> None:
    assert all(sum(colour.cmyk) <= 300 for colour in theme.colours.values())
    assert all(theme.colours[name].cmyk[:3] == (0, 0, 0) for name in ("ink", "soft", "rule", "label"))


def test_a_colour_says_its_recipe_as_a_file_does(theme: Theme) -> None:
    assert theme.colours["deep"].plates == "1 0.7 0 0.7"
    assert theme.colours[theme.domains["well-being"].fill].plates == "0.62 0 0.34 0.04"


def test_every_colour_of_the_theme_is_told_by_its_screen_value(theme: Theme) -> None:
    recipes: dict[str, str] = {}
    for colour in theme.printed:
        assert recipes.setdefault(colour.rgb.lower(), colour.plates) == colour.plates
    assert {value.lower() for value in theme.tokens().values() if value.startswith("#")} == {*recipes}


def test_tokens_name_every_colour_and_accent(theme: Theme) -> None:
    tokens = theme.tokens()
    assert tokens["deep"] == theme.rgb("deep")
    for slug in DOMAIN_SLUGS:
        assert (tokens[f"fill-{slug}"], tokens[f"on-{slug}"]) == theme.accents()[slug]


def test_a_family_name_cannot_leave_its_quotes(theme: Theme) -> None:
    hostile = theme.model_copy(update={"fonts": theme.fonts.model_copy(update={"text": ('X"; } * { color: red',)})})
    assert hostile.tokens()["font-text"].count('"') == 2


def problems_of(tmp_path: Path, text: str) -> list[Problem]:
    file = tmp_path / "theme.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        load_theme(file)
    assert caught.value.exit_code == ExitCode.TEMPLATE
    assert {problem.file for problem in caught.value.problems} == {str(file)}
    return caught.value.problems


SOURCE = FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ('"#5CB8B2"', '"5CB8B2"', '"5CB8B2"', "found “5CB8B2”"),
        ('"#5CB8B2"', '"#5CB8BZ"', '"#5CB8BZ"', "found “#5CB8BZ”"),
        ("[62, 0, 34, 4]", "[60, 100, 100, 60]", "[60", "320 %"),
        ("[62, 0, 34, 4]", "[60, 0, 135, 0]", "135", "100"),
        ("[62, 0, 34, 4]", "[60, 0, 35]", "[60", "expected four numbers, found 3 of them"),
        ('{rgb: "#5CB8B2", cmyk: [62, 0, 34, 4]}', '{rgb: "#5CB8B2"}', "{rgb", "“teal” has no recipe for the press"),
        ("[62, 0, 34, 4]", "[60, 0, 35, 206]", "206", "100"),
        ('navy: {rgb: "#18375F"', 'navy: {rgb: "#0b1f3f"', "{rgb", "“navy” has the same rgb value as “deep”"),
        ("{fill: teal, on: label}", "{fill: tael, on: label}", "tael", "“tael”"),
        ("{fill: teal, on: label}", "{fill: teal, on: paper}", "{fill", "4.5:1"),
        ("{fill: teal, on: label}", "{fill: teal, off: label}", "off", "unknown key “off”"),
        ("text: Open Sans", "text: {a: Open Sans}", "{a", "expected the name of a family, found a mapping"),
        (
            'ink: {rgb: "#1A1D21"',
            'ink: {rgb: "#EEEEEE"',
            "{rgb",
            "lettering in “ink” on “paper” has a contrast of 1.2:1",
        ),
    ],
)
def test_a_broken_token_is_a_problem_at_its_place(tmp_path: Path, old: str, new: str, at: str, says: str) -> None:
    assert SOURCE.count(old) == 1
    text = SOURCE.replace(old, new)
    problems = problems_of(tmp_path, text)
    assert says in " ".join(problem.message for problem in problems)
    before = text[: text.index(new) + new.index(at)]
    place = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert place in {(problem.line, problem.column) for problem in problems}


def test_all_broken_tokens_are_reported_at_once(tmp_path: Path) -> None:
    data: Data = yaml.load(SOURCE, yaml.BaseLoader)
    for name in ("rule", "land", "red", "shelf"):
        del data["colours"][name]
    del data["domains"]["well-being"]
    data["domains"]["partnerships"] = {"fill": "mist", "on": "paper"}
    data["domains"]["weather"] = {"fill": "blue", "on": "paper"}
    messages = " | ".join(problem.message for problem in problems_of(tmp_path, yaml.safe_dump(data)))
    for words in ("“rule”", "“land”", "“red”", "“shelf”", "“well-being”", "contrast of 1.1:1", "“weather”"):
        assert words in messages


@pytest.mark.parametrize("text", ["", "colours: [", "- a\n- b\n", "colours: {ink: &x 1, soft: *x}\n", "fonts: 3\n"])
def test_a_file_that_is_no_theme_is_a_problem_with_line_and_column(tmp_path: Path, text: str) -> None:
    problems = problems_of(tmp_path, text)
    assert problems
    assert [problem for problem in problems if not (problem.line and problem.column)] == []


# The theme of a workspace: its own file over the built-in one


def own_theme(root: Path, text: str) -> Path:
    file = root / "assets" / "theme.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


RGB = "1:22: error: expected a colour as “#RRGGBB”"


def add_font(root: Path, name: str, under: str = "") -> None:
    (root / "assets" / "fonts").mkdir(parents=True, exist_ok=True)
    (root / "assets" / "fonts" / (under or name)).write_bytes((FONTS / name).read_bytes())


def faults_over(make_workspace: MakeWorkspace, text: str) -> list[str]:
    """Every problem of a workspace's own theme without the name of the file, in which all of them stand."""
    root = make_workspace(one=city_data())
    file = own_theme(root, text)
    with pytest.raises(ReportError) as caught:
        theme_of(open_workspace(root))
    assert caught.value.exit_code == ExitCode.TEMPLATE
    assert {problem.file for problem in caught.value.problems} == {str(file)}
    return [str(problem).removeprefix(f"{file}:") for problem in caught.value.problems]


def test_a_colour_by_name_is_advised_whatever_was_looked_up_before(make_workspace: MakeWorkspace) -> None:
    ImageColor.getrgb("navy")  # which keeps what it found in the table of names
    (fault,) = faults_over(make_workspace, "colours: {red: {rgb: navy, cmyk: [5, 96, 80, 5]}}")
    assert fault.endswith('write rgb: "#000080"')


def test_a_theme_holds_only_what_differs(make_workspace: MakeWorkspace, theme: Theme) -> None:
    root = make_workspace(one=city_data())
    own_theme(
        root,
        """
        colours:
          plum: {rgb: "#5B2A60", cmyk: [60, 90, 20, 30]}
          deep: {rgb: "#102030", cmyk: [90, 60, 0, 70]}
        domains:
          well-being: {fill: plum, on: paper}
          partnerships: {fill: blue}
        fonts: {text: [Open Sans, Noto Naskh Arabic]}
        """,
    )
    add_font(root, "NotoNaskhArabic-Regular.ttf")
    found = theme_of(open_workspace(root))
    assert (found.rgb("plum"), found.rgb("deep"), found.rgb("teal")) == ("#5B2A60", "#102030", theme.rgb("teal"))
    assert (found.domains["well-being"].fill, found.domains["well-being"].on) == ("plum", "paper")
    assert (found.domains["partnerships"].fill, found.domains["partnerships"].on) == ("blue", "paper")
    assert found.domains["safe-migration"] == theme.domains["safe-migration"]
    assert (found.fonts.text, found.fonts.heading) == (("Open Sans", "Noto Naskh Arabic"), theme.fonts.heading)


def test_without_a_file_of_its_own_a_workspace_has_the_built_in_theme(
    make_workspace: MakeWorkspace, theme: Theme
) -> None:
    assert theme_of(open_workspace(make_workspace(one=city_data()))) == theme


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colors: {}", "1:1: error: unknown key “colors”\n    did you mean “colours”?"),
        ("fonts: {texts: Open Sans}", "1:9: error: unknown key “texts” (fonts)\n    did you mean “text”?"),
        (
            "domains: {partnerships: {fil: blue}}",
            "1:26: error: unknown key “fil” (domains.partnerships)\n    did you mean “fill”?",
        ),
        (
            "domains:\n  partnership: {fill: blue, on: paper}",
            "2:16: error: there is no domain “partnership” (domains.partnership)\n    did you mean “partnerships”?",
        ),
        (
            "domains: {partnerships: {fill: bleu}}",
            "1:32: error: there is no colour “bleu” (domains.partnerships.fill)\n    did you mean “blue”?",
        ),
        (
            'colours: {rull: {rgb: "#C0C0C0", cmyk: [0, 0, 0, 25]}}',
            "1:11: error: unknown key “rull”: no accent and no template uses such a colour (colours)\n"
            "    did you mean “rule”?",
        ),
        (
            'colours: {red: {rgb: "#D22631"}}',
            "1:16: error: the colour “red” has no recipe for the press; add cmyk: [C, M, Y, K] in per cent"
            " (colours.red)",
        ),
        (  # the lettering stands in the built-in file, its ground in this one
            'colours: {mist: {rgb: "#333333", cmyk: [0, 0, 0, 90]}}',
            "1:17: error: lettering in “ink” on “mist” has a contrast of 1.3:1; 4.5:1 is needed (colours.mist)",
        ),
        (
            'colours: {teal: {rgb: "#222222", cmyk: [0, 0, 0, 95]}}',
            "1:17: error: lettering on the accent of “well-being” has a contrast of 1.0:1; 4.5:1 is needed"
            " (colours.teal)",
        ),
        (  # the tint on which it stands is of a built-in colour
            'colours: {soft: {rgb: "#74777A", cmyk: [0, 0, 0, 60]}}',
            "1:17: error: lettering in “soft” on the tint of “migrants-rights” has a contrast of 3.8:1; 4.5:1 is needed"
            " (colours.soft)",
        ),
        (
            'colours: {shore: {rgb: "#8899AA", cmyk: [40, 20, 0, 20]}}',
            "1:18: error: lettering in “paper” on “shore” has a contrast of 2.9:1; 4.5:1 is needed (colours.shore)",
        ),
        (  # the colour that comes later, and is to blame in one file, is the built-in one
            'colours: {deep: {rgb: "#0B1F40", cmyk: [90, 70, 0, 70]}}',
            "1:17: error: “label” has the same rgb value as “deep”, but another recipe; change one digit of either"
            " (colours.deep)",
        ),
        (  # pages are printed in tones of the colours of domains too
            'colours: {frost: {rgb: "#E6EBF6", cmyk: [0, 0, 0, 8]}}',
            "1:18: error: the tone #E6EBF6 of “blue” has the same rgb value as “frost”, but another recipe; change one"
            " digit of either (colours.frost)",
        ),
        *(
            (
                f"colours: {{red: {{rgb: {typed}, cmyk: [5, 96, 80, 5]}}}}",
                f"1:22: error: expected a colour as “#RRGGBB”, {says}",
            )
            for typed, says in [
                ('"#0033GG"', "found “#0033GG” (colours.red.rgb)\n    write six digits, 0 to 9 and A to F, in quotes"),
                ("navy", 'found “navy” (colours.red.rgb)\n    write rgb: "#000080"'),
                ('"#03A"', 'found “#03A” (colours.red.rgb)\n    write rgb: "#0033AA"'),
                ("0033aa", 'found “0033aa” (colours.red.rgb)\n    write rgb: "#0033AA"'),
            ]
        ),
        (
            "colours:\n  red:\n    rgb: #D22631\n    cmyk: [5, 96, 80, 5]",
            "3:9: error: what stands behind “#” is a comment: the colour “#D22631” is lost (colours.red.rgb)\n"
            '    put it into quotes: rgb: "#D22631"',
        ),
        (
            "colours:\n  # rgb: #D22631\n  red: {rgb: #D22631, cmyk: [5, 96, 80, 5]}",
            "3:14: error: what stands behind “#” is a comment: the colour “#D22631” is lost\n"
            '    put it into quotes: rgb: "#D22631"',
        ),
        (
            "colours:\n  red: #D22631",
            "2:7: error: what stands behind “#” is a comment: the colour “#D22631” is lost (colours.red)\n"
            '    write red: {rgb: "#D22631", cmyk: [C, M, Y, K]}, the colour in quotes',
        ),
        (
            'colours: {red: "#d22631"}',
            "1:16: error: expected a colour, {rgb, cmyk}, found “#d22631” (colours.red)\n"
            '    write red: {rgb: "#D22631", cmyk: [C, M, Y, K]}',
        ),
        ("colours: {red: }", "1:16: error: expected a colour, {rgb, cmyk}, found nothing (colours.red)"),
        (
            'colours: {red: {rgb: "#D22631", cmyk: [5, 96, 80]}}',
            "1:39: error: expected four numbers, found 3 of them (colours.red.cmyk)\n"
            "    write per cent of cyan, magenta, yellow and black: [100, 80, 0, 5]",
        ),
        (
            'colours: {red: {rgb: "#D22631", cmyk: [5, 96, x, 5]}}',
            "1:47: error: expected a number from 0 to 100, found “x” (colours.red.cmyk[3])",
        ),
        (
            "domains: {well-being: teal}",
            "1:23: error: expected an accent, {fill, on}, found “teal” (domains.well-being)\n"
            "    write well-being: {fill: teal, on: label}",
        ),
        (
            "domains: {wellbeing: {fill: teal}}",
            "1:22: error: there is no domain “wellbeing” (domains.wellbeing)\n    did you mean",
        ),
        (
            "fonts: {text: }",
            "1:15: error: expected the name of a family, found nothing (fonts.text)\n    write",
        ),
        (
            "fonts: {text: Comic Sans}",
            "1:15: error: the family “Comic Sans” lacks font files (fonts.text)\n    put ComicSans-Regular.ttf and "
            "ComicSans-Bold.ttf into assets/fonts of the workspace; there are Open Sans",
        ),
        (
            "fonts: {heading: [Open Sans, Open Sens]}",
            "1:30: error: the family “Open Sens” lacks font files (fonts.heading[2])\n    put OpenSens-Regular.ttf and "
            "OpenSens-Bold.ttf into assets/fonts of the workspace; did you mean “Open Sans”?",
        ),
        ("colours: []", "1:10: error: expected a mapping (key: value) (colours)"),
        ("- a", "1:1: error: expected a mapping (key: value)"),
    ],
)
def test_what_is_wrong_is_told_in_the_file_of_the_workspace(
    make_workspace: MakeWorkspace, text: str, says: str
) -> None:
    found = faults_over(make_workspace, text)
    assert any(fault.startswith(says) for fault in found), found


def test_faults_of_form_and_of_contrast_are_told_at_once_with_colours_that_would_do(
    make_workspace: MakeWorkspace,
) -> None:
    text = """
colours:
  plum: {rgb: "#5B2A6", cmyk: [60, 90, 20, 30]}
  lime: {rgb: "#C0E060", cmyk: [30, 0, 75, 0]}
  soft: {rgb: "#74777A", cmyk: [0, 0, 0, 60]}
domains:
  wellbeing: {fill: blue, on: paper}
  partnerships: {fill: lime, on: paper}
  mobility-crises: {fill: plum, on: paper}
  safe-migration: {fill: blu}
fonts: {text: Comic Sans}
"""
    found = "\n".join(faults_over(make_workspace, text))
    for says in (
        "expected a colour as “#RRGGBB”, found “#5B2A6”",
        "there is no domain “wellbeing”",
        "there is no colour “blu”",
        "lettering on the accent of “partnerships” has a contrast of 1.5:1; 4.5:1 is needed (domains.partnerships)\n"
        "    on: label would do",
        "lettering in “soft” on the tint of “partnerships” has a contrast of 4.3:1; 4.5:1 is needed (colours.soft)\n"
        '    rgb: "#636568" would do for “soft”; let its recipe follow',
        "the family “Comic Sans” lacks font files",
    ):
        assert says in found
    assert "“plum”" not in found
    assert found.count("on: label would do") == 1


@pytest.mark.parametrize("colour", ['{rgb: "#0033GG"}', "{rgb: navy}", "{rgb: #0033AA", "\n    rgb: #0033AA"])
def test_a_bad_colour_alone_is_one_problem(make_workspace: MakeWorkspace, colour: str) -> None:
    (problem,) = faults_over(make_workspace, f"colours:\n  red: {colour}\n")
    assert "recipe" not in problem.partition("\n")[0]


@pytest.mark.parametrize("text", ["", "\n# colours:\n", "colours:\n  # red: none\nfonts:\n"])
def test_a_file_that_holds_nothing_changes_nothing(make_workspace: MakeWorkspace, theme: Theme, text: str) -> None:
    root = make_workspace(one=city_data())
    own_theme(root, text)
    assert theme_of(open_workspace(root)) == theme


def test_a_family_behind_the_first_is_found_by_what_its_font_says(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    own_theme(root, "fonts: {text: [Open Sans, Noto Naskh Arabic]}")
    with pytest.raises(ReportError):
        theme_of(open_workspace(root))
    add_font(root, "NotoNaskhArabic-Regular.ttf", "naskh.ttf")
    assert theme_of(open_workspace(root)).fonts.text == ("Open Sans", "Noto Naskh Arabic")


def test_a_missing_family_is_told_alike_by_check_and_build(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    own_theme(root, "fonts:\n  text: Comic Sans\n")
    says = "assets/theme.yaml:2:9: error: the family “Comic Sans” lacks font files (fonts.text)"
    for command in (["check"], ["build", "--quiet"]):
        result = CliRunner().invoke(program, ["--workspace", str(root), *command])
        assert (result.exit_code, result.stderr.split("\n")[0]) == (ExitCode.TEMPLATE, says)
    (found,) = [finding for finding in examine(open_workspace(root)) if finding.name == "font Comic Sans"]
    assert not found.good


def test_a_new_colour_that_a_template_calls_is_no_slip(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    text = 'colours:\n  blue-pale: {rgb: "#8899CC", cmyk: [40, 30, 0, 5]}\n'
    assert "did you mean “blue”?" in faults_over(make_workspace, text)[0]
    sheet = root / "templates" / "snapshot" / "snapshot.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("p { color: var(--blue-pale) }", encoding="utf-8")
    assert theme_of(open_workspace(root)).rgb("blue-pale") == "#8899CC"


def test_every_part_of_the_program_sees_the_whole_theme(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    own_theme(root, "fonts: {heading: Open Sans}\n")
    space = open_workspace(root)
    assert coverage_of(space, keep=False) == coverage_of(open_workspace(builtin()), keep=False)
    assert Studio(space, load_framework(space.framework)).theme == theme_of(space)
    assert [finding.found for finding in examine(space) if finding.name == "font Open Sans"]
