"""One snapshot from one profile: view, plan, compose, typeset, finish, prove.

A studio holds what all snapshots of a workspace share (theme, templates, fonts, the drawn wheel) and makes one file at
a time, in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from . import compose, copyfit
from .cache import Cache
from .clock import document_date
from .credits import snapshot_metadata
from .documents import Attached, Finisher
from .drawings import Coordinates, Drawings, drawn_aside
from .editions import PRESS, SCREEN, Edition, PressOptions
from .errors import ExitCode, Problem, ReportError
from .finish import finish_screen
from .languages import Language, load_language
from .model import Framework, Profile
from .ornaments import qr_code
from .present import view_snapshot
from .press.inks import for_edition
from .proof import Expected, Proof
from .records import as_json, snapshot_record
from .templating.composer import Composer
from .theme import Theme
from .themefile import theme_of
from .typesetter import Typesetter
from .typography import set_text
from .views import SnapshotView
from .widths import Metrics
from .workspace import Workspace
from .xmp import Metadata

if TYPE_CHECKING:
    from .aside import Aside
    from .keeping import MadeFile
    from .press.profile import OutputProfile

_CAUTIONS = (1.0, 0.97, 0.93, 0.88)


@dataclass(frozen=True)
class Snapshot:
    """A finished and proved snapshot: bytes, proof, companions for the print shop, tag elements, blank pages."""

    pdf: bytes
    proof: Proof
    companions: tuple[MadeFile, ...] = ()
    elements: int = 0
    blanks: int = 0


class Studio:
    """Makes snapshots. Nothing heavy happens before the first one is asked for.

    ``places`` are the coordinates of which maps will be needed, as far as that is known before.
    """

    def __init__(
        self,
        workspace: Workspace,
        framework: Framework,
        options: PressOptions | None = None,
        engine: Aside | None = None,
        places: Sequence[Coordinates] = (),
    ) -> None:
        self.workspace, self.framework = workspace, framework
        self.options = options or PressOptions()
        self.cache, self.typesetter = Cache(workspace.cache), Typesetter(workspace, engine)
        self.places = places

    @cached_property
    def theme(self) -> Theme:
        """The tokens of the workspace."""
        return theme_of(self.workspace)

    @cached_property
    def composer(self) -> Composer:
        """The template environment."""
        return Composer(self.workspace.paths("templates"), self.workspace.cache / "templates")

    @cached_property
    def drawings(self) -> Drawings:
        """What draws wheel and maps."""
        return Drawings(self.workspace, self.framework, self.theme, self.cache)

    @cached_property
    def images(self) -> dict[str, bytes]:
        """The pictures of the workspace by file name."""
        return {name: file.read_bytes() for name, file in self.workspace.pictures().items()}

    @cached_property
    def output_profile(self) -> OutputProfile:
        """The profile of the press: the one asked for, else that of the workspace or of the package."""
        from .press.profile import SHIPPED, read_profile

        return read_profile(self.options.icc or self.workspace.file("assets", "icc", SHIPPED))

    def _font(self, cut: str) -> Path:
        return self.workspace.font(self.theme.fonts.text[0], cut)

    def metrics(self, language: str) -> tuple[Metrics, Metrics]:
        """Widths of words in the text font, hyphenated in a language, and in its bold cut."""
        return copyfit.metrics(self._font("Regular"), language), copyfit.metrics(self._font("Bold"))

    def folio_face(self) -> Path:
        """The font file for folios: half-bold, or bold where a workspace's font has no such cut."""
        return self._font("SemiBold") if self._has_cut("SemiBold") else self._font("Bold")

    def _has_cut(self, cut: str) -> bool:
        try:
            return self._font(cut).is_file()
        except ReportError:
            return False

    def language(self, code: str) -> Language:
        """A language of publication; raises :class:`ReportError` for one that is not known."""
        return load_language(code, self.workspace.paths("locales"))

    def warm(self) -> None:
        """Do once what every snapshot needs, before workers are forked."""
        with drawn_aside(self.drawings, self.places):
            self.typesetter.warm()
            _ = self.theme, self.composer, self.drawings.icons
        self.drawings.wheel_ground()

    def view(self, profile: Profile, language: str) -> SnapshotView:
        """What the snapshot of a profile says to a reader of a language."""
        return view_snapshot(profile, self.framework, self.language(language))

    def snapshot(self, profile: Profile, source: bytes, language: str, edition: Edition = SCREEN) -> Snapshot:
        """Make a snapshot.

        ``source`` is the profile's file, attached as it is to the screen edition. Raises :class:`ReportError` when a
        template is broken or the proof fails; the problems name city, page and finding.
        """
        view = self.view(profile, language)
        figures = self.figures(profile, view)
        text, bold = self.metrics(language)
        created = document_date(profile.revised, profile.edition)
        attachments = self._attachments(profile, source, view, created) if edition.attached else []
        metadata = snapshot_metadata(profile, view, created)
        for caution in _CAUTIONS:
            plan = compose.plan_snapshot(view, text, bold, caution)
            composed = compose.compose_snapshot(
                self.composer,
                view,
                plan,
                self.theme,
                self.drawings.icons,
                figures,
                created.isoformat(),
                self.images,
                edition,
            )
            document, finisher = for_edition(composed, self.theme, edition), self.finisher(edition, metadata)
            made = self.typesetter.typeset(document, finisher, attachments, edition.variant)
            total = plan.total + edition.blanks(plan.total)
            if made.pages <= total:
                break
        if made.problems:
            raise ReportError([_of(profile, problem) for problem in made.problems], ExitCode.TEMPLATE)
        from . import preflight

        expected = self._expected(view, total, edition)
        if not edition.for_press:
            proved = _passed(preflight.prove(made.pdf, expected, profile.identity))
            return Snapshot(made.pdf, proved, elements=made.elements)
        from .press import proof, shop  # not before they are needed: they bring libraries of their own

        proved = _passed(proof.prove_press(made.pdf, expected, profile.identity))
        if edition != PRESS:
            return Snapshot(made.pdf, proved)
        more = shop.companions_of(self, made.pdf, proved, expected, view.language, metadata)
        return Snapshot(made.pdf, proved, more, blanks=edition.blanks(plan.total))

    def finisher(self, edition: Edition, metadata: Metadata) -> Finisher:
        """What completes a file of an edition before it is written."""
        if edition.for_press:
            from .press.finishing import finish_press

            profile, marks = self.output_profile, self.options.marks
            return partial(finish_press, metadata=metadata, profile=profile, with_marks=marks)
        return partial(finish_screen, metadata=metadata)

    def _expected(self, view: SnapshotView, pages: int, edition: Edition) -> Expected:
        findings = tuple(
            (f.reference, f.text.plain) for domain in view.domains for listing in domain.lists for f in listing.findings
        )
        return Expected(findings, pages, self.theme.fonts.all, edition.pages_by)

    def figures(self, profile: Profile, view: SnapshotView) -> dict[str, bytes]:
        """The drawings of a snapshot: wheel, and map and QR code where the profile has what they show."""
        drawings = {"wheel": self.drawings.wheel_ground()}
        if profile.place.coordinates:
            drawings["map"] = self.drawings.locator(profile.place.coordinates)
        if view.source_url:
            drawings["qr"] = qr_code(view.source_url, self.theme.rgb("label"))
        return drawings

    def _attachments(self, profile: Profile, source: bytes, view: SnapshotView, created: date) -> list[Attached]:
        moment = datetime(created.year, created.month, created.day, tzinfo=UTC)
        name = f"mgi-profile-{profile.identity}"
        language = view.language

        record = as_json(snapshot_record(profile, self.framework, view))
        return [
            Attached(
                f"{name}.yaml",
                source,
                "Source",
                set_text(language.gettext("The profile from which this snapshot was made"), language.code),
                moment,
            ),
            Attached(
                f"{name}-{language.code}.json",
                record,
                "Data",
                set_text(language.gettext("The findings of this snapshot as data"), language.code),
                moment,
            ),
        ]


def _passed(proof: Proof) -> Proof:
    """The proof itself; raises :class:`ReportError` when it failed."""
    if not proof.passed:
        raise ReportError(proof.problems, ExitCode.PREFLIGHT)
    return proof


def _of(profile: Profile, problem: Problem) -> Problem:
    # What has a place of its own is about a template, style sheet or picture, whatever city was to be made.
    return problem if problem.line or problem.file else replace(problem, file=profile.identity)
