"""The preview in a real browser: pages follow what is saved, and the reader stays where they were."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.briefs import write_places
from helpers.browser import open_browser
from helpers.cities import city_data, write_yaml
from helpers.previews import preview_of

PROVED, SKETCHED, REFUSED = (f"body[data-stage={name}]" for name in ("proved", "sketched", "refused"))
SEEN = "[document.getElementById('pages').scrollTop, document.querySelector('.page').clientWidth]"
PRINTS = "[...document.querySelectorAll('.page')].map(page => page.dataset.print).join()"
EDITS = 12
"""Edits in a row; benchmarks/preview.py makes 200."""

NOTING = """
window.marked = [];
new MutationObserver(changes => {
  for (const change of changes) for (const node of change.addedNodes)
    if (node.classList?.contains("changed")) marked.push(node.closest(".page").number);
}).observe(document.body, {childList: true, subtree: true});
"""
"""Notes the numbers of pages on which something is marked as changed, however briefly."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("page") / "workspace"
    write_yaml(root / "data" / "profiles" / "vila-aurora.yaml", city_data())
    return root


@pytest.fixture(scope="module")
def window(root: Path) -> Iterator[Any]:
    """A window with a preview whose every word to the console is a fault."""
    with preview_of(root, languages=("en",), html=True) as server, open_browser() as browser:
        context = browser.new_context(viewport={"width": 1200, "height": 800}, bypass_csp=True)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.add_init_script("navigator.clipboard.writeText = async words => { window.copied = words }")
        page.set_default_timeout(90_000)
        page.goto(server.address)
        page.wait_for_selector(PROVED)
        yield page
        assert page.faults == []


def test_a_click_on_a_finding_of_a_brief_tells_its_line(tmp_path: Path) -> None:
    write_places(tmp_path / "workspace", "bd")
    asked = {"briefs": ("health",), "cities": ("haven-baa", "haven-bab")}
    with preview_of(tmp_path / "workspace", languages=("en",), **asked) as server, open_browser() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 800}, bypass_csp=True)
        page.add_init_script("navigator.clipboard.writeText = async words => { window.copied = words }")
        page.goto(server.address)
        page.wait_for_function("document.querySelector('.page')?.anchors", timeout=90_000)
        assert page.title() == "Health – Haven BAA and Haven BAB (en) – preview"
        box, anchors = (
            page.query_selector(".page").bounding_box(),
            page.evaluate("document.querySelector('.page').anchors"),
        )
        _, left, top = next(anchor for anchor in anchors if anchor[0].startswith("bab-2021-r1"))
        page.mouse.click(box["x"] + box["width"] * left / 100 + 30, box["y"] + box["height"] * top / 100 + 12)
        page.wait_for_function("window.copied")
        assert page.evaluate("window.copied").startswith("data/profiles/haven-bab.yaml:")


@pytest.fixture
def profile(root: Path, window: Any) -> Iterator[Path]:
    """The profile, which is as it was when the test has ended."""
    file = root / "data" / "profiles" / "vila-aurora.yaml"
    before = file.read_text()
    yield file
    if file.read_text() != before:
        file.write_text(before)
        window.wait_for_selector(":is(body[data-stage=working], body[data-stage=sketched])")
    window.wait_for_selector(PROVED)


def reworded(text: str, word: str) -> str:
    return re.sub(r"(text: \W?)(\w+)", rf"\1{word} \2", text, count=1)


def test_place_and_zoom_are_kept_in_every_edit(window: Any, profile: Path) -> None:
    chance, sound = random.Random(3), profile.read_text()
    window.keyboard.press("+")
    for number in range(EDITS):
        window.evaluate(f"document.getElementById('pages').scrollTop = {chance.randrange(300, 2500)}")
        before, prints = window.evaluate(SEEN), window.evaluate(PRINTS)
        profile.write_text(reworded(sound, f"Edit{number}"))
        window.wait_for_function(f"prints => {PRINTS} !== prints", arg=prints)
        window.wait_for_selector(SKETCHED)
        assert window.evaluate(SEEN) == before
    window.keyboard.press("0")


def test_what_changed_is_marked_for_a_second(window: Any, profile: Path) -> None:
    window.evaluate("document.querySelectorAll('.page')[1].scrollIntoView()")
    window.wait_for_function("document.querySelectorAll('.page')[1].drawn")
    window.evaluate(NOTING)  # a mark may be gone before one looks
    profile.write_text(reworded(profile.read_text(), "Marked"))
    window.wait_for_function("marked.length")
    assert set(window.evaluate("marked")) == {1}
    window.wait_for_selector(".changed", state="detached")


def test_a_click_on_a_finding_tells_and_copies_its_line(window: Any, profile: Path) -> None:
    window.evaluate("document.querySelectorAll('.page')[1].scrollIntoView()")
    window.wait_for_function("document.querySelectorAll('.page')[1].anchors")
    box = window.query_selector_all(".page")[1].bounding_box()
    anchors = window.evaluate("document.querySelectorAll('.page')[1].anchors")
    name, left, top = next(anchor for anchor in anchors if anchor[0] == "vau-2021-r2")
    window.mouse.click(box["x"] + box["width"] * left / 100 + 30, box["y"] + box["height"] * top / 100 + 12)
    window.wait_for_function("window.copied")
    place = window.evaluate("window.copied")
    line = int(place.split(":")[1])
    typed = profile.read_text().splitlines()
    texts = [number for number, text in enumerate(typed, 1) if re.search(r"\btext:", text)]
    assert place.startswith("data/profiles/vila-aurora.yaml:")
    assert texts[0] < line <= texts[1] + 1
    assert name
    assert place in window.inner_text("#note")


def test_a_link_of_a_page_leads_where_it_says(window: Any, profile: Path) -> None:
    window.evaluate("document.getElementById('pages').scrollTop = 0")
    window.wait_for_selector(".page a")
    window.evaluate("[...document.querySelectorAll('.page a')].find(link => link.getAttribute('href') === '#').click()")
    window.wait_for_function("document.getElementById('pages').scrollTop > 100")


def test_problems_lie_over_the_page_and_go(window: Any, profile: Path) -> None:
    sound, before = profile.read_text(), window.evaluate(SEEN)
    profile.write_text(sound.replace("edition:", "editoin:", 1))
    window.wait_for_selector(REFUSED)
    told = window.inner_text("#problems")
    assert re.search(r"data/profiles/vila-aurora\.yaml:\d+:\d+ error: ", told)
    assert "editoin" in told
    assert window.evaluate(SEEN) == before
    window.click("#problems button")
    assert window.is_hidden("#problems")
    profile.write_text(sound.replace("edition:", "editin:", 1))
    window.wait_for_selector("#problems")
    profile.write_text(sound)
    window.wait_for_selector("#problems", state="hidden")


def test_the_html_edition_stands_beside_and_keeps_its_place(window: Any, profile: Path) -> None:
    window.keyboard.press("h")
    window.wait_for_function("document.querySelector('#web iframe').contentDocument?.querySelector('h1')")
    frame = window.query_selector("#web iframe").content_frame()
    assert frame.inner_text("h1") == "Vila Aurora"
    frame.evaluate("window.scrollTo(0, 700)")
    profile.write_text(reworded(profile.read_text(), "Beside"))
    window.wait_for_function(
        "document.querySelector('#web iframe:last-child').contentDocument?.body?.innerText.includes('Beside')"
    )
    window.wait_for_function("document.querySelectorAll('#web iframe').length === 1")
    assert window.evaluate("document.querySelector('#web iframe').contentWindow.scrollY") == 700
    window.keyboard.press("h")
    assert window.is_hidden("#web")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, window: Any, profile: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    window.emulate_media(color_scheme=scheme)
    found = Axe().run(window).response
    assert [f"{item['id']}: {node['html'][:120]}" for item in found["violations"] for node in item["nodes"]] == []
