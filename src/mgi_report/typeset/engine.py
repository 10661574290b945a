"""HTML → PDF bytes, and everything the engine had to say about it.

The only place that imports WeasyPrint. The engine sees only the fonts of the project, reads nothing but what it is
handed (``mgi:`` addresses), and whatever it logs is a problem.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ..design.calls import refused
from ..design.stylesheets import located
from ..errors import ExitCode, Kind, Problem, ReportError
from ..text import hyphenation
from ..text.conventions import Folders
from ..text.typography import ZERO, unmarked
from ..workspace.cache import keep_in, own_folder, write_atomically
from ..workspace.garbage import one_document
from .attempts import ANY, depth
from .attributes import freeing, kept
from .clusters import noting, telling, unsaid
from .codes import tell
from .complaints import collected_logs, in_plain_words, is_told
from .documents import Attached, Composed, Finisher, Typeset
from .finish import crop, seal_file
from .fitting import hanging
from .fontconfig import seen, use_fonts
from .naming import naming
from .outlines import straight
from .pagination import marking, set_aside
from .quickstart import has_notes, html_class
from .twins import Pages, bare, keep, paint_in, take

_MARKED = re.compile(rf'="[^"<>{ZERO}]*{ZERO}[^"<>]*"')
_SHARED = "pdf/a-3a"
"""The variant in which pages are drawn that a file for the press has too."""
_POINTS = 0.75  # in a pixel of CSS
_MEDIA = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
}


def get_ready(fonts: list[Path], cache_folder: Path, languages: Folders = ()) -> None:
    """Start the engine with these fonts; what it can keep for its next start goes into the folder.

    ``languages`` hold what the workspace knows of languages (:mod:`~mgi_report.text.conventions`).
    """
    hyphenation.follow(languages)
    keep_in(own_folder())
    use_fonts(fonts, cache_folder)
    engine()


def rehearse(fonts: list[Path], cache_folder: Path, languages: Folders = (), publication: str = "") -> None:
    """Get ready, read the style sheet that was used last for such a publication and typeset a few words, so that the
    first document finds everything loaded."""
    get_ready(fonts, cache_folder, languages)
    hyphenation.load_kept()
    with contextlib.suppress(OSError, UnicodeDecodeError):
        _style_sheet(_last_styles(cache_folder, publication).read_text(encoding="utf-8"))
    words = "<p lang=en style='hyphens:auto;width:1cm'>Rehearsal of an <a href='#a' id=a title=a>extraordinary</a> page"
    typeset(Composed(f"<!DOCTYPE html><html lang=en><title>A</title>{words}</html>", {}), lambda pdf: None)


def remember(styles: str, cache_folder: Path, publication: str) -> None:
    """Keep a style sheet for the next rehearsal of such a publication."""
    file = _last_styles(cache_folder, publication)
    with contextlib.suppress(OSError):
        if not file.is_file() or file.read_bytes() != styles.encode():
            write_atomically(file, styles.encode())


def _last_styles(cache_folder: Path, publication: str) -> Path:
    return cache_folder / "engine" / f"last-{publication}.css"


@cache
def engine() -> Any:
    """Import and prepare the engine, once.

    Raises :class:`ReportError` (missing library) with the command that mends it.
    """
    from . import quickstart as accelerate

    try:
        with accelerate.quick_start():
            import weasyprint
            import weasyprint.draw.text as drawing
            import weasyprint.layout.inline as inline
            import weasyprint.pdf.stream as stream
            import weasyprint.pdf.tags as tags
            import weasyprint.svg as svg
            import weasyprint.text.line_break as lines
            from weasyprint.text.ffi import ffi, pango
    except (OSError, ImportError) as error:
        raise ReportError(
            f"the typesetting engine cannot start: {error}",
            ExitCode.MISSING,
            hint="`mgi-report doctor` says what to install",
            kind=Kind.ENGINE_MISSING,
        ) from error
    tags._build_box_tree = naming(tags._build_box_tree)
    stream.Stream.marked = marking(stream.Stream.marked)
    inline.split_first_line = hanging(inline.split_first_line)
    svg.TAGS["path"] = straight(svg.TAGS["path"])
    lines.Layout.setup = freeing(lines.Layout.setup, pango, ffi.NULL)
    lines.first_line_metrics = noting(lines.first_line_metrics)
    drawing.draw_first_line = telling(drawing.draw_first_line, pango, ffi.NULL)
    return weasyprint


@cache  # one for each configuration that there was
def _font_configuration(*_: bytes) -> Any:
    from weasyprint.text.fonts import FontConfiguration

    return kept(FontConfiguration())


def typeset(
    document: Composed,
    finisher: Finisher,
    attachments: Sequence[Attached] = (),
    variant: str = "pdf/a-3a",
    twins: Path | None = None,
    pages: range = ANY,
) -> Typeset:
    """Typeset a document and write it as PDF; one that takes other ``pages`` than these is laid out and not drawn.

    ``variant`` is one of the engine's PDF variants, or nothing for none. Problems are returned, not raised. In the
    folder ``twins`` pages that are drawn for the screen wait for the file for the press (:mod:`.twins`).
    """
    if variant.startswith("pdf/x"):
        drawn = take(twins, document, pages) or _pages(document, pages)
        return drawn.written(document.inks, finisher) if drawn.pdf else drawn.known
    shared = bool(twins) and variant == _SHARED
    made, shown = _typeset(document, finisher, attachments, variant, pages, shared=shared)
    if shared and twins:
        keep(twins, document, Pages(shown, replace(made, pdf=b"", elements=0)))
    return made


def _pages(document: Composed, pages: range) -> Pages:
    """The pages of a document of which no file for the screen is made."""

    def leave(pdf: Any) -> None:
        pdf.write = lambda *_: None

    made, shown = _typeset(document, leave, (), _SHARED, pages, shared=True)
    return Pages(shown, replace(made, elements=0))


def _typeset(
    document: Composed,
    finisher: Finisher,
    attachments: Sequence[Attached],
    variant: str,
    pages: range,
    *,
    shared: bool,
) -> tuple[Typeset, Any]:
    """A document typeset, and its bare pages for another file where they are ``shared``."""
    shown: list[Any] = []
    counted: list[int] = []
    with one_document(), collected_logs() as logged:
        laid_out, faults = _laid_out(document)
        known = _layout_of(laid_out)
        if known.pages not in pages:
            return replace(known, problems=_complaints(document, (*faults, *logged))), None
        set_aside(laid_out.pages)

        def finish(_: Any, pdf: Any) -> None:
            tell(pdf, laid_out.fonts.values())
            shown.append(bare(pdf) if shared else None)
            finisher(pdf)
            elements = [item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
            counted.append(sum(getattr(item, "free", "") == "n" for item in elements))
            seal_file(pdf)

        pdf: bytes = laid_out.write_pdf(
            pdf_variant=variant or None,
            pdf_tags=variant.startswith("pdf/a"),  # of PDF/A-4 the engine does not know it
            finisher=finish,
            attachments=[_attachment(item) for item in sorted(attachments, key=lambda item: item.name)],
        )
    found = _complaints(document, (*faults, *logged))
    return replace(known, pdf=pdf, problems=found, elements=counted[-1]), shown[-1]


def _layout_of(laid_out: Any) -> Typeset:
    """What is known of pages before they are drawn."""
    pages = laid_out.pages
    return Typeset(
        b"",
        len(pages),
        (),
        anchors={name: number for number, page in reversed([*enumerate(pages, 1)]) for name in page.anchors},
        outline=tuple((label, number) for number, page in enumerate(pages, 1) for _, label, *_ in page.bookmarks),
        sizes=tuple((page.width * _POINTS, page.height * _POINTS) for page in pages),
        depths=tuple(depth(page) for page in pages),
    )


def sketch(document: Composed, *, in_inks: bool = False) -> tuple[bytes, tuple[Problem, ...]]:
    """A document as it will look, to the pixel, for the screen alone: without tags and whatever else is said of it.

    What the engine complains about is the same as in :func:`typeset`. What it leaves in memory is collected by whoever
    calls, when there is time (:func:`~mgi_report.workspace.garbage.tidy`).
    """
    with one_document(tidied=True), unsaid(), collected_logs() as logged:
        laid_out, faults = _laid_out(document)

        def finish(_: Any, pdf: Any) -> None:
            if in_inks:
                paint_in(pdf, document.inks)
            else:
                crop(pdf)

        pdf: bytes = laid_out.write_pdf(uncompressed_pdf=True, finisher=finish)
    return pdf, _complaints(document, (*faults, *logged))


def _laid_out(document: Composed) -> tuple[Any, tuple[Problem, ...]]:
    """The pages of a document, and what is wrong with its style sheets."""
    weasyprint = engine()
    text, sheets, faults = _without_shared_styles(document)
    hyphenation.prepare(text)
    html = html_class(weasyprint)(string=text, base_url="mgi:", url_fetcher=_fetcher(document.resources))
    html.has_notes = has_notes(document.html)
    return html.render(font_config=_font_configuration(*seen), stylesheets=sheets), faults


def _complaints(document: Composed, logged: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is wrong with a document, in words for people."""
    plain = (in_plain_words(located(document.styles, problem)) for problem in logged)
    return (*document.faults, *(problem for problem in plain if not is_told(problem, document.faults)))


def _without_shared_styles(document: Composed) -> tuple[str, list[Any], tuple[Problem, ...]]:
    """HTML, style sheets that were taken out of it, and what is wrong with them."""
    if not document.styles or document.styles not in document.html:
        return _spoken(document.html), [], ()
    sheet, faults = _style_sheet(document.styles)
    return _spoken(document.html.replace(document.styles, "", 1)), [sheet], faults


def _spoken(html: str) -> str:
    """HTML whose attributes hold no marks for the typesetter: what is said of links and pictures is not broken into
    lines."""
    return _MARKED.sub(lambda found: unmarked(found[0]), html) if ZERO in html else html


@lru_cache(maxsize=16)
def _style_sheet(styles: str) -> tuple[Any, tuple[Problem, ...]]:
    with collected_logs() as problems:
        sheet = engine().CSS(
            string=styles, base_url="mgi:", url_fetcher=_fetcher({}), font_config=_font_configuration(*seen)
        )
    return sheet, tuple(problems)


def _attachment(item: Attached) -> Any:
    return engine().Attachment(
        file_obj=io.BytesIO(item.data),
        name=item.name,
        description=item.description,
        created=item.date,
        modified=item.date,
        relationship=item.relationship,
    )


def _fetcher(resources: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Hands out the document's own resources and opens nothing else: no file, no network."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            name = unquote(url).removeprefix("mgi:")
            if name == unquote(url) or name not in resources:
                problem = refused(url)
                raise ValueError(f"{problem.message}; {problem.hint}")
            return URLFetcherResponse(url, resources[name], {"Content-Type": _MEDIA.get(Path(name).suffix, "")})

    return Fetcher()
