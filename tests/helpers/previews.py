"""A preview at work, asked as a browser asks it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from mgi_report.build.plan import BuildPlan
from mgi_report.build.preview.preview import previewing
from mgi_report.build.preview.server import Server
from mgi_report.workspace.places import open_workspace

PATIENCE = 90.0
"""Seconds after which something does not come any more, on a busy machine too."""


class Browser:
    """Asks a server; follows the news of a publication as a page does."""

    def __init__(self, server: Server, document: str = "") -> None:
        self.server, self.document = server, document
        self.news: list[dict[str, Any]] = []
        Thread(target=self._follow, daemon=True).start()

    def get(self, path: str, token: str = "", method: str = "GET", **headers: str) -> tuple[int, bytes]:
        """The status and the answer."""
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=PATIENCE)
        connection.request(method, f"/{token or self.server.token}/{path}", headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def ask(self, path: str, **asked: str) -> Any:
        """An answer as data."""
        status, data = self.get(f"{path}?{urlencode({'document': self.news[-1]['document'], **asked})}")
        assert status == 200
        return json.loads(data)

    def _follow(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=PATIENCE)
        query = urlencode({"browser": str(id(self)), "document": self.document})
        connection.request("GET", f"/{self.server.token}/events?{query}")
        for line in connection.getresponse():
            if line.startswith(b"data: "):
                self.news.append(json.loads(line[6:]))

    def wait(self, wanted: Callable[[dict[str, Any]], object], since: int = 0) -> dict[str, Any]:
        """The first news that is wanted, of those that came after so many."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for state in self.news[since:]:
                if wanted(state):
                    return state
            time.sleep(0.01)
        raise AssertionError([{**state, "pages": len(state["pages"])} for state in self.news[-3:]])

    def stage(self, name: str, since: int = 0) -> dict[str, Any]:
        """The first news of a stage."""
        return self.wait(lambda state: state["stage"] == name, since)


@contextmanager
def preview_of(root: Path, **options: Any) -> Iterator[Server]:
    """A preview of a workspace."""
    workspace = open_workspace(root)
    with previewing(BuildPlan(workspace, workspace.cache / "preview" / root.parent.name, **options)) as server:
        yield server
