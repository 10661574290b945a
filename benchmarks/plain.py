"""The same content in the same layout, made the plain way.

``python benchmarks/plain.py OUT CITY...`` renders our own templates and style sheet to tagged PDF (PDF/UA-1) in one
process: pyplot imported, figures drawn anew for every city, fonts by @font-face, no cache, no workers. It gains all
that the style sheet does; ``ordinary/`` has one of its own. ``--volume`` also makes the compendium: its pages and once
more those of all snapshots are laid out and written as one document. It leaves out proof, attachments and PDF/A.
"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib.pyplot  # noqa: F401  (plain programs import it)
import weasyprint

from mgi_report.compendium.gatherings import Gathering
from mgi_report.compendium.jobs import BLEED, MAP, PAGE
from mgi_report.compendium.numbers import CitySnapshot
from mgi_report.compendium.parts import lay_out, parts_of
from mgi_report.compendium.volume import VolumeStudio
from mgi_report.data.comparison import compare
from mgi_report.data.neighbours import coordinates_of
from mgi_report.data.profile_files import Loaded, load
from mgi_report.data.region_files import load_region
from mgi_report.design.composer import Composer
from mgi_report.design.theme import TONES
from mgi_report.figures.comparison import charts_of
from mgi_report.figures.cover import draw_cover
from mgi_report.figures.locator import draw_locator
from mgi_report.figures.ornaments import qr_code
from mgi_report.figures.sight import in_sight
from mgi_report.figures.volume import draw_volume_covers
from mgi_report.snapshot import compose
from mgi_report.snapshot.make import view_of
from mgi_report.studio.studio import Studio
from mgi_report.typeset.documents import Typeset
from mgi_report.workspace.places import LAND, Workspace, builtin

ROOT = builtin()


def main(out: Path, cities: list[str], volume: bool) -> None:
    """Render the snapshots of some cities, or of all, into a folder; in English where there is a volume to make."""
    workspace = Workspace(ROOT, out / "no-cache")
    loaded = load(workspace.framework, workspace.profiles())
    assert loaded.framework is not None
    studio = Studio(workspace, loaded.framework, siblings=coordinates_of(workspace.profiles()))
    composer = Composer(workspace.paths("templates"))
    faces = "".join(_face(path) for path in workspace.font_files())
    out.mkdir(parents=True, exist_ok=True)
    documents: dict[str, tuple[str, dict[str, bytes]]] = {}
    for profile in loaded.profiles.values():
        if cities and profile.city not in cities:
            continue
        view = view_of(studio, profile, "en" if volume else profile.source.language)
        figures = {"wheel": studio.drawings.wheel(doors=True)}
        if place := profile.place.coordinates:
            land, colours = workspace.file(*LAND), {name: studio.theme.rgb(token) for name, token in _MAP.items()}
            tones = {name: studio.theme.rgb(name) for name in TONES} | colours | {"mark": studio.theme.rgb("yellow")}
            figures["map"] = draw_locator(place, in_sight(place, studio.siblings), land, colours)
            figures["cover"] = draw_cover(place, profile.city, land, tones)
        if view.source_url:
            figures["qr"] = qr_code(view.source_url, studio.theme.rgb("deep"))
        plan = compose.plan_snapshot(view, studio.setting(compose.PUBLICATION, view.language.code))
        composed = compose.compose_snapshot(
            composer, view, plan, studio.theme, studio.drawings.icons, figures, "2024-01-01"
        )
        html = composed.html.replace("<style>", f"<style>{faces}", 1)
        fetcher = _fetcher(composed.resources)
        document = weasyprint.HTML(string=html, base_url="mgi:", url_fetcher=fetcher)
        document.write_pdf(out / f"{profile.identity}.pdf", pdf_variant="pdf/ua-1")
        documents[profile.identity] = (html, dict(composed.resources))
    if volume:
        make_volume(out, studio, loaded, documents, faces)


def make_volume(
    out: Path, studio: Studio, loaded: Loaded, snapshots: dict[str, tuple[str, dict[str, bytes]]], faces: str
) -> None:
    """The compendium as one document of the engine."""
    region = load_region("latin-america", studio.workspace.regions(), loaded, (), studio.workspace.root)
    comparison = compare(region.region, region.profiles, studio.framework, studio.language("en"))
    laid_out: dict[str, weasyprint.Document] = {}

    def render(name: str, html: str, resources: dict[str, bytes]) -> weasyprint.Document:
        laid_out[name] = weasyprint.HTML(string=html, base_url="mgi:", url_fetcher=_fetcher(resources)).render()
        return laid_out[name]

    def run(gatherings: list[Gathering]) -> list[Typeset]:
        made = []
        for item in gatherings:
            html = item.document.html.replace("<style>", f"<style>{faces}", 1)
            document = render(item.part, html, dict(item.document.resources))
            anchors = {anchor: number for number, page in enumerate(document.pages, 1) for anchor in page.anchors}
            made.append(Typeset(b"", len(document.pages), (), anchors))
        return made

    cities = {}
    for identity, (html, resources) in snapshots.items():
        document = render(f"city-{identity}", html, resources)
        cities[identity] = CitySnapshot(identity, len(document.pages), 0, whole=True)
    drawer = charts_of(studio.workspace, comparison, studio.framework, studio.language("en"))
    figures = {"map.svg": drawer.draw(drawer.bare_map(*MAP))}
    places = {c.identity: c.profile.place.coordinates for c in comparison.cities if c.profile.place.coordinates}
    land, tones = studio.workspace.file(*LAND), {tone: studio.theme.rgb(tone) for tone in (*TONES, "paper")}
    covers = draw_volume_covers(list(places.values()), PAGE, BLEED, land, tones | {"mark": studio.theme.rgb("yellow")})
    figures |= dict(zip(("region-back.svg", "region-cover.svg"), covers, strict=True))
    colours = {part: studio.theme.rgb(token) for part, token in _MAP.items()}
    for identity, place in places.items():
        figures[f"map-{identity}.svg"] = draw_locator(place, in_sight(place, studio.siblings), land, colours)
    maker = VolumeStudio(studio, comparison, {}, figures)
    parts = parts_of(maker, lay_out(maker, run(maker.first), cities, run))
    pages = [page for part in parts for page in laid_out[part.name.partition("~")[0]].pages]
    laid_out["front"].copy(pages).write_pdf(out / "volume.pdf", pdf_variant="pdf/ua-1")


_MAP = {"sea": "mist", "land": "land", "mark": "red", "paper": "paper", "sibling": "label"}
_WEIGHTS = {"Light": 300, "Regular": 400, "Italic": 400, "SemiBold": 600, "SemiBoldItalic": 600, "Bold": 700}


def _face(path: Path) -> str:
    family, _, cut = path.stem.rpartition("-")
    style = "italic" if "Italic" in cut else "normal"
    name = family.replace("OpenSans", "Open Sans")
    return (
        f"@font-face{{font-family:'{name}';font-weight:{_WEIGHTS[cut]};font-style:{style};src:url('{path.as_uri()}')}}"
    )


def _fetcher(resources: dict[str, bytes]) -> weasyprint.URLFetcher:
    from weasyprint.urls import URLFetcherResponse

    class Fetcher(weasyprint.URLFetcher):
        def fetch(self, url: str, headers: object = None) -> object:
            if url.startswith("mgi:"):
                return URLFetcherResponse(url, resources[url[4:]], {"Content-Type": "image/svg+xml"})
            return super().fetch(url, headers)

    return Fetcher()


if __name__ == "__main__":
    folder, *chosen = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(folder), chosen, "--volume" in sys.argv)
