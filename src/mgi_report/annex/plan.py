"""What an annexed briefing is to be made of: everything read and checked before anything is made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from ..build.gather import gather
from ..build.manifest import check_place
from ..build.named import latest_taken, slug_of, unknown_language
from ..build.plan import BuildPlan, Result
from ..data.identity import names
from ..errors import ExitCode, Kind, Problem, ReportError, Severity, errors_of, excerpt
from ..pdf.guard import Guard, read_pdf
from ..snapshot.jobs import SnapshotJob
from ..text.languages import mark
from ..typeset.office.foreign import ENDINGS
from ..workspace.places import Workspace
from .sheets import SNAPSHOT

if TYPE_CHECKING:
    from ..data.model import Framework
    from ..pdf.binding import Glance
    from ..studio.studio import Studio
    from ..text.languages import Language
    from .looking import Seen

SHEETS = ("divider", "list", "both", "none")
_KINDS = (
    (re.compile("mgi-brief-"), mark("Brief")),
    (re.compile("mgi-compendium-.+-exchange-"), mark("Exchange sheet")),
    (re.compile("mgi-editions-"), mark("Two editions of a profile")),
    (re.compile("mgi-snapshot-"), SNAPSHOT),
)
"""How publications of ours are known, that are bound as annexes, by what they say they are."""
_LONGEST_TITLE = 300
_EMPTY_TITLE = re.compile(r"untitled( document| \d+)?|(microsoft (word|powerpoint|excel) - .*)|document ?\d*", re.I)


@dataclass(frozen=True)
class AnnexPlan:
    """What to bind, settled.

    ``annexes`` are cities as people type them, and PDFs of the user's own, in order. ``language`` and ``title`` (the
    word for an annex) are empty for those of the briefing's language; ``sheets`` is one of :data:`SHEETS`, or empty:
    a list where there are several annexes, so that readers find them in one place and on paper too, and for a single
    one, which needs no list, a divider that shows where the briefing ends. ``max_size`` is in bytes, 0 for any.
    """

    workspace: Workspace
    briefing: Path
    annexes: tuple[str | Path, ...]
    out: Path
    language: str = ""
    title: str = ""
    sheets: str = ""
    passwords: tuple[str, ...] = ()
    break_signature: bool = False
    strip_active: bool = False
    max_size: int = 0
    jobs: int = 0

    @property
    def chosen_sheets(self) -> str:
        """The sheets to make, after the choice that an empty name leaves to us."""
        return self.sheets or ("list" if len(self.annexes) > 1 else "divider")

    @property
    def cities(self) -> tuple[str, ...]:
        """The annexes that are cities."""
        return tuple(item for item in self.annexes if isinstance(item, str))

    @property
    def files(self) -> tuple[Path, ...]:
        """The PDFs of the user: the briefing, then the annexes of their own."""
        return (self.briefing, *(item for item in self.annexes if isinstance(item, Path)))


@dataclass(frozen=True)
class OwnFile:
    """A PDF of the user's own, or what was made of a text document: its bytes, and what was seen of it."""

    path: Path
    pdf: bytes
    looked: Seen

    @property
    def seen(self) -> Glance:
        """What it says of itself."""
        return self.looked.glance

    @property
    def password(self) -> str:
        """The password that opens it."""
        return self.looked.password

    @property
    def kind(self) -> str:
        """What it is, as a message, where it says that it is a publication of ours; else empty."""
        return next((kind for form, kind in _KINDS if form.match(self.seen.identifier)), "")

    @property
    def title(self) -> str:
        """Its title, or the name of the file where it has none that says anything."""
        title = self.seen.title
        known = self.path.stem if not title or _EMPTY_TITLE.fullmatch(title) else title
        return shorten(known, _LONGEST_TITLE, placeholder="…")


@dataclass(frozen=True)
class Bundle:
    """Everything that is to be bound, sound as far as can be seen before it is made.

    ``annexes`` are in order: a job for each city, a file for each PDF of the user. ``language`` is that of our sheets,
    ``spoken`` whether it is that of the snapshots too, and not each has that of its source.
    """

    briefing: OwnFile
    annexes: tuple[SnapshotJob | OwnFile, ...]
    studio: Studio
    language: Language
    spoken: bool
    warnings: tuple[Problem, ...]

    @property
    def files(self) -> tuple[OwnFile, ...]:
        """The PDFs of the user."""
        return (self.briefing, *(item for item in self.annexes if isinstance(item, OwnFile)))


def gather_annexes(plan: AnnexPlan, guard: Guard) -> Bundle:
    """Read and check everything, files of the user in ``guard``.

    Raises :class:`ReportError` with all problems at once.
    """
    from ..data.profile_files import load_framework

    result = Result()
    framework = load_framework(plan.workspace.framework)
    _refuse(result, [*_check_output(plan), *_check_files(plan), *_check_language(plan, framework.languages)])
    files = {path: _read(path, plan, guard, result) for path in dict.fromkeys(plan.files)}
    briefing = files[plan.briefing]
    spoken = plan.language or _published(briefing.seen.language if briefing else "", framework.languages)
    known = (spoken,) if spoken in framework.languages else ()
    build = BuildPlan(plan.workspace, plan.workspace.root / "reports", plan.cities, known, plan.jobs)
    jobs, studio = _gather_cities(build, framework, result)
    cities = {city: _job(city, jobs, result) for city in plan.cities}
    _refuse(result, _check_cities([(city, cities[city]) for city in plan.cities]))
    if errors := errors_of(result.problems):
        raise ReportError(errors, result.exit_code)
    assert briefing is not None
    annexes = [files[item] if isinstance(item, Path) else cities[item] for item in plan.annexes]
    language = studio.language(spoken or (jobs[0].language if jobs else framework.languages[0]))
    sound = tuple(item for item in annexes if item is not None)
    return Bundle(briefing, sound, studio, language, bool(spoken), tuple(result.problems))


def _refuse(result: Result, problems: Iterable[Problem]) -> None:
    if problems := list(problems):
        result.add(problems, ExitCode.USAGE)


def _gather_cities(build: BuildPlan, framework: Framework, result: Result) -> tuple[list[SnapshotJob], Studio]:
    from ..studio.studio import Studio

    if build.cities:
        try:
            gathered = gather(build)
            result.add(gathered.problems, gathered.exit_code)
            return gathered.jobs, gathered.studio
        except ReportError as error:
            result.add(error.problems, error.exit_code)
    return [], Studio(build.workspace, framework)


def _check_output(plan: AnnexPlan) -> Iterator[Problem]:
    out = plan.out
    if out.suffix.lower() != ".pdf":
        yield Problem(str(out), message="the volume is a PDF", hint="end the name behind -o in .pdf", kind=Kind.USAGE)
    elif problem := check_place(out):
        yield problem
    else:
        for path in plan.files:
            if _same_file(out, path):
                message = f"binding would write over {path}, which goes into the volume"
                yield Problem(str(out), message=message, hint="name another file behind -o", kind=Kind.USAGE)
                return


def _check_files(plan: AnnexPlan) -> Iterator[Problem]:
    if not plan.annexes:
        yield Problem(message="there is nothing to annex", hint="name cities, or PDFs of your own", kind=Kind.USAGE)
    for index, path in enumerate(plan.files):
        if any(_same_file(path, other) for other in plan.files[:index]):
            yield Problem(
                str(path), message="this file is named twice", hint="each part is bound once", kind=Kind.USAGE
            )


def _check_cities(cities: Iterable[tuple[str, SnapshotJob | None]]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for city, job in cities:
        if job is not None and job.key in seen:
            value = excerpt(city if city == seen[job.key] else f"{seen[job.key]}, {city}")
            yield Problem(message="a city is named twice", value=value, hint="each part is bound once", kind=Kind.USAGE)
        elif job is not None:
            seen[job.key] = city


def _check_language(plan: AnnexPlan, known: Sequence[str]) -> Iterator[Problem]:
    if plan.language and plan.language not in known:
        yield unknown_language(plan.language, known)


def _same_file(one: Path, other: Path) -> bool:
    """Whether two paths are one file, through links of any kind."""
    try:
        return one.samefile(other)
    except OSError:
        return one.resolve() == other.resolve()


def _published(tag: str, languages: Sequence[str]) -> str:
    """The language of publication that a language tag means, if there is one: ``es-CO`` → ``es``."""
    known = {code.lower(): code for code in languages}
    return known.get(tag.lower()) or known.get(tag.lower().split("-")[0], "")


def _read(path: Path, plan: AnnexPlan, guard: Guard, result: Result) -> OwnFile | None:
    try:
        pdf = read_pdf(path)
        if path.suffix.lower() in ENDINGS:
            pdf = _converted(pdf, path, result)
        given = (pdf, str(path), plan.passwords, plan.break_signature)
        seen = guard.call("mgi_report.annex.looking:look", *given, files=[str(path)], size=len(pdf))
        return OwnFile(path, pdf, seen)
    except OSError as error:
        message, hint = f"cannot read this file ({error.strerror})", "look at its name and at your rights in its folder"
        if path == plan.briefing and path.suffix.lower() not in (".pdf", *ENDINGS):
            hint = "the briefing, a PDF, .docx or .odt, comes first, and the cities behind it"
        problem = Problem(str(path), message=message, hint=hint, kind=Kind.UNREADABLE)
        result.add([problem], ExitCode.USAGE)
    except ReportError as error:
        result.add(error.problems, error.exit_code)
    return None


def _converted(data: bytes, path: Path, result: Result) -> bytes:
    """A text document as PDF, which is told; raises :class:`ReportError` where it cannot be had."""
    from ..typeset.office.foreign import check_document
    from ..typeset.office.libreoffice import to_pdf

    check_document(data, path)
    pdf, version = to_pdf(data, path)
    hint = "look through its pages; fonts that this machine lacks are others there"
    told = Problem(
        str(path), message=f"{version} made a PDF of it", hint=hint, severity=Severity.WARNING, kind=Kind.NOT_KEPT
    )
    result.add([told])
    return pdf


def _job(city: str, jobs: Sequence[SnapshotJob], result: Result) -> SnapshotJob | None:
    """The latest of the editions of a city that are meant; nothing for a city with a problem of its own."""
    slug = slug_of(city)
    meant = [job for job in jobs if slug in names(job.file)]
    meant.sort(key=lambda job: job.language == job.profile.source.language)  # of several languages that of the source
    found = sorted({job.file: job for job in meant}.values(), key=lambda job: job.profile.edition)
    if len(found) > 1:
        result.add([latest_taken(city, (job.profile.identity for job in found))])
    return found[-1] if found else None
