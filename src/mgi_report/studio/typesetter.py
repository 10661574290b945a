"""Where documents are typeset: in this process, or in one aside that got ready while the profiles were still read.

For a single file that is what a second processor is good for: the engine needs as long to start as the profile to be
read, checked and composed.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..text.conventions import FOLDER, files_in
from ..typeset.attempts import ANY
from ..workspace.aside import Aside, BrokenError
from ..workspace.cache import keep_in, own_folder
from ..workspace.inputs import demand_unchanged, watch
from ..workspace.places import Workspace

if TYPE_CHECKING:
    from ..errors import Problem
    from ..typeset.documents import Attached, Composed, Finisher, Typeset


class EngineAside(Aside):
    """An engine that got ready aside for a kind of ``publication``."""

    def __init__(self, publication: str) -> None:
        super().__init__()
        self.publication = publication


class Typesetter:
    """Typesets documents with the fonts of a workspace."""

    def __init__(self, workspace: Workspace, engine: EngineAside | None = None) -> None:
        self._fonts, self._cache, self._engine = workspace.font_files(), workspace.cache, engine
        self._twins: Path | None = None
        self._languages = workspace.paths(*FOLDER)
        watch(_opened_by_others(workspace))
        keep_in(own_folder())

    @property
    def is_aside(self) -> bool:
        """Whether documents are typeset by another process, one at a time."""
        return self._engine is not None

    @contextlib.contextmanager
    def sharing(self, *, wanted: bool) -> Iterator[None]:
        """Draw pages that two editions have once, where it is ``wanted``, here and in processes forked meanwhile."""
        if not wanted:
            yield
            return
        with tempfile.TemporaryDirectory(prefix="mgi-pages-", ignore_cleanup_errors=True) as folder:
            self._twins = Path(folder)
            try:
                yield
            finally:
                self._twins = None

    def warm(self) -> None:
        """Get the engine of this process ready, as before workers are forked."""
        from ..typeset import engine as typeset

        typeset.get_ready(self._fonts, self._cache, self._languages)

    def typeset(
        self,
        document: Composed,
        finisher: Finisher,
        attachments: Sequence[Attached] = (),
        variant: str = "pdf/a-3a",
        pages: range = ANY,
    ) -> Typeset:
        """Typeset a document; see :func:`~mgi_report.typeset.engine.typeset`.

        Raises :class:`ReportError` where a font was changed meanwhile.
        """
        made = self._typeset(document, finisher, attachments, variant, pages)
        demand_unchanged()
        return made

    def sketch(self, document: Composed, *, in_inks: bool = False) -> tuple[bytes, tuple[Problem, ...]]:
        """A document as it will look, for the screen alone; see :func:`~mgi_report.typeset.engine.sketch`."""
        from ..typeset import engine as typeset

        self.warm()
        return typeset.sketch(document, in_inks=in_inks)

    def _typeset(
        self, document: Composed, finisher: Finisher, attachments: Sequence[Attached], variant: str, pages: range
    ) -> Typeset:
        from ..typeset import engine as typeset

        if self._engine:
            with contextlib.suppress(BrokenError):
                asked = document, finisher, attachments, variant, self._twins, pages
                self._engine.ask("mgi_report.typeset.engine:typeset", *asked)
                typeset.remember(document.styles, self._cache, self._engine.publication)
                import_what_comes_next()
                made: Typeset = self._engine.answer()
                return made
            self._engine = None
        self.warm()
        return typeset.typeset(document, finisher, attachments, variant, self._twins, pages)


def _opened_by_others(workspace: Workspace) -> list[Path]:
    """What the engine opens by name: fonts, and in a process aside the files of languages."""
    return [*workspace.font_files(), *files_in(workspace.paths(*FOLDER))]


def import_what_comes_next() -> None:
    """Load what proves a file, while there is time, or before workers are forked."""
    from ..pdf import screen, structure  # noqa: F401


@contextlib.contextmanager
def engine_ahead(workspace: Workspace, publication: str, *, wanted: bool) -> Iterator[EngineAside | None]:
    """An engine that gets ready aside for a kind of publication, where it is wanted and the machine can do two things
    at the same time."""
    if not wanted or (os.cpu_count() or 1) < 2:
        yield None
        return
    try:
        engine = EngineAside(publication)
    except OSError:
        yield None
        return
    with engine:
        watch(_opened_by_others(workspace))
        with contextlib.suppress(BrokenError):
            given = workspace.font_files(), workspace.cache, workspace.paths(*FOLDER), publication
            engine.tell("mgi_report.typeset.engine:rehearse", *given)
        yield engine
