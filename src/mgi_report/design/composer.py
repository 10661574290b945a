"""The template environment: templates and what they are given → HTML.

Templates are strict: an undefined name is an error, everything is escaped, and text from the data reaches them only as
runs, so that nothing in a profile can become markup or template code. They run in a sandbox, because a workspace may
come from somebody else.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from ..errors import ExitCode, Kind, Problem, ReportError
from ..text.languages import Language, is_mirrored
from ..text.markup import Run
from ..text.reader import Reader
from ..text.typography import is_right_to_left
from ..text.units import MM_PER_POINT
from ..workspace.cache import seal, sealed
from . import jinja as library
from .calls import check_page, defined_in
from .measures import Measures, load_measures
from .sources import TEMPLATES, read_source, source_files
from .stylesheets import LAST, Styles, joined, with_tokens_inside
from .templates import BUILTIN, Missing, explain_template, loop_of, no_page, parse_template, references

_NOTHING_SHOWN = re.compile(r"<!--.*?-->|<head\b.*?</head\s*>|<!doctype[^>]*>|</?(?:html|body)\b[^>]*>", re.S | re.I)


_SPOKEN = re.compile(r'(<([a-z][a-z0-9]*)\b(?![^<>]*\sdir=)[^<>]*?\slang="([A-Za-z0-9-]+)")([^<>]*>.*?</\2>)', re.S)


def _directed(html: str, direction: str) -> str:
    """A page on which words in a language of the other direction say so, where they are in its letters."""

    def told(found: re.Match[str]) -> str:
        head, _, code, rest = found.groups()
        own = "rtl" if is_mirrored(code) and is_right_to_left(rest) else "ltr"
        return (
            f"{head}{_directed(rest, direction)}" if own == direction else f'{head} dir="{own}"{_directed(rest, own)}'
        )

    return _SPOKEN.sub(told, html)


class _Compiled(library.BytecodeCache):
    """Templates as they were compiled, in the user's own folder and with their checksums."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Any) -> None:
        """Take a template that was kept whole."""
        if kept := sealed(self._file(bucket)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Any) -> None:
        """Keep a compiled template."""
        with contextlib.suppress(OSError):
            seal(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Any) -> Path:
        return self._folder / f"template_{bucket.key}.kept"


class Composer:
    """Fills templates. One serves any number of documents."""

    def __init__(self, templates: Sequence[Path], cache: Path | None = None) -> None:
        self.folders = tuple(templates)
        self._measures: dict[str, Measures] = {}
        bytecode = _Compiled(cache) if cache is not None else None
        # A changed template can extend or include the built-in one of the same name as “builtin/…”.
        loader: library.BaseLoader = library.ChoiceLoader(
            [_Files(templates), library.PrefixLoader({BUILTIN: _Files(templates[-1:])})]
        )
        self.environment = library.Environment(
            loader=loader,
            autoescape=True,
            undefined=Missing,
            bytecode_cache=bytecode,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n"],
        )
        self.environment.filters["runs"] = html_of_runs
        self.environment.filters["mm"] = lambda points: f"{points * MM_PER_POINT:.2f}mm"

    def render(self, template: str, language: Language, **context: Any) -> str:
        """Fill one template; what is wrong with it is a :class:`ReportError` with its file and line.

        Tokens that its elements call in styles of their own are put in, as in the style sheets that it is given.
        """
        say = Reader(language).say
        given = context | {"_": say, "gettext": say, "lang": language.code, "direction": language.direction}
        try:
            loaded = self.environment.get_template(template)
            html = loaded.render(given)
        except ReportError:
            raise
        except Exception as error:
            # What goes wrong inside a template is a fault of the template, whatever its kind.
            names = [name for name in self.environment.list_templates() if name.endswith(TEMPLATES)]
            problem = explain_template(error, names, given, self.environment.filters)
            if not problem.file and not isinstance(error, library.TemplateError):  # it came through no template
                raise
            loops = self._loops() if isinstance(error, RecursionError) else []
            raise ReportError(loops or [problem], ExitCode.TEMPLATE) from error
        if not _NOTHING_SHOWN.sub("", html).strip():
            raise ReportError([no_page(self._blamed(template))], ExitCode.TEMPLATE)
        html = _directed(html, language.direction)
        styles = given.get("styles")
        return with_tokens_inside(html, styles.tokens) if isinstance(styles, Styles) else html

    def _loops(self) -> list[Problem]:
        """Templates that call themselves by their own names."""
        found = []
        for folder in self.folders:
            for file in source_files([folder], TEMPLATES):
                tree, _ = parse_template(read_source(file), str(file))
                if loop := loop_of(tree, file.relative_to(folder).as_posix(), str(file)):
                    found.append(loop)
        return found

    def _blamed(self, template: str) -> str:
        """The file of a template, or of the first that it extends which is not built in."""
        name = template
        while name:
            file = Path(str(self.environment.get_template(name).filename))
            if not file.is_relative_to(self.folders[-1]):
                return str(file)
            tree, _ = parse_template(read_source(file), str(file))
            name = next((item.name for item in references(tree) if item.how == "extends"), "")
        return str(self.environment.get_template(template).filename)

    def faults(self, html: str, resources: Mapping[str, bytes], tokens: Iterable[str]) -> tuple[Problem, ...]:
        """What a page calls that there is not: pictures and tokens."""
        return check_page(html, resources, tokens, self.folders, lambda: self._defined)

    @cached_property
    def _defined(self) -> frozenset[str]:
        return defined_in(self.folders)

    def measures(self, publication: str) -> Measures:
        """The measures of a publication, read once; raises :class:`ReportError` as :func:`load_measures` does."""
        if publication not in self._measures:
            self._measures[publication] = load_measures(self.folders, publication)
        return self._measures[publication]

    def styles(self, *names: str) -> str:
        """Style sheets from the template folders, one after the other, for :func:`compiled`; last a workspace's own."""
        return joined([*map(self._style, names), *self._own(LAST)], self.folders)

    def source(self, name: str, last: str = "") -> str:
        """The text of a style sheet or script from the template folders, and behind it that of a workspace's own."""
        return "\n".join(map(read_source, [self._style(name), *(self._own(last) if last else ())]))

    def _own(self, name: str) -> list[Path]:
        return [file for folder in self.folders if (file := folder / name).is_file()]

    def _style(self, name: str) -> Path:
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        raise ReportError(f"the file templates/{name} is missing", ExitCode.TEMPLATE, kind=Kind.FILE_MISSING)


class _Files(library.FileSystemLoader):
    """Templates in folders; one that is not UTF-8 is a :class:`ReportError` with line and column."""

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template and its file; none is looked at again."""
        for folder in self.searchpath:
            file = Path(folder).joinpath(*library.split_template_path(template))
            if file.is_file():
                return read_source(file), str(file), lambda: True
        raise library.TemplateNotFound(template)


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
