"""Saved pages → files: every page is read and checked on its own, and written last, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..cache import write_atomically
from ..errors import ExitCode, Problem, ReportError, errors_of
from ..fields import MAX_TEXT
from ..identity import peek, slug_of
from ..load import LIMITS, load_framework, profile_of
from ..markup import escape
from ..model import KINDS, Framework
from ..yamltree import Tree, parse_tree
from .domains import settle
from .draft import Draft, DraftFinding, as_yaml
from .facts import Facts, read_facts
from .items import Item
from .labels import Kind
from .lines import doubt, fault
from .page import Page, read_page
from .places import code_candidates
from .structure import Block, Role, Structure
from .topics import propose

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class ImportPlan:
    """What to import, settled. ``out`` is a folder, or the file of a single page; ``schema`` may not exist."""

    pages: tuple[Path, ...]
    out: Path
    framework: Path
    schema: Path
    city: str = ""
    country: str = ""
    edition: str = ""
    language: str = ""
    force: bool = False
    dry_run: bool = False

    @property
    def folder(self) -> Path:
        """The folder of the profiles."""
        return self.out.parent if self.is_file else self.out

    @property
    def is_file(self) -> bool:
        """Whether a file is named and not a folder."""
        return self.out.suffix in _SUFFIXES


@dataclass
class Imported:
    """What became of one page. ``draft`` is none where it could not be taken over; ``written`` tells the rest."""

    page: Path
    file: Path | None = None
    draft: Draft | None = None
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    roles: Mapping[Role, list[tuple[int, int]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    written: bool = False

    @property
    def failed(self) -> bool:
        """Whether anything stands against taking the page over."""
        return bool(errors_of(self.problems))


def import_pages(plan: ImportPlan) -> tuple[list[Imported], ExitCode]:
    """Import every page of a plan; a page that fails does not stop the others.

    Raises :class:`ReportError` only where nothing can be imported at all, because the framework is broken.
    """
    framework = load_framework(plan.framework)
    shelf = _Shelf(plan)
    results = []
    for page in plan.pages:
        result = Imported(page)
        results.append(result)
        try:
            _import_page(plan, result, framework, shelf)
        except ReportError as error:
            result.problems += error.problems
    return results, ExitCode.DATA if any(result.failed for result in results) else ExitCode.DONE


def _import_page(plan: ImportPlan, result: Imported, framework: Framework, shelf: _Shelf) -> None:
    page = read_page(result.page)
    structure = Structure(page)
    blocks, problems = settle(structure)
    result.problems += [*page.doubts, *structure.doubts, *problems]
    result.lines = {slug: _extent(block) for slug, block in blocks.items()}
    if not blocks:
        return
    facts = read_facts(structure, country=plan.country, edition=plan.edition, language=plan.language)
    result.problems += [*facts.problems, *_oddities(page, structure)]
    result.roles = _by_role(structure)
    if result.failed or facts.place is None:
        return
    result.draft = _draft(plan, page, facts, blocks, framework, result, shelf)
    if result.draft:
        raw = as_yaml(result.draft, _schema(plan)).encode()
        result.problems += _check(raw, result.draft, result.page, framework)
        shelf.place(result)
        if not result.failed and not plan.dry_run and result.file:
            write_atomically(result.file, raw)
            result.written = True


def _draft(
    plan: ImportPlan,
    page: Page,
    facts: Facts,
    blocks: Mapping[str, Block],
    framework: Framework,
    result: Imported,
    shelf: _Shelf,
) -> Draft | None:
    assert facts.place is not None
    city = plan.city or slug_of(facts.place.name)
    if not city:
        message = f"no slug can be made of the name “{facts.place.name}”"
        result.problems.append(fault(page.file, 0, message, hint="give one with --city, in letters a-z"))
        return None
    return Draft(
        city=city,
        edition=facts.edition,
        code=shelf.code(city, facts.edition, facts.country),
        level="national" if facts.place.national else "local",
        name=facts.place.name,
        official=facts.official,
        country=facts.country,
        title=facts.title,
        language=facts.language,
        url=page.address,
        introduction=_introduction(page, facts, result),
        findings={
            slug: {
                kind: [_finding(item, slug, framework, facts.language) for item in block.parts[Kind(kind)].items]
                for kind in KINDS
            }
            for slug, block in blocks.items()
        },
    )


def _finding(item: Item, slug: str, framework: Framework, language: str) -> DraftFinding:
    return DraftFinding(item.words, tuple(propose(item.words, slug, framework, language)), item.first)


def _introduction(page: Page, facts: Facts, result: Imported) -> str:
    """The paragraphs of the introduction, as many as the first page has room for."""
    limit = LIMITS[("introduction",)]
    kept: list[str] = []
    for paragraph in facts.introduction:
        if len(escape(" ".join([*kept, paragraph]))) > limit:
            message = f"the introduction has no room for this paragraph, at most {limit:,} characters; not taken over"
            result.problems.append(doubt(page.file, facts.introduction_line, message, paragraph))
            break
        kept.append(paragraph)
    if not facts.introduction:
        message = "no introduction was found; the profile has none"
        result.problems.append(doubt(page.file, 0, message, hint="write one, if you like, as “introduction: …”"))
    return " ".join(kept)


def _oddities(page: Page, structure: Structure) -> list[Problem]:
    """What a careful reader would look at in the findings."""
    problems = []
    seen: dict[str, int] = {}
    stops = sum(item.lines[-1].ends_sentence for item in structure.findings)
    for item in structure.findings:
        if len(escape(item.words)) > MAX_TEXT:
            message = f"the finding has {len(item.words):,} characters; at most {MAX_TEXT:,} fit"
            problems.append(fault(page.file, item.first, message, item.words, "look whether several became one"))
        if item.words in seen:
            message = f"the same finding stands on line {seen[item.words]} already"
            problems.append(doubt(page.file, item.first, message, item.words))
        seen.setdefault(item.words, item.first)
        if " • " in item.words:
            problems.append(doubt(page.file, item.first, "a bullet stands within this finding", item.words))
        links = [link for line in item.lines for link in line.links]
        if links:
            problems.append(doubt(page.file, item.first, "a link in this finding was not taken over", links[0]))
    if structure.findings and stops == len(structure.findings) - 1:
        item = next(item for item in structure.findings if not item.lines[-1].ends_sentence)
        message = "only this finding ends without a full stop; is it whole?"
        problems.append(doubt(page.file, item.last, message, item.words[-50:]))
    if not page.whole:
        problems.append(doubt(page.file, 0, "the end of the HTML page is missing; was it saved whole?"))
    return problems


def _check(raw: bytes, draft: Draft, page: Path, framework: Framework) -> list[Problem]:
    """What `mgi-report check` would say of the profile, apart from what the importer says itself."""
    problems: list[Problem] = []
    profile_of(parse_tree(raw, Tree(file=str(page))), framework, problems)
    return [
        fault(str(page), 0, f"{problem.message} ({problem.path})", problem.value.strip("“”"), problem.hint)
        for problem in errors_of(problems)
    ]


def _extent(block: Block) -> tuple[int, int]:
    lasts = [item.last for part in block.parts.values() for item in part.items]
    return block.first.number, max(lasts, default=block.first.last)


def _by_role(structure: Structure) -> dict[Role, list[tuple[int, int]]]:
    """For every role the ranges of lines that have it; lines that follow each other are one range."""
    ranges: dict[Role, list[tuple[int, int]]] = {}
    before: Role | None = None
    for line in sorted(structure.roles, key=lambda line: line.number):
        role = structure.roles[line]
        found = ranges.setdefault(role, [])
        if found and role is before:
            found[-1] = (found[-1][0], max(line.last, found[-1][1]))
        else:
            found.append((line.number, line.last))
        before = role
    return ranges


def _schema(plan: ImportPlan) -> str:
    return Path(os.path.relpath(plan.schema, plan.folder)).as_posix() if plan.schema.is_file() else ""


class _Shelf:
    """The profiles that are there, and those that this run adds: who has which file, which identity, which code."""

    def __init__(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.taken: dict[Path, Path] = {}
        self.known: dict[Path, tuple[str, str, str]] = {}
        files: Iterable[Path] = plan.folder.iterdir() if plan.folder.is_dir() else ()
        for file in sorted(files):
            if file.suffix in _SUFFIXES and not file.name.startswith("."):
                data = peek(file).data
                self.known[file] = (data.get("city", ""), data.get("edition", ""), data.get("code", ""))

    def code(self, city: str, edition: str, country: str) -> str:
        """Three letters that no other city has, those of another edition of the same city where the year differs."""
        for own, other, code in self.known.values():
            if own == city and code and (other == edition or other[:4] != edition[:4]):
                return code
        used = {code for _, _, code in self.known.values()}
        candidates = code_candidates(city, country)
        return next(code for code in candidates if code not in used)

    def place(self, result: Imported) -> None:
        """Choose the file of a profile; what stands against it goes to the problems of the page."""
        draft = result.draft
        assert draft is not None
        result.file = file = self._file(draft)
        page, shown = str(result.page), _shown(file)
        twin = next((path for path, known in self.known.items() if known[:2] == (draft.city, draft.edition)), None)
        if file in self.taken:
            message = f"{self.taken[file]} gives the same profile, {draft.identity}"
            result.problems.append(fault(page, 0, message, hint="import one of them, or give --city or --edition"))
        elif twin and twin != file:
            hint = f"replace it with --out {_shown(twin)} --force, or give --city or --edition"
            message = f"{draft.identity} stands in {_shown(twin)} already"
            result.problems.append(fault(page, 0, message, hint=hint))
        elif file.exists() and not self.plan.force:
            hint = "replace it with --force, or name another file with --out"
            result.problems.append(fault(page, 0, f"{shown} is there already and stays as it is", hint=hint))
        if not result.failed:
            self.taken[file] = result.page
            self.known[file] = (draft.city, draft.edition, draft.code)

    def _file(self, draft: Draft) -> Path:
        if self.plan.is_file:
            return self.plan.out
        file = self.plan.out / f"{draft.city}.yaml"
        city, edition, _ = self.known.get(file, ("", "", ""))
        another_edition = city == draft.city and edition not in ("", draft.edition)
        return self.plan.out / f"{draft.identity}.yaml" if another_edition else file


def _shown(file: Path) -> str:
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)
