"""Templates as syntax trees, and what the template library complains about in plain words.

The trees are those of Jinja2; who reads them tells nodes by their class names and imports nothing of the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from ..data.explain import did_you_mean
from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from ..workspace.places import guide
from . import jinja as library
from . import moved
from .jinja import missing, nodes
from .measures import Measures

BUILTIN = "builtin"
"""Before the name of a template: the built-in one, whatever the workspace has under that name."""

REORDER, EXTREMES, COUNTS = {"sort", "dictsort", "reverse"}, {"max", "min"}, {"length", "count", "sum"}
"""Filters that the guard refuses where they would rank places; none is proposed."""
_SYNTAX = "look before this place for a “{{”, “{%” or “{#” whose end is missing, or for one mark too many"
_TOLD = f"{guide('templates')} lists what a template is given"
_KINDS = {"Extends": "extends", "Include": "includes", "Import": "imports", "FromImport": "imports"}
_PLAIN_NAMES = {"str": "a text", "Markup": "a text", "list": "a list", "tuple": "a list", "dict": "a mapping"}


@dataclass(frozen=True)
class Reference:
    """Another template that one calls: how (``extends``, ``includes``, ``imports``), by what name, on which line.

    The name is empty where it is not known before the template is filled.
    """

    how: str
    name: str
    line: int
    may_be_missing: bool = False


def parse_template(source: str, file: str) -> tuple[Any, Mapping[int, str]]:
    """A template as the guard reads it: its syntax tree, and its comments by the line on which each ends.

    The same text is parsed once and its tree is shared, so nobody may change it. Raises :class:`ReportError` (template)
    with file and line for a syntax error.
    """
    try:
        return _parsed(source)
    except library.TemplateSyntaxError as error:
        error.filename = file
        raise ReportError([explain_template(error)], ExitCode.TEMPLATE) from error


@lru_cache(256)
def _parsed(source: str) -> tuple[Any, Mapping[int, str]]:
    environment = library.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    tree, tokens = environment.parse(source), environment.lex(source)
    return tree, {line + text.count("\n"): text.strip() for line, kind, text in tokens if kind == "comment"}


def references(tree: Any) -> Iterator[Reference]:
    """The templates that a template calls, in the order in which they stand in it."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        given = getattr(node.template, "value", "")
        names = [given] if isinstance(given, str) else list(given)
        for name in names:
            loose = getattr(node, "ignore_missing", False) or len(names) > 1
            yield Reference(_KINDS[type(node).__name__], name, node.lineno, loose)


def blocks(tree: Any) -> Iterator[tuple[str, int, bool]]:
    """The blocks of a template: name, line, and whether it stands inside another block."""
    parts = [part for block in tree.find_all(nodes.Block) for part in block.body]
    inner = {id(node) for part in parts for node in (part, *part.find_all(nodes.Block))}
    for block in tree.find_all(nodes.Block):
        yield block.name, block.lineno, id(block) in inner


def names_given(tree: Any) -> Iterator[tuple[str, int]]:
    """What a template asks for by name, with lines: what it does not make or import itself, and parts such as
    ``plan.gap``."""
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    own |= {node.target for node in tree.find_all(nodes.Import)}
    own |= {
        name[-1] if isinstance(name, tuple) else name for node in tree.find_all(nodes.FromImport) for name in node.names
    }
    for node in tree.find_all((nodes.Name, nodes.Getattr)):
        name = dotted(node)
        if name and name.partition(".")[0] not in own:
            yield name, node.lineno


def dotted(node: Any) -> str:
    """A name, or what is asked of one, as ``plan.gap``; nothing for anything else."""
    if isinstance(node, nodes.Name):
        return str(node.name)
    before = dotted(node.node) if isinstance(node, nodes.Getattr) else ""
    return f"{before}.{node.attr}" if before else ""


def loop_of(tree: Any, name: str, file: str) -> Problem | None:
    """The problem of a template that calls itself by its own name, which would never end."""
    for item in references(tree):
        if item.name == name:
            hint = f"to change the built-in one, say “{BUILTIN}/{name}”"
            message = f"template: this template {item.how} itself"
            return Problem(file, item.line, 0, message, hint=hint, kind=Kind.TEMPLATE_LOOP)
    return None


def is_document(tree: Any) -> bool:
    """Whether a template makes a whole document, alone or by what it extends."""
    return bool(tree.find(nodes.Extends)) or any("<!doctype" in data.data.lower() for data in _data(tree))


def is_blank(tree: Any) -> bool:
    """Whether a template prints nothing at all."""
    says = tree.find((nodes.Extends, nodes.Include, nodes.Block))
    parts = [part for output in tree.find_all(nodes.Output) for part in output.nodes]
    return not says and len(parts) == len(_data(tree)) and not any(data.data.strip() for data in _data(tree))


def _data(tree: Any) -> list[Any]:
    return list(tree.find_all(nodes.TemplateData))


def no_page(file: str) -> Problem:
    """The problem of a template that is filled and yet leaves nothing to typeset."""
    hint = "delete the file to have the built-in one again, or write what stands on the page"
    return Problem(file, message="the template gives no page", hint=hint, kind=Kind.NO_PAGE)


def no_template(name: str, known: Iterable[str]) -> tuple[str, str]:
    """Message and hint for the name of a template that there is not."""
    publication, _, file = name.removeprefix(f"{BUILTIN}/").partition("/")
    if gone := moved.gone("files", file, publication, f"{publication}/{{}}"):
        return f"template: {gone}", moved.SHOWN
    return f"template: there is no template {excerpt(name)}", did_you_mean(name, known, "look at its name and folder")


class Missing(library.StrictUndefined):
    """What a template asks for and is not given; the complaint about it knows the nearest name."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = library.UndefinedError
    ):
        told: Any = partial(_MissingError, obj, name) if exc is library.UndefinedError else exc
        super().__init__(hint, obj, name, told)


class _MissingError(library.UndefinedError):
    """A name that is not known, in the context (``owner`` is jinja2's ``missing``) or in something."""

    def __init__(self, owner: Any, name: Any, message: str) -> None:
        super().__init__(message)
        self.owner, self.name = owner, name


def explain_template(
    error: Exception, templates: Iterable[str] = (), given: Mapping[str, Any] | None = None, filters: Iterable[str] = ()
) -> Problem:
    """What went wrong in a template, with its file and line.

    ``templates`` are the names of all templates, ``given`` is what the template was given; both serve for the nearest
    name.
    """
    file, line = _place(error)
    message, hint, kind = str(error), _TOLD, Kind.TEMPLATE
    if isinstance(error, library.TemplateSyntaxError):
        file, line, kind = error.filename or error.name or "", error.lineno, Kind.TEMPLATE_SYNTAX
        unknown = message.split("'")[1] if message.startswith("No filter named") else ""
        hint = did_you_mean(unknown, sorted({*filters} - REORDER - EXTREMES - COUNTS), _TOLD) if unknown else _SYNTAX
    elif isinstance(error, library.TemplateNotFound):
        message, hint = no_template(str(error.name or message), templates)
        return Problem(file, line, 0, message, hint=hint, kind=Kind.TEMPLATE_MISSING)
    elif isinstance(error, library.SecurityError):
        name = message.split("'")[1] if "'" in message else ""
        message, hint = f"templates may not reach into the program{f' ({name})' if name else ''}", _TOLD
    elif isinstance(error, _MissingError):
        message, hint = _missing(error, given or {}, Path(file).parent.name)
        kind = Kind.TEMPLATE_NAME
    elif isinstance(error, RecursionError):
        message, hint = "it calls itself, or what it calls does", "look at what it extends, includes and imports"
        kind = Kind.TEMPLATE_LOOP
    message = message.splitlines()[0] if message else type(error).__name__
    return Problem(file, line, 0, f"template: {message}", hint=hint, kind=kind)


def _missing(error: _MissingError, given: Mapping[str, Any], publication: str) -> tuple[str, str]:
    name, owner = error.name, error.owner
    if gone := _gone(str(name), owner, publication):
        return gone, moved.SHOWN
    if owner is missing:
        return f"there is no {excerpt(name)} here", did_you_mean(str(name), given, _TOLD)
    if isinstance(owner, Mapping):
        known = [str(key) for key in owner]
    else:
        known = [known for known in dir(owner) if not known.startswith("_")]
    kind = type(owner).__name__
    whose = "nothing" if owner is None else _PLAIN_NAMES.get(kind, f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}")
    return f"{whose} has no {excerpt(name)}", did_you_mean(str(name), known, _TOLD)


def _gone(name: str, owner: Any, publication: str) -> str:
    """What is told of a name that an earlier version gave."""
    if isinstance(owner, Measures):
        return moved.gone_measure(name, publication)
    return moved.gone("given", name, publication) if owner is missing else moved.gone_part(name, publication)


def _place(error: Exception) -> tuple[str, int]:
    """File and line of the innermost template that an error came through."""
    traceback, file, line = error.__traceback__, "", 0
    while traceback:
        name = traceback.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            file, line = name, traceback.tb_lineno
        traceback = traceback.tb_next
    return file, line
