"""Make the city snapshots and the regional volume as tagged PDF files with WeasyPrint.

An ordinary program for comparison, not a part of mgi_report: it was written from the content (``../content.py``) and
from pictures of the pages alone, by a hand that had not seen our templates and was asked for good pages, not for speed.
It proves nothing, attaches nothing and keeps nothing.
"""

import argparse
import io
import json
import re
from pathlib import Path
from typing import Any

import figures
import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

HERE = Path(__file__).resolve().parent
PDF_VARIANT = "pdf/ua-1"
DARK, LIGHT = "#0b1f3f", "#ffffff"
ICONS = {
    1: ("rights", LIGHT),
    2: ("government", DARK),
    3: ("partnerships", LIGHT),
    4: ("well-being", DARK),
    5: ("crises", LIGHT),
    6: ("safe", DARK),
}
REGION_MAP = (180.0, 120.0)
DENSITIES = ((1000, "roomy"), (1150, "open"), (1300, "regular"))

Content = dict[str, Any]


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="folder for the PDF files")
    parser.add_argument("cities", nargs="*", metavar="CITY", help="beginning of an identity; default: all")
    parser.add_argument("--volume", action="store_true", help="make the regional volume too")
    parser.add_argument("--content", type=Path, required=True, metavar="DIR")
    parser.add_argument("--assets", type=Path, default=HERE.parents[1] / "assets", metavar="DIR")
    return parser.parse_args()


def read_json(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def coordinates(text: str) -> tuple[float, float]:
    """Return longitude and latitude of a printed position such as 34.60° S, 58.38° W."""
    (latitude, north), (longitude, east) = re.findall(r"([\d.]+)°\s*([NSEW])", text)
    return (
        float(longitude) * (-1 if east == "W" else 1),
        float(latitude) * (-1 if north == "S" else 1),
    )


def load_icons(folder: Path) -> dict[int, str]:
    """Return the icon of each domain as a data URI, in the colour it has on its ground."""
    icons = {}
    for number, (name, colour) in ICONS.items():
        drawing = (folder / f"{name}.svg").read_text(encoding="utf-8")
        icons[number] = figures.data_uri(drawing.replace("currentColor", colour).encode("utf-8"))
    return icons


def qr_code(address: str) -> str:
    """Return the QR code of an address as an SVG data URI."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="svg", border=0, dark=DARK)
    return figures.data_uri(buffer.getvalue())


def page_length(domains: list[Content]) -> int:
    """Return how many characters the longest columns of a page of domains hold."""
    return sum(
        max(sum(len(f["text"]["plain"]) for f in domain["lists"][place]["findings"]) for domain in domains)
        for place in range(2)
    )


def density(city: Content) -> str:
    """Choose the type size of the findings by the fuller of the two pages."""
    domains = city["domains"]
    length = max(page_length(domains[:3]), page_length(domains[3:]))
    return next((name for limit, name in DENSITIES if length <= limit), "dense")


class Publisher:
    """Holds what all publications share: templates, style sheet, fonts and figures."""

    def __init__(self, assets: Path, cities: list[Content]) -> None:
        """Load the assets and draw the figures that the cities need."""
        self.assets = assets
        self.fonts = FontConfiguration()
        self.style = CSS(
            string=(HERE / "style.css").read_text(encoding="utf-8"),
            base_url=f"{assets.resolve().as_uri()}/",
            font_config=self.fonts,
        )
        self.land = figures.load_land(HERE / "land-50m.json")
        self.templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals |= {
            "icons": load_icons(assets / "icons"),
            "wheel_large": figures.draw_wheel(),
            "wheel_small": figures.draw_wheel(32, line_width=0.4),
            "city_maps": {city["identity"]: self.city_map(city) for city in cities},
            "codes": {city["identity"]: qr_code(city["source_url"]) for city in cities},
        }

    def city_map(self, city: Content) -> str:
        """Draw the locator map of a city."""
        return figures.draw_city_map(self.land, *coordinates(city["coordinates"]))

    def write(self, template: str, path: Path, **content: Any) -> None:
        """Fill a template and write it as PDF."""
        html = self.templates.get_template(template).render(content)
        HTML(string=html, base_url=f"{self.assets.resolve().as_uri()}/").write_pdf(
            path, stylesheets=[self.style], font_config=self.fonts, pdf_variant=PDF_VARIANT
        )
        print(path)

    def write_city(self, city: Content, folder: Path) -> None:
        """Write the snapshot of a city."""
        self.write("snapshot.html", folder / f"{city['identity']}.pdf", city=city, language=city["language"])

    def region(self, places: list[Content]) -> Content:
        """Draw the map of the region and place the names of the cities."""
        points = [coordinates(place["coordinates"]) for place in places]
        extent = figures.region_extent(points, *REGION_MAP)
        return {
            "map": figures.draw_region_map(self.land, points, extent, *REGION_MAP),
            "labels": figures.region_labels([place["name"] for place in places], points, extent),
        }

    def write_volume(self, content: Content, cities: list[Content], folder: Path) -> None:
        """Write the regional volume with the snapshots of its cities."""
        volume = content["volume"]
        by_identity = {city["identity"]: city for city in cities}
        self.write(
            "volume.html",
            folder / "volume.pdf",
            language=volume["language"],
            region=self.region(volume["places"]),
            home_themes=home_themes(volume["chapters"]),
            cities=[by_identity[place["identity"]] for place in volume["places"]],
            **content,
        )


def home_themes(chapters: list[Content]) -> dict[str, str]:
    """Return for each finding the name of the theme under which it stands in full."""
    return {
        entry["reference"]["anchor"]: theme["name"]
        for chapter in chapters
        for theme in chapter["themes"]
        for column in theme["columns"]
        for entry in column["entries"]
    }


def select(cities: list[Content], prefixes: list[str]) -> list[Content]:
    """Return the cities whose identity begins with one of the prefixes, or all of them."""
    if not prefixes:
        return cities
    return [city for city in cities if city["identity"].startswith(tuple(prefixes))]


def main() -> None:
    """Make the publications asked for."""
    arguments = parse_arguments()
    cities = read_json(arguments.content / "snapshots.json")
    for city in cities:
        city["density"] = density(city)
    chosen = select(cities, arguments.cities)
    publisher = Publisher(arguments.assets, cities if arguments.volume else chosen)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for city in chosen:
        publisher.write_city(city, arguments.out)
    if arguments.volume:
        publisher.write_volume(read_json(arguments.content / "volume.json"), cities, arguments.out)


if __name__ == "__main__":
    main()
