"""Views → HTML. The only template environment.

Templates are strict: an undefined name is an error, everything is escaped, and text from the data reaches them only as
runs, so that nothing in a profile can become markup or template code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup, escape

from . import __version__
from .backmatter import DENSE_ROWS, BackMatter, Row
from .copyfit import fit
from .documents import Composed
from .editions import SCREEN, Edition
from .errors import ExitCode, Problem, ReportError
from .frontmatter import plan_cover
from .languages import Language, mark
from .markup import Run
from .ornaments import stripe
from .plans import Copy, Plan, Words
from .stylesheets import compiled as compiled
from .stylesheets import joined
from .theme import Theme
from .typography import set_text
from .views import FindingView, SetText, SnapshotView, ThemeRow
from .wheel import sectors
from .widths import WHOLE, Metrics

MM_PER_POINT = 25.4 / 72
_STYLES = ("shared/base.css", "snapshot/snapshot.css")
LIST_TITLES = (mark("Examples of well-developed areas"), mark("Areas with potential for further development"))


class Composer:
    """Fills templates. One serves any number of documents."""

    def __init__(self, templates: Sequence[Path], cache: Path | None = None) -> None:
        self.folders = tuple(templates)
        bytecode = None
        if cache is not None:
            cache.mkdir(parents=True, exist_ok=True)
            bytecode = FileSystemBytecodeCache(str(cache))
        # A changed template can extend or include the built-in one of the same name as “builtin/…”.
        own = FileSystemLoader([str(folder) for folder in templates])
        loader: BaseLoader = ChoiceLoader([own, PrefixLoader({"builtin": FileSystemLoader(str(templates[-1]))})])
        self.environment = Environment(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            bytecode_cache=bytecode,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        self.environment.filters["runs"] = html_of_runs
        self.environment.filters["mm"] = lambda points: f"{points * MM_PER_POINT:.2f}mm"

    def render(self, template: str, language: Language, **context: Any) -> str:
        """Fill one template; what is wrong with it is a :class:`ReportError` with its file and line."""

        def gettext(message: str, **values: object) -> str:
            return set_text(language.gettext(message, **values), language.code)

        try:
            loaded = self.environment.get_template(template)
            return loaded.render(
                _=gettext, gettext=gettext, lang=language.code, direction=language.direction, **context
            )
        except Exception as error:
            # What goes wrong inside a template is a fault of the template, whatever its kind.
            problem = _template_problem(error)
            if not problem.file and not isinstance(error, TemplateError):
                raise
            raise ReportError([problem], ExitCode.TEMPLATE) from error

    def styles(self, *names: str) -> str:
        """Style sheets from the template folders, one after the other, for :func:`compiled`."""
        return joined(self._style(name) for name in names)

    def _style(self, name: str) -> Path:
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        raise ReportError(f"the style sheet {name} is missing", ExitCode.TEMPLATE)


def parse_template(source: str, file: str) -> tuple[Any, dict[int, str]]:
    """A template as the guard reads it: its syntax tree, and its comments by the line on which each ends.

    Raises :class:`ReportError` with file and line for a syntax error.
    """
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    try:
        tree, tokens = environment.parse(source, file, file), list(environment.lex(source, file, file))
    except TemplateSyntaxError as error:
        raise ReportError([_template_problem(error)], ExitCode.TEMPLATE) from error
    return tree, {line + text.count("\n"): text.strip() for line, kind, text in tokens if kind == "comment"}


def _template_problem(error: Exception) -> Problem:
    if isinstance(error, TemplateSyntaxError):
        return Problem(error.filename or error.name or "", error.lineno, 0, f"template: {error.message}")
    traceback, file, line = error.__traceback__, "", 0
    while traceback:
        name = traceback.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            file, line = name, traceback.tb_lineno
        traceback = traceback.tb_next
    return Problem(file, line, 0, f"template: {error}", hint="docs/templates.md lists what a template is given")


def html_of_runs(runs: Sequence[Run]) -> Markup:
    """Runs as escaped HTML: ``em``, ``strong``, ``a``, and ``span lang`` for another language."""
    return Markup("").join(_html_of_run(run) for run in runs)


def _html_of_run(run: Run) -> Markup:
    html = escape(run.text)
    if run.href:
        # The engine's links take plain text only; a link therefore keeps its words and drops other properties.
        return Markup('<a href="{}" title="{}">{}</a>').format(run.href, run.href, html)
    if run.strong:
        html = Markup("<strong>{}</strong>").format(html)
    if run.emphasis or run.kind == "publication":
        html = Markup("<em>{}</em>").format(html)
    if run.language:
        html = Markup('<span lang="{}">{}</span>').format(run.language, html)
    return html


def plan_snapshot(view: SnapshotView, text: Metrics, bold: Metrics, caution: float = 1.0) -> Plan:
    """Plan the pages of a snapshot from the words that will stand on them."""
    empty = Words(set_text(view.language.gettext("Nothing listed in this profile."), view.language.code))
    developed_title, potential_title = (
        set_text(view.language.gettext(title), view.language.code) for title in LIST_TITLES
    )
    titles = (developed_title, potential_title)
    copies = []
    for domain in view.domains:
        developed, potential = (tuple(_words(finding.text) for finding in listing.findings) for listing in domain.lists)
        copies.append(Copy(f"{domain.number}  {domain.name}", domain.definition, developed, potential, titles, empty))
    plan = fit(copies, text, bold, caution, _back_matter(view).pages(text))
    return replace(plan, cover=plan_cover(view.city, view.official, view.country, text, bold))


def _back_matter(view: SnapshotView) -> BackMatter:
    say = view.language.gettext

    def rows(themes: Iterable[ThemeRow]) -> tuple[Row, ...]:
        return tuple((row.name, _references(row.developed), _references(row.potential)) for row in themes)

    return BackMatter(
        view.about,
        view.how_to_read,
        view.caveat,
        rows(row for group in view.themes for row in group.mentioned),
        rows(row for group in view.themes for row in group.rows if not view.unsorted),
        (say("Well-developed areas"), say("Potential for development")),
        view.legend,
        ("".join(run.text for run in view.citation), view.source_url),
        view.imprint,
    )


def _references(findings: Sequence[FindingView]) -> str:
    return ", ".join(finding.local for finding in findings)


def _words(text: SetText) -> Words:
    """A text for the estimate of its lines; the engine hyphenates no words in another language than their text's."""
    words = (re.sub(r"\S+", rf"{WHOLE}\g<0>", run.text) if run.language else run.text for run in text.runs)
    return Words("".join(words), text.language)


def compose_snapshot(
    composer: Composer,
    view: SnapshotView,
    plan: Plan,
    theme: Theme,
    icons: Mapping[str, bytes],
    figures: Mapping[str, bytes],
    created: str,
    images: Mapping[str, bytes] = MappingProxyType({}),
    edition: Edition = SCREEN,
) -> Composed:
    """The HTML of a snapshot.

    ``icons`` maps domain slugs to SVG files, ``figures`` the names ``wheel``, ``map`` and ``qr`` to drawings; without a
    map or a QR code the pages do without. ``created`` is the date of the document, ISO 8601. ``images`` are
    files of the workspace that templates call ``mgi:images/<name>``.
    """
    resources = {f"icon-{slug}.svg": svg for slug, svg in icons.items()}
    resources |= {f"{name}.svg": svg for name, svg in figures.items()} | {"stripe.svg": stripe(theme, edition.bleed)}
    resources |= {f"images/{name}": data for name, data in images.items()}
    names = [f"{domain.number} {domain.name}" for domain in view.domains]
    tokens = {**theme.tokens(edition.inks), **edition.tokens}
    styles = compiled(composer.styles(*_STYLES, *edition.styles), tokens, view.language.direction)
    html = composer.render(
        "snapshot/snapshot.html.j2",
        view.language,
        view=view,
        version=__version__,
        created=created,
        plan=plan,
        pages=_pages(view, plan),
        boxes=[sector.label_box for sector in sectors()],
        dense_themes=sum(len(group.mentioned) for group in view.themes) > DENSE_ROWS,
        numbered_names=view.language.join(names),
        figures=set(figures),
        page_of={
            chunk.domain: number
            for number, page in enumerate(plan.pages, start=2)
            for chunk in reversed(page.chunks)
            if not chunk.continued
        },
        tokens=tokens,
        blanks=edition.blanks(plan.total),
        styles=styles,
    )
    return Composed(html, resources, styles)


def _pages(view: SnapshotView, plan: Plan) -> list[dict[str, Any]]:
    """The pages of domains as the template needs them: chunks with their slices of findings, and the space between."""
    pages = []
    for index, page in enumerate(plan.pages):
        chunks = []
        for chunk in page.chunks:
            domain = view.domains[chunk.domain]
            bounds = {"developed": chunk.developed, "potential": chunk.potential}
            lists = [
                {
                    "kind": listing.kind,
                    "findings": listing.findings[slice(*bounds[listing.kind])],
                    "empty": not listing.findings,
                }
                for listing in domain.lists
            ]
            chunks.append({"domain": domain, "lists": lists, "continued": chunk.continued})
        pages.append(
            {
                "chunks": chunks,
                "space": page.space,
                "rows": page.rows,
                "side": "verso" if (index + 2) % 2 == 0 else "recto",
            }
        )
    return pages
