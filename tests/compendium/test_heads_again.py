"""Heads of tables stand again on the page on which a cell goes on, also where its words fill that page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest

from helpers.volumes import studio_of
from mgi_report.compendium.compose import compose_gathering
from mgi_report.typeset import engine


def pages_of(items: int, white: float) -> list[str]:
    """The words of the pages of a meeting with so many themes, which are so many points from one another."""
    volume = studio_of()
    document = compose_gathering(volume.house, "blank", volume.view, "A meeting")
    topics = "".join(f'<li class="topic"><p>A theme {number}</p></li>' for number in range(items))
    table = (
        f'<style>html {{ --topic-below: {white}pt }}</style><table class="sides meeting"><thead><tr>'
        f'<th class="side">Who could talk</th></tr></thead><tbody><tr><td class="side"><ul>{topics}</ul></td></tr>'
        "</tbody></table></body>"
    )
    made = engine.typeset(replace(document, html=document.html.replace("</body>", table)), lambda pdf: None)
    assert made.problems == ()
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.pdf)]


def fullest(white: float) -> Iterator[list[str]]:
    """The pages of meetings that go on on a second page, and fill it more and more."""
    yield from (pages for items in range(104, 136) if len(pages := pages_of(items, white)) == 2)


@pytest.mark.parametrize("white", [3.0, 3.5])
def test_the_head_stands_again_where_the_rest_fills_the_page(white: float) -> None:
    filled = [*fullest(white)]
    assert filled
    assert all("Who could talk" in page for pages in filled for page in pages)
