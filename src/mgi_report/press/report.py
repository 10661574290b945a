"""The proof of a press file as one printable page for the print shop, in the look of the publications.

It says what the file is, what was checked and with which inks it prints; it certifies nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..design.composer import Composer
from ..design.editions import SCREEN
from ..design.stylesheets import compiled
from ..design.theme import Theme
from ..pdf.proof import CHECKS, Proof
from ..text.languages import Language
from ..text.reader import Reader
from ..typeset.documents import Composed
from ..workspace.places import VERSION

_MOST_INKS = 16
_STYLES = ("shared/base.css", "press/preflight.css")


@dataclass(frozen=True)
class Subject:
    """The file that the report is about: its name, size in bytes, SHA-256, the date of its document, ISO 8601."""

    name: str
    size: int
    sha256: str
    created: str


def report_title(language: Language, publication: str) -> str:
    """The title of the report on a publication."""
    return Reader(language).say("Preflight report: %(publication)s", publication=publication)


def compose_report(composer: Composer, language: Language, theme: Theme, subject: Subject, proof: Proof) -> Composed:
    """The HTML of the report."""
    tokens = {**theme.tokens(), **SCREEN.tokens}
    values = proof.values
    reader = Reader(language)
    rows = list(_inks(reader, theme, values.get("inks", ())))
    publication = str(values.get("title") or subject.name)
    styles = compiled(composer.styles(*_STYLES), tokens, language.direction)
    html = composer.render(
        "press/preflight.html.j2",
        language,
        title=report_title(language, publication),
        publication=publication,
        file=subject.name,
        created=subject.created,
        version=VERSION,
        passed=proof.passed,
        result=_result(reader, proof),
        facts=list(_facts(reader, values)),
        long_facts=list(_long_facts(reader, subject, values)),
        rules=list(_rules(reader, proof)),
        inks=rows[:_MOST_INKS],
        more_inks=len(rows) - len(rows[:_MOST_INKS]),
        boxes_text=_boxes_text(reader, values),
        styles=styles,
    )
    return Composed(html, {"boxes.svg": _drawing(theme, values)}, styles)


def _result(reader: Reader, proof: Proof) -> str:
    done = [check for check in proof.checks if not check.skipped]
    kept = sum(check.passed for check in done)
    if proof.passed:
        return reader.say("The file keeps all %(count)s rules.", count=len(done))
    return reader.say("The file breaks %(broken)s of %(count)s rules.", broken=len(done) - kept, count=len(done))


def _facts(reader: Reader, values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    _, language = reader.say, reader.language

    def points(size: float | None) -> str:
        return "–" if size is None else f"{language.number(size, '0.0#')}\u00a0pt"

    if "trim" in values:
        yield _("Trimmed page"), _millimetres(reader, values["trim"])
        yield _("Bleed"), f"{language.number(values['bleed'], '0.#')}\u00a0mm"
        yield _("With bleed and marks"), _millimetres(reader, values["media"])
        yield _("Marks"), _("crop and registration") if values.get("marks") else _("without")
    if "pages" in values:
        yield _("Sides of sheets") if values["sides"] else _("Pages"), _pages(reader, values)
    yield _("Inks"), "C, M, Y, K"
    if "ink" in values:
        yield _("Most ink at any place"), _ink(reader, values)
    yield _("Smallest type"), points(values.get("type"))
    yield _("Smallest knocked out type"), points(values.get("type_reversed"))
    yield _("Thinnest line"), points(values.get("line"))
    yield _("Pictures of pixels"), _pictures(reader, values)
    yield _("Trapping"), _("done") if values.get("trapped") == "True" else _("left to the print shop")


def faces(fonts: Iterable[str]) -> list[str]:
    """Fonts as people call them, each once: who prints folios and tabs spells a font in another way."""
    named: dict[str, str] = {}
    for font in fonts:
        named.setdefault(font.replace("-", "").casefold(), font.replace("-", " "))
    return [*named.values()]


def _long_facts(reader: Reader, subject: Subject, values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    _, language = reader.say, reader.language

    if "profile" in values:
        yield _("Output profile"), " · ".join(filter(None, (values["profile"], values["condition"])))
    yield _("Fonts, embedded"), ", ".join(faces(values.get("fonts", ())))
    size = language.number(subject.size / 1000, "#,##0")
    yield _("File, %(size)s kB, SHA-256", size=size), subject.sha256


def _millimetres(reader: Reader, size: Sequence[float]) -> str:
    return " × ".join(reader.language.number(edge, "0.#") for edge in size) + "\u00a0mm"


def _pages(reader: Reader, values: dict[str, Any]) -> str:
    blank = reader.language.join(str(number) for number in values["blank"])
    if not blank:
        return str(values["pages"])
    return reader.say("%(pages)s, of which blank: %(blank)s", pages=values["pages"], blank=blank)


def _ink(reader: Reader, values: dict[str, Any]) -> str:
    space = reader.language.conventions.before_percent
    computed = f"{values['ink']}{space}%"
    if values.get("ink_measured") is None:
        return computed
    measured = f"{values['ink_measured']}{space}%"
    return reader.say("%(ink)s, measured %(measured)s", ink=computed, measured=measured)


def _pictures(reader: Reader, values: dict[str, Any]) -> str:
    if not values.get("pictures"):
        return reader.say("none")
    return f"{values['pictures']}, ≥\u00a0{values['resolution']}\u00a0ppi"


def _rules(reader: Reader, proof: Proof) -> Iterator[dict[str, Any]]:
    _ = reader.say
    words = {"passed": _("passed"), "failed": _("FAILED"), "skipped": _("not checked")}
    for check in proof.checks:
        state = "skipped" if check.skipped else "passed" if check.passed else "failed"
        rule = reader.say(CHECKS[check.name])
        problems = [": ".join(filter(None, (problem.path, problem.message))) for problem in check.problems]
        yield {"rule": rule[:1].upper() + rule[1:], "state": state, "result": words[state], "problems": problems[:4]}


def _inks(reader: Reader, theme: Theme, inks: Sequence[tuple[float, ...]]) -> Iterator[dict[str, Any]]:
    """The colours of the theme that the file prints, in the order of the theme; then those that are none of it.

    Paper takes no ink and is left out.
    """
    for name, colour in theme.colours.items():
        if colour.cmyk in inks and any(colour.cmyk):
            yield _ink_row(reader, name, colour.rgb, colour.cmyk)
    for cmyk in sorted({*inks} - {colour.cmyk for colour in theme.colours.values()} - {(0, 0, 0, 0)}):
        rgb = ", ".join(f"{255 * (1 - ink / 100) * (1 - cmyk[3] / 100):.0f}" for ink in cmyk[:3])
        yield _ink_row(reader, "–", f"rgb({rgb})", cmyk)


def _ink_row(reader: Reader, name: str, rgb: str, cmyk: Sequence[float]) -> dict[str, Any]:
    number = reader.language.number
    plates = [number(ink, "0.#") for ink in cmyk]
    return {"name": name, "rgb": rgb, "plates": plates, "sum": number(sum(cmyk), "0.#")}


def _boxes_text(reader: Reader, values: dict[str, Any]) -> str:
    words = reader.say("The page as it is cut, with the bleed around it and the area that type keeps to inside.")
    return words + (f" {_millimetres(reader, values['trim'])}." if "trim" in values else "")


def _drawing(theme: Theme, values: dict[str, Any]) -> bytes:
    """The boxes of a page: bleed as a ground, trim as a line with crop marks, the safe area of type dashed."""
    width, height = values.get("trim", (210.0, 297.0))
    scale = min(36 / width, 51 / height)
    w, h = width * scale, height * scale
    x, y = (44 - w) / 2, (59 - h) / 2
    bleed, safe = 1.6, 2.4  # drawn wider than true to scale, or nobody would see them
    marks = "".join(
        f'<path d="M{cx + sx * 2.2:.2f} {cy:.2f}h{sx * 2:.2f}M{cx:.2f} {cy + sy * 2.2:.2f}v{sy * 2:.2f}"/>'
        for cx, sx in ((x, -1), (x + w, 1))
        for cy, sy in ((y, -1), (y + h, 1))
    )
    ground = f'<rect x="{x - bleed:.2f}" y="{y - bleed:.2f}" width="{w + 2 * bleed:.2f}" height="{h + 2 * bleed:.2f}"'
    trim = f'<rect x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}"'
    inner = f'<rect x="{x + safe:.2f}" y="{y + safe:.2f}" width="{w - 2 * safe:.2f}" height="{h - 2 * safe:.2f}"'
    ink, paper = theme.rgb("deep"), theme.rgb("paper")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="44mm" height="59mm" viewBox="0 0 44 59">'
        f'{ground} fill="{theme.rgb("land")}"/>{trim} fill="{paper}" stroke="{ink}" stroke-width=".3"/>'
        f'{inner} fill="none" stroke="{theme.rgb("soft")}" stroke-width=".2" stroke-dasharray="1 .8"/>'
        f'<g fill="none" stroke="{ink}" stroke-width=".2">{marks}</g></svg>'
    ).encode()
