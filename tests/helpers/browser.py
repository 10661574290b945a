"""A real browser that opens pages of the HTML edition, as a reader has it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def open_browser() -> Iterator[Any]:
    """A browser without a window; skipped with a reason where there is none, but never on a build server."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        assert not os.environ.get("CI"), "scripts/setup dev installs chromium on build servers"
        pytest.skip("no browser: none of " + ", ".join(PROGRAMS))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, file: Path, address: str = "", width: int = 1280, **options: Any) -> Iterator[Any]:
    """A page in a window of a width in pixels; ``address`` is what stands behind the name of the file."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    page.add_init_script("navigator.clipboard.writeText = async words => { window.copied = words }")
    page.goto(f"file://{file}{address}")
    yield page
    context.close()


def shown(page: Any) -> list[str]:
    """The references of the findings that a reader sees."""
    items: list[str] = page.evaluate(
        "[...document.querySelectorAll('li[id]')].filter(li => li.checkVisibility())"
        ".filter(li => !li.closest('[hidden]')).map(li => li.id.toUpperCase())"
    )
    return items
