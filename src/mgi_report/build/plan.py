"""What a build is asked for, and what comes of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..design.editions import PRESS, SCREEN, PressOptions, editions_named
from ..errors import ExitCode, Problem
from ..workspace.cache import digest
from ..workspace.unforeseen import known

if TYPE_CHECKING:
    from pathlib import Path

    from ..pdf.proof import Verdict
    from ..studio.jobs import J, Made, Progress
    from ..workspace.places import Workspace

ALL = ("all",)
PAGES = (".html", ".htm")
"""What the names of web pages end in."""
BESIDE = (*PAGES, ".docx")
"""What the names of files end in that are no PDF and lie beside one."""
DRAFTS = "drafts"
"""The folder of a workspace for snapshots that were refused."""


@dataclass(frozen=True)
class BuildPlan:
    """What to build, settled: nothing below asks for options again. No cities and no languages mean all.

    ``editions`` are names in the table of :mod:`editions`; none means the screen edition. ``regions`` are slugs of
    regions whose compendia are made, ``all`` for every one; where only regions are named, the cities are theirs.
    ``full`` has the whole snapshots of the cities in a compendium; with ``exchange``
    nothing is made but the sheets of these cities in the regions, in all that have them where none is named; with
    ``briefs`` nothing but the briefs of these themes and domains, of the cities or else of each region, with ``whole``
    findings however many pages they take. With
    ``draft`` snapshots that are refused are kept, marked, in :attr:`drafts`. ``html``
    makes the HTML edition beside the screen edition, ``single_file`` pages of it that need no other besides, and
    ``base_url``, which ends in a slash, is where the output folder will lie on the web; ``docx`` makes Word files. An
    ``executor``, as ``module:factory``, does the work instead of processes here; of the cities, a ``shard`` such as the
    second of eight is made. ``since`` is an earlier edition: snapshots of later ones of a city have a leaf that puts
    both side by side; with ``compared`` nothing is made but documents of the two editions that ``cities`` name, the
    older first.
    """

    workspace: Workspace
    out: Path
    cities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    jobs: int = 0
    force: bool = False
    editions: tuple[str, ...] = ()
    press: PressOptions = field(default_factory=PressOptions)
    regions: tuple[str, ...] = ()
    full: bool = False
    exchange: tuple[str, ...] = ()
    html: bool = False
    single_file: bool = False
    base_url: str = ""
    docx: bool = False
    draft: bool = False
    executor: str = ""
    shard: tuple[int, int] = (1, 1)
    since: str = ""
    compared: bool = False
    briefs: tuple[str, ...] = ()
    whole: bool = False

    def key(self) -> str:
        """A fingerprint of the plan itself."""
        return digest(
            str(self.workspace.root),
            str(self.out),
            *self.cities,
            "/",
            *self.languages,
            "/",
            *(edition.name for edition in editions_named(self.editions)),
            repr(self.press),
            *self.regions,
            str(self.full),
            *self.exchange,
            "/",
            *self.briefs,
            str(self.whole),
            repr((self.html, self.single_file, self.base_url, self.docx, self.shard, self.since, self.compared)),
            os.environ.get("SOURCE_DATE_EPOCH", ""),
        )

    @property
    def drafts(self) -> Path | None:
        """Where refused snapshots go, outside of the output folder; nothing where nobody asks for them."""
        return self.workspace.root / DRAFTS if self.draft else None

    @property
    def publication(self) -> str:
        """What kind of publication is asked for, as far as one is made without others."""
        return "brief" if self.briefs else "editions" if self.compared else "snapshot"

    @property
    def is_single(self) -> bool:
        """Whether a single snapshot or brief is asked for, so that there is no work for several workers."""
        one = len(self.languages) < 2 and self.languages != ALL and self.briefs != ALL
        if self.briefs:
            one = one and len(self.briefs) == 1 and bool(self.languages or not self.regions)
        else:
            one = one and len(self.cities) == 1 and not self.regions
        editions = editions_named(self.editions)
        return one and len(editions) == 1 and not editions[0].for_press and self.jobs != 1 and not self.executor

    @property
    def has_twins(self) -> bool:
        """Whether pages of the screen edition are those of the press edition too."""
        return {SCREEN, PRESS} <= {*editions_named(self.editions)}


@dataclass(frozen=True)
class Built:
    """One output file: path relative to the output folder, pages, bytes, seconds spent, verdict of its proof.

    ``city`` is the slug of its subject, a city or a region, and ``edition`` that of the profile (``2022-09``);
    ``medium`` is what the file is for: ``screen``, ``press``, ``archive``, ``html``, ``docx`` or ``data``. ``sources``
    are the data files that it was made from (:mod:`outdated`).
    """

    path: str
    city: str
    edition: str
    language: str
    pages: int
    size: int
    sha256: str
    verdict: Verdict
    medium: str = "screen"
    seconds: float = 0.0
    fresh: bool = True
    sources: dict[str, str] = field(default_factory=dict)

    @property
    def proof(self) -> str:
        """The verdict in words; none for data."""
        from ..pdf.proof import in_words

        return in_words(self.verdict)


@dataclass
class Result:
    """How a build ended."""

    files: list[Built] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    exit_code: ExitCode = ExitCode.DONE
    unchanged: bool = False

    def add(self, problems: Iterable[Problem], exit_code: ExitCode = ExitCode.DONE) -> None:
        """Add problems that are not known yet; the first kind of failure decides the exit code."""
        self.problems += [problem for problem in problems if problem not in self.problems]
        self.exit_code = self.exit_code or exit_code

    @contextmanager
    def trying(self, name: str) -> Iterator[None]:
        """Tell of a file whatever stops what is done within, be it foreseen or a bug of ours; the rest goes on."""
        try:
            yield
        except Exception as error:
            stopped = known(error, name)
            self.add(stopped.problems, stopped.exit_code)

    def sound(self, files: Iterable[Made[J]], total: int, progress: Progress | None) -> Iterator[Made[J]]:
        """Those of so many jobs that were done, as they are; what stopped the others is added."""
        for done, made in enumerate(files, 1):
            self.add(made.problems, made.exit_code)
            if made.files:
                yield made
            if progress and made.fresh:
                progress(made.job.output, done, total)
