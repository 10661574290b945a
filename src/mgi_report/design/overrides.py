"""A workspace's own templates and style sheets against the built-in ones: what overrides nothing, or itself.

A file or a block under a name that nothing asks for is passed over in silence when pages are made; here it is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..data.explain import did_you_mean
from ..errors import Kind, Problem, ReportError, Severity, excerpt
from ..workspace.pictures import answering
from ..workspace.places import Workspace, builtin, guide
from . import templates
from .calls import PAGE_TOKENS, called_in, check_calls
from .hiding import check_hiding
from .measures import load_measures, publications
from .moved import MOVED, SHOWN, gone, gone_measure
from .palette import light
from .sources import SHEETS, TABLES, TEMPLATES, check_sources, read_source, source_files
from .stylesheets import LAST, LAST_ON_WEB
from .theme import Theme

_TOLD = 4  # measures that are named


@dataclass(frozen=True)
class _Shelf:
    """The templates of one folder by name, as syntax trees; those that cannot be read are left out.

    ``sheets`` are the names of style sheets and tables of measures.
    """

    folder: Path
    trees: Mapping[str, Any]
    sheets: frozenset[str]

    @classmethod
    def of(cls, folder: Path) -> _Shelf:
        trees = {}
        for file in source_files([folder], TEMPLATES):
            try:
                trees[_name(file, folder)], _ = templates.parse_template(read_source(file), str(file))
            except ReportError:  # told by the check of templates
                continue
        return cls(folder, trees, frozenset(_name(file, folder) for file in source_files([folder], SHEETS, TABLES)))

    def file(self, name: str) -> str:
        return str(self.folder / name)


def check_overrides(workspace: Workspace, theme: Theme | None) -> list[Problem]:
    """What in the templates and style sheets of a workspace has no effect, does not end, or calls what there is not.

    Tokens are judged only with the theme that says which there are; templates that cannot be read are told elsewhere.
    """
    if workspace.root == builtin() or not (workspace.root / "templates").is_dir():
        return []
    own, ours = _Shelf.of(workspace.root / "templates"), _Shelf.of(builtin() / "templates")
    sheets = source_files([own.folder], SHEETS)
    problems = [*check_sources(sheets), *check_hiding(sheets, theme), *_unused(own, ours)]
    for name, tree in own.trees.items():
        if loop := templates.loop_of(tree, name, own.file(name)):
            problems.append(loop)
            continue
        problems += _unknown_references(name, own, ours)
        problems += [*_unknown_blocks(name, own, ours), *_no_more_given(name, own)]
        if name in ours.trees and templates.is_document(ours.trees[name]) and templates.is_blank(tree):
            problems.append(templates.no_page(own.file(name)))
    folders, measures = workspace.paths("templates"), {}
    for publication in publications(ours.folder):
        try:
            measures[publication] = load_measures(folders, publication).tokens
        except ReportError as error:
            problems += error.problems
            measures[publication] = load_measures([ours.folder], publication).tokens
    problems += _uncalled(own, ours, measures)
    tokens = {*theme.tokens(), *PAGE_TOKENS} if theme else None
    calls = measures | {"html": light(theme)} if theme else measures
    return problems + check_calls(own.folder, folders, tokens, calls, answering(workspace.pictures()))


def _name(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()


def _unused(own: _Shelf, ours: _Shelf) -> Iterator[Problem]:
    """Files under names that nothing asks for."""
    calls = [item.name for shelf in (own, ours) for tree in shelf.trees.values() for item in templates.references(tree)]
    known = sorted({*ours.trees, *ours.sheets} - {MOVED})
    files = [_name(file, own.folder) for file in source_files([own.folder], TEMPLATES, SHEETS, TABLES)]
    for name in files:
        # A name that is put together when a template is filled may be any.
        called = name in calls or (name.endswith(TEMPLATES) and "" in calls)
        if name in known or called or name in (LAST, LAST_ON_WEB, MOVED):
            continue
        same = [item for item in known if item.rpartition("/")[2] == name.rpartition("/")[2]]
        hint = did_you_mean(name, same or known, f"{guide('templates')} lists the files; or include it in one of them")
        message = "this file overrides nothing: no built-in file has its name, and no template includes it"
        publication, _, file = name.partition("/")
        if told := gone("files", file, publication, f"{publication}/{{}}"):
            message, hint = told, SHOWN
        kind = Kind.OVERRIDES_NOTHING
        yield Problem(own.file(name), message=message, hint=hint, severity=Severity.WARNING, kind=kind)


def _uncalled(own: _Shelf, ours: _Shelf, measures: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Files that do not call measures which the built-in ones call, and by which pages are planned all the same."""
    own_files = [_name(file, own.folder) for file in source_files([own.folder])]
    for publication, known in measures.items():
        built_in = [_name(file, ours.folder) for file in source_files([ours.folder / publication])]
        theirs = [name for name in own_files if name.partition("/")[0] not in {*measures} - {publication}]
        calls = {name: called_in(Path(ours.file(name))) for name in built_in}
        called = {call for name in built_in if name not in theirs for call in calls[name]}
        called |= {call for name in theirs for call in called_in(Path(own.file(name)))}
        for name in sorted({*theirs} & {*built_in}):
            if lost := [measure for measure in known if measure in calls[name] - called]:
                listed = ", ".join(excerpt(f"--{measure}") for measure in lost[:_TOLD])
                more = " …" if len(lost) > _TOLD else ""
                message = f"measures by which pages are planned are called nowhere any more: {listed}{more}"
                hint = f"call them here, or keep to what the table of measures says ({guide('templates')}, Measures)"
                told, kind = Severity.WARNING, Kind.MEASURE_UNCALLED
                yield Problem(own.file(name), message=message, hint=hint, severity=told, kind=kind)


def _unknown_references(name: str, own: _Shelf, ours: _Shelf) -> Iterator[Problem]:
    known = {*own.trees, *ours.trees, *(f"{templates.BUILTIN}/{item}" for item in ours.trees)}
    there = known | {_name(file, own.folder) for file in source_files([own.folder])}
    for item in templates.references(own.trees[name]):
        if item.name and item.name not in there and not item.may_be_missing:
            message, hint = templates.no_template(item.name, sorted(known - {name}))
            yield Problem(own.file(name), item.line, 0, message, hint=hint, kind=Kind.TEMPLATE_MISSING)


def _unknown_blocks(name: str, own: _Shelf, ours: _Shelf) -> Iterator[Problem]:
    """Blocks that none of the templates has which a template extends."""
    parents = list(_parents(name, own, ours))
    if not parents or parents[-1] is None:
        return
    known = sorted({block for tree in parents for block, _, _ in templates.blocks(tree)})
    for block, line, inside in templates.blocks(own.trees[name]):
        if block not in known and not inside:
            message = f"the block {excerpt(block)} overrides nothing: what this template extends has none of that name"
            hint = did_you_mean(block, known, f"its blocks are {', '.join(known)}" if known else "it has no blocks")
            if told := gone("blocks", block, name.partition("/")[0]):
                message = told
            kind = Kind.OVERRIDES_NOTHING
            yield Problem(own.file(name), line, 0, message, hint=hint, severity=Severity.WARNING, kind=kind)


def _no_more_given(name: str, own: _Shelf) -> Iterator[Problem]:
    """What an earlier version gave the templates of a publication, or drew for them."""
    publication = name.partition("/")[0]
    told = {}
    for given, line in templates.names_given(own.trees[name]):
        whose, _, measure = given.partition(".")
        old = gone_measure(measure, publication) if whose == "measures" else gone("given", given, publication)
        told[line, given] = old
    for (line, _), message in sorted(told.items()):
        if message:
            yield Problem(own.file(name), line, 0, f"template: {message}", hint=SHOWN, kind=Kind.TEMPLATE_NAME)


def _parents(name: str, own: _Shelf, ours: _Shelf) -> Iterator[Any]:
    """The trees of what a template extends, the nearest first; nothing at the end where that is not known."""
    tree, seen = own.trees[name], {name}
    while extended := next((item for item in templates.references(tree) if item.how == "extends"), None):
        parent = extended.name
        plain = parent.removeprefix(f"{templates.BUILTIN}/")
        tree = ours.trees.get(plain) if plain != parent else own.trees.get(parent, ours.trees.get(parent))
        if parent in seen or tree is None:
            yield None
            return
        seen.add(parent)
        yield tree
