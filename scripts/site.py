"""What mkdocs asks when it makes the site: the table of contents, which is that of ``mgi-report docs``."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from mgi_report.cli.manual import INDEX, pages


def on_config(config: Any) -> Any:
    """Give the site the pages in the order and the groups of docs/index.md."""
    grouped = groupby(pages(), key=lambda page: page.group)
    groups = [{group: [{page.title: f"{page.topic}.md"} for page in found]} for group, found in grouped]
    config.nav = [{"Contents": f"{INDEX}.md"}, *groups]
    return config
