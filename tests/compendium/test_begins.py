"""No table of the exchange that goes on on the next page begins with a few lines at the foot of one."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest

from helpers.volumes import invented, studio_of
from mgi_report.compendium.gatherings import Gathering
from mgi_report.text.units import POINTS_PER_MM as MM
from mgi_report.typeset import engine

CITIES = [f"harbour-{letter}" for letter in "abcdefghijkl"]
ROOM = 257
"""Of a page, in mm."""


@pytest.fixture(scope="module")
def exchange() -> list[Gathering]:
    """The exchange by theme and by city, of cities with many themes on both sides."""
    volume = studio_of({slug: invented(slug, f"HA{slug[-1].upper()}", (7, 7)) for slug in CITIES})
    numbers: Any = SimpleNamespace(**dict.fromkeys(("label_of", "page_of", "theme_page"), lambda *_: "123"))
    with pytest.MonkeyPatch.context() as patch:
        anchors = frozenset(card.table.anchor for card in volume.view.exchange.cards)
        patch.setattr("mgi_report.compendium.volume.tall_cards", lambda *_: anchors)
        return volume.exchange(numbers)


def set_below(gathering: Gathering, table: str, filled: int) -> list[tuple[int, float]]:
    """The pages, from 0, on which the head of a table stands that follows so many mm, and how far above their foot."""
    html = gathering.document.html
    start = html.index("<body")
    body = f'{html[: html.index(">", start) + 1]}<div style="height: {filled}mm"></div>{table}</body></html>'
    made = engine.typeset(replace(gathering.document, html=body), lambda pdf: None)
    spots = []
    for number, page in enumerate(pypdfium2.PdfDocument(made.pdf)):
        text = page.get_textpage()
        for index in range(text.count_rects()):
            _, bottom, _, top = text.get_rect(index)
            if top - bottom > 8.5 and top > page.get_height() - (22 + ROOM) * MM:
                spots.append((number, bottom / MM - 18))
    return sorted(spots, key=lambda spot: (spot[0], -spot[1]))


@pytest.mark.parametrize("part", [0, 1], ids=["by theme", "by city"])
def test_what_goes_on_on_the_next_page_has_room_where_it_begins(exchange: list[Gathering], part: int) -> None:
    html = exchange[part].document.html
    start = html.index('<div class="begins-here">')
    table = html[start : html.index("</table>", start) + 8]
    found = [set_below(exchange[part], table, filled)[0] for filled in range(120, ROOM, 12)]
    assert {page for page, _ in found} == {0, 1}
    assert min(room for _, room in found) > 48, "below a head of about 10 mm"
    assert min(room for page, room in found if not page) < 70, "nor does it leave a page for nothing"
