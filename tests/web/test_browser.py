"""Pages of the HTML edition in a real browser: by keyboard and by script, without script, at every width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.browser import open_browser, opened, shown
from helpers.volumes import REGION

CITY = "mgi-snapshot-vila-aurora-2021-05-en.html"
SITE = f"mgi-compendium-{REGION}-en"
PAGES = (
    CITY,
    f"{SITE}/index.html",
    f"{SITE}/domain-1.html",
    f"{SITE}/exchange.html",
    f"{SITE}/names.html",
    f"{SITE}-single.html",
)
SCHEMES: dict[str, dict[str, str]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as found:
        yield found


@pytest.fixture(scope="module")
def folder(site: Path) -> Path:
    return site / "reports" / "en"


@pytest.fixture
def city(browser: Any, folder: Path) -> Iterator[Any]:
    with opened(browser, folder / CITY) as page:
        yield page


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("name", [CITY, f"{SITE}-single.html"])
def test_axe_finds_nothing_in_any_colours_at_any_width(
    browser: Any, folder: Path, name: str, width: int, scheme: str
) -> None:
    assert _violations(browser, folder / name, width, SCHEMES[scheme]) == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_any_page(browser: Any, folder: Path, name: str) -> None:
    assert _violations(browser, folder / name, 1280, {}) == []


def _violations(browser: Any, file: Path, width: int, scheme: dict[str, str]) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, file, "", width, bypass_csp=True, **scheme) as page:
        found = Axe().run(page).response
    return [f"{item['id']}: {node['html'][:120]}" for item in found["violations"] for node in item["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_over_a_narrow_window(browser: Any, folder: Path, name: str) -> None:
    with opened(browser, folder / name, width=320) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nobody_for_anything_and_says_nothing_to_the_console(browser: Any, folder: Path, name: str) -> None:
    context = browser.new_context()
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"file://{folder / name}")
    context.close()
    assert ([Path(address).name for address in asked], said) == ([Path(name).name], [])


def test_a_sector_shows_its_domain_by_keyboard_alone(city: Any) -> None:
    everything = shown(city)
    city.locator(".wheel a").first.focus()
    city.keyboard.press("Tab")
    assert city.evaluate("document.activeElement.getAttribute('aria-label')") == (
        "Domain 2, Whole-of-government approach"
    )
    city.keyboard.press("Enter")
    assert {reference.rpartition("-")[2][0] for reference in shown(city)} == {"G"}
    assert "domain=2" in city.url
    city.get_by_role("button", name="Show all findings").click()
    assert shown(city) == everything
    assert "domain=" not in city.url


def test_words_and_themes_filter_and_stand_in_the_address(browser: Any, city: Any, folder: Path) -> None:
    everything = shown(city)
    city.get_by_role("combobox", name="Theme").select_option("health")
    themed = shown(city)
    assert 0 < len(themed) < len(everything)
    word = city.locator(f"#{themed[0].lower()} b").first.inner_text().split()[0]
    city.get_by_role("searchbox").fill(word.upper())
    assert themed[0] in shown(city)
    with opened(browser, folder / CITY, "?" + city.url.partition("?")[2]) as again:
        assert shown(again) == shown(city)
    city.get_by_role("searchbox").fill("nowhere at all")
    assert shown(city) == []
    said = city.get_by_role("status").inner_text()
    assert said == "Nothing is listed for this choice. It may still exist."


def test_a_filter_tells_no_number(city: Any) -> None:
    city.get_by_role("combobox", name="Theme").select_option("health")
    form = city.locator("form").inner_text()
    assert not re.search(r"\d", re.sub(r"^\d .*$", "", form, flags=re.M)), form


def test_what_is_filtered_can_still_be_found_by_the_browser(browser: Any, folder: Path) -> None:
    with opened(browser, folder / CITY, "?theme=health#vau-2021-s1") as page:
        assert "VAU-2021-S1" in shown(page), "the one that the address names"
    with opened(browser, folder / CITY, "?theme=health") as page:
        assert page.locator("#vau-2021-s1").get_attribute("hidden") == "until-found"


def test_places_are_filtered_in_a_region(browser: Any, folder: Path) -> None:
    with opened(browser, folder / f"{SITE}/domain-1.html") as page:
        page.get_by_role("combobox", name="City").select_option("pse-2019")
        assert {reference.split("-")[0] for reference in shown(page)} == {"PSE"}
        page.locator("nav.site a").nth(2).click()
        assert page.url.endswith("domain-2.html?place=pse-2019"), "the choice goes along"
        assert {reference.split("-")[0] for reference in shown(page)} == {"PSE"}


def test_address_and_citation_of_a_finding_are_copied(city: Any) -> None:
    city.get_by_role("button", name="Copy the address of finding VAU-2021-R2").click()
    assert city.evaluate("window.copied").endswith(f"{CITY}#vau-2021-r2")
    assert city.get_by_role("status").inner_text() == "Copied."
    city.get_by_role("button", name="Copy the citation of finding VAU-2021-R2").click()
    copied = city.evaluate("window.copied")
    assert "Vila Aurora" in copied
    assert re.search(r"Finding VAU-2021-R2\. file://.*#vau-2021-r2$", copied)


@pytest.mark.parametrize("name", PAGES[:3])
def test_without_script_everything_is_there(browser: Any, folder: Path, name: str) -> None:
    with opened(browser, folder / name) as page:
        everything = page.locator("li[id]").count()
    with opened(browser, folder / name, java_script_enabled=False) as page:
        assert page.locator("li[id]:visible").count() == everything
        assert page.locator("form:visible").count() == 0
        assert page.locator("button:visible").count() == 0


def test_what_is_pressed_is_not_printed(city: Any) -> None:
    city.emulate_media(media="print")
    assert city.locator("button:visible, form:visible").count() == 0
    assert city.locator("li[id]:visible").count() == len(shown(city))


def test_the_policy_stops_a_script_that_came_in(browser: Any, folder: Path, tmp_path: Path) -> None:
    page_file = tmp_path / "page.html"
    html = (folder / CITY).read_text()
    page_file.write_text(
        html.replace("</footer>", "<script>window.came = 1</script><img src=x onerror='came=2'></footer>")
    )
    with opened(browser, page_file) as page:
        assert page.evaluate("window.came") is None


_PARTED = """() => [...document.querySelectorAll('[data-quote] + a:not(.address), li[id] > a')].filter(a => {
  const range = document.createRange();
  range.setStart(a.parentElement, 0);
  range.setEndBefore(a);
  const words = [...range.getClientRects()].filter(box => box.width).pop();
  return words && a.getClientRects()[0].top > words.bottom;
}).map(a => a.textContent)"""


@pytest.mark.parametrize("width", [320, 345, 410, 768])
@pytest.mark.parametrize("name", [CITY, f"{SITE}/exchange.html"])
def test_no_reference_stands_alone_on_a_line(browser: Any, folder: Path, name: str, width: int) -> None:
    with opened(browser, folder / name, width=width) as page:
        assert page.locator("li a").count()
        assert page.evaluate(_PARTED) == []


_BROKEN = """[...document.querySelectorAll('tbody th')].flatMap(th => {
  const broken = [], walker = document.createTreeWalker(th, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (const word of walker.currentNode.data.matchAll(/\\p{L}+/gu)) {
    const range = document.createRange();
    range.setStart(walker.currentNode, word.index);
    range.setEnd(walker.currentNode, word.index + word[0].length);
    const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
    if (tops.size > 1) broken.push(word[0]);
    if (th.matches('.of') && range.getBoundingClientRect().right > innerWidth) broken.push(th.textContent);
  }
  return broken;
})"""


def test_no_head_of_a_row_is_broken_within_a_word_or_leaves_a_narrow_window(browser: Any, folder: Path) -> None:
    with opened(browser, folder / SITE / "index.html", width=320) as page:
        assert page.locator("tbody th").count() > 40
        assert page.evaluate(_BROKEN) == []
