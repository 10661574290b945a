"""A studio: what all publications of a workspace share, as theme, templates, fonts, languages and drawings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..data.extras import Publisher
from ..data.language_files import language_of
from ..data.model import Framework
from ..data.publisher_file import read_publisher
from ..design.composer import Composer
from ..design.editions import Edition, PressOptions
from ..design.measures import Setting
from ..design.theme import Theme
from ..design.theme_file import theme_of
from ..errors import ExitCode, ReportError
from ..pdf.xmp import Metadata, claims_of
from ..text.conventions import FOLDER
from ..text.languages import Language
from ..text.widths import Metrics, metrics
from ..typeset.documents import Finisher
from ..typeset.finish import finish_screen
from ..workspace.cache import Cache, own_folder
from ..workspace.inputs import read
from ..workspace.pictures import PRESS, answering
from ..workspace.places import Workspace
from .drawings import Coordinates, Drawings, Spot, drawn_aside
from .typesetter import EngineAside, Typesetter, import_what_comes_next

if TYPE_CHECKING:
    from ..press.profile import OutputProfile


class Studio:
    """The means of a workspace. Nothing heavy happens before one of them is asked for.

    ``base_url`` is where the HTML edition will lie on the web, with a slash at its end, where that is known.

    ``places`` are those of which maps will be needed, as far as that is known before, and ``siblings`` tell where all
    profiles of the workspace lie. Snapshots that are refused are kept, marked, in the folder ``drafts``, if any.
    """

    def __init__(
        self,
        workspace: Workspace,
        framework: Framework,
        options: PressOptions | None = None,
        engine: EngineAside | None = None,
        places: Sequence[Spot] = (),
        siblings: Sequence[Coordinates] = (),
        drafts: Path | None = None,
    ) -> None:
        self.workspace, self.framework = workspace, framework
        self.options = options or PressOptions()
        self.cache, self.typesetter = Cache(workspace.cache), Typesetter(workspace, engine)
        self.places, self.siblings, self.drafts = places, siblings, drafts
        self.base_url = ""
        self._languages: dict[str, Language] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process makes the same studio of, with an engine of its own."""
        given = self.workspace, self.framework, self.options, None, self.places, self.siblings, self.drafts
        return Studio, given, {"base_url": self.base_url}

    @cached_property
    def theme(self) -> Theme:
        """The tokens of the workspace."""
        return theme_of(self.workspace)

    @cached_property
    def publisher(self) -> Publisher | None:
        """Who publishes, if the workspace says so; raises :class:`ReportError` where its file is not sound."""
        return read_publisher(self.workspace)

    @cached_property
    def composer(self) -> Composer:
        """The template environment."""
        return Composer(self.workspace.paths("templates"), own_folder())

    @cached_property
    def drawings(self) -> Drawings:
        """What draws wheel and maps."""
        return Drawings(self.workspace, self.framework, self.theme, self.cache, self.siblings)

    @cached_property
    def images(self) -> dict[str, bytes]:
        """The pictures of the workspace by file name; raises :class:`ReportError` (template) where one is a bomb."""
        from ..design.pictures import check_pictures

        if problems := check_pictures(self.workspace):
            raise ReportError(problems, ExitCode.TEMPLATE)
        return {name: read(file) for name, file in self.workspace.pictures().items()}

    def images_for(self, edition: Edition) -> dict[str, bytes]:
        """The pictures, with the logo of the publisher in inks for the press where that is asked for."""
        publisher = self.publisher
        file = answering(self.images, for_press=True).get(publisher.logo or "") if publisher else None
        if not (edition.for_press and publisher and publisher.convert_logo and file):
            return self.images
        from ..press.conversion import drawing_to_inks, to_inks

        given, drawn = self.images[file], file.lower().endswith(".svg")
        data = drawing_to_inks(given, self.output_profile, self.theme) if drawn else to_inks(given, self.output_profile)
        name = f"{Path(file).stem.removesuffix(PRESS)}{PRESS}{'.svg' if drawn else '.jpg'}"
        return self.images if data == given else {**self.images, name: data}

    @cached_property
    def output_profile(self) -> OutputProfile:
        """The profile of the press: the one asked for, else that of the workspace or of the package."""
        from ..press.profile import SHIPPED, read_profile

        return read_profile(self.options.icc or self.workspace.file("assets", "icc", SHIPPED))

    def demand_profile(self) -> None:
        """Raise :class:`ReportError` where the profile of the press is missing or will not do."""
        _ = self.output_profile

    def _font(self, cut: str) -> Path:
        return self.workspace.font(self.theme.fonts.text[0], cut)

    def metrics(self, language: str) -> tuple[Metrics, Metrics]:
        """Widths of words in the text font, hyphenated in a language, and in its bold cut."""
        return metrics(self._font("Regular"), language, self.workspace.paths(*FOLDER)), metrics(self._font("Bold"))

    def setting(self, publication: str, language: str) -> Setting:
        """What the pages of a publication are planned with in a language."""
        return Setting(self.composer.measures(publication), *self.metrics(language))

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
        if code not in self._languages:
            self._languages[code] = language_of(self.workspace, code)
        return self._languages[code]

    def demand_language(self, code: str) -> None:
        """Raise :class:`ReportError` for a language that is not known."""
        self.language(code)

    def warm(self) -> None:
        """Do once what every snapshot needs, before workers are forked."""
        with drawn_aside(self.drawings, self.places):
            self.typesetter.warm()
            import_what_comes_next()
            _ = self.theme, self.composer, self.drawings.icons
        self.drawings.doors()

    def finisher(self, edition: Edition, metadata: Metadata, *, attached: bool = True) -> Finisher:
        """What completes a file of an edition before it is written, one that has ``attached`` files or not."""
        if edition.for_press:
            from ..press.finishing import finish_press

            profile, marks = self.output_profile, self.options.marks
            return partial(finish_press, metadata=metadata, profile=profile, with_marks=marks)
        return partial(finish_screen, metadata=metadata, claims=claims_of(edition.variant, attached=attached))
