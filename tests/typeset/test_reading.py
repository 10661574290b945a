"""What a page can read: the pictures it is handed, no file beside them, and no network."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.project import ROOT
from mgi_report.typeset import engine
from mgi_report.typeset.documents import Composed

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


@pytest.fixture(scope="module", autouse=True)
def _ready(tmp_path_factory: pytest.TempPathFactory) -> None:
    engine.get_ready(sorted((ROOT / "assets" / "fonts").glob("*.ttf")), tmp_path_factory.mktemp("cache"))


def told(words: str, **pictures: str) -> list[str]:
    html = f"<!DOCTYPE html><html lang=en><title>A</title><body>{words}</body></html>"
    resources = {f"images/{name}.svg": picture.encode() for name, picture in pictures.items()}
    made = engine.typeset(Composed(html, resources), lambda pdf: None)
    assert b"TOP SECRET" not in made.pdf
    return [problem.message for problem in made.problems]


@pytest.mark.parametrize("address", ["file://SECRET", "SECRET", "../../..SECRET", "http://localhost:9/x", "data:,x"])
@pytest.mark.parametrize(
    "words",
    [
        "<img src='{}' alt=x>",
        "<object data='{}'>x</object>",
        "<embed src='{}'>",
        "<a rel=attachment href='{}'>x</a>",
        "<link rel=attachment href='{}'>",
        "<link rel=stylesheet href='{}'>",
        "<style>@import url({})</style>",
        "<style>p {{ background: url({}) }}</style><p>x</p>",
        "<style>p::before {{ content: url({}) }}</style><p>x</p>",
        "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style><p>x</p>",
    ],
)
def test_an_address_is_refused_wherever_it_stands(tmp_path: Path, words: str, address: str) -> None:
    (tmp_path / "secret").write_text("TOP SECRET WORDS", encoding="utf-8")
    assert told(words.format(address.replace("SECRET", str(tmp_path / "secret"))))


@pytest.mark.parametrize(
    "inside",
    [
        "<image href='file:///etc/hostname' width='9' height='9'/>",
        "<image xlink:href='../../etc/hostname' width='9' height='9'/>",
        "<image href='http://localhost:9/x.png' width='9' height='9'/>",
        "<style>@import url(file:///etc/hostname);</style><rect width='5' height='5'/>",
        "<text y='5'>&x;</text>",
    ],
)
def test_a_drawing_reads_nothing_either(inside: str) -> None:
    head = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>' if "&x;" in inside else ""
    assert told("<img src='mgi:images/logo.svg' alt=x>", logo=head + SVG.format(inside))


def test_what_a_drawing_takes_from_another_one_is_left_out() -> None:
    """The engine looks such references up in the drawing itself and nowhere else."""
    told("<img src='mgi:images/logo.svg' alt=x>", logo=SVG.format("<use href='file:///etc/hostname#x'/>"))


def test_a_script_is_no_part_of_a_page() -> None:
    html = "<!DOCTYPE html><html lang=en><title>A</title><script>alert(1)</script><p onclick='alert(2)'>x</p></html>"
    made = engine.typeset(Composed(html, {}), lambda pdf: None)
    assert not any(word in made.pdf for word in (b"/JavaScript", b"/JS", b"/OpenAction", b"/Launch", b"alert"))
