"""Chromium's viewer of PDFs, where it is installed: what it hands to screen readers of a file.

The tree is the one that chrome://accessibility shows, in which the viewer's own is contained; what the protocol for
developers gives ends at the viewer.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import time
from pathlib import Path
from typing import NamedTuple

import pytest

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_ROW = "[...document.querySelectorAll('#pages > .row')].find(row => row.innerText.includes('file:///'))"
_SHOW = f"{_ROW}.querySelector('[id$=showOrRefreshTree]').click()"
_LINE = re.compile(r"^(\++)(\w+)(?: name='(.*)')?$", re.M)
_LEFT_OUT = ["--headless", "--disable-extensions", "--disable-component-extensions-with-background-pages"]
_PATIENCE = 60  # seconds


class Node(NamedTuple):
    """A thing that is heard: how deep it lies, what it is, and what is said of it."""

    depth: int
    role: str
    name: str


def heard_by(file: Path, *, by_tags: bool) -> list[list[Node]]:
    """What is heard of each page, by the tags of the file, or as the viewer does by itself, by its content.

    Skips the test where there is no Chromium, or nothing to steer it with.
    """
    if why := why_not():
        pytest.skip(why)
    from playwright.sync_api import sync_playwright

    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--force-renderer-accessibility=complete"]
    options.append(f"--{'enable' if by_tags else 'disable'}-features=PdfTags")
    with sync_playwright() as playwright:
        own = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}  # that of our engine
        browser = playwright.chromium.launch(
            executable_path=_program(), args=options, ignore_default_args=_LEFT_OUT, env=own
        )
        window = browser.new_context()
        window.new_page().goto(f"file://{file}")
        inside, tree, started = window.new_page(), "", time.monotonic()
        while "name='Finished loading PDF'" not in tree:
            assert time.monotonic() - started < _PATIENCE, tree[-500:]
            if not tree:
                inside.goto("chrome://accessibility")  # which lists the pages that there are when it is opened
                inside.wait_for_selector("#pages > .row")
                inside.fill("#filter-allow", "name=*")
            tree = inside.evaluate(f"{_ROW} ? ({_SHOW}, {_ROW}.innerText) : ''")
            time.sleep(0.2)
        browser.close()
    return _pages(tree[tree.index("pdfRoot") :])


def why_not() -> str:
    """What is missing; nothing where it can be asked."""
    if not _program():
        return f"Chromium is not installed: none of {', '.join(PROGRAMS)}"
    return "" if importlib.util.find_spec("playwright") else "playwright, which steers Chromium, is not installed"


def _program() -> str:
    return next(filter(None, map(shutil.which, PROGRAMS)), "")


def _pages(tree: str) -> list[list[Node]]:
    pages: list[list[Node]] = []
    for plus, role, name in _LINE.findall(tree):
        if role == "region":
            pages.append([])
        elif pages and role != "inlineTextBox":
            pages[-1].append(Node(len(plus), role, name.replace("<newline>", " ").strip()))
    return pages
