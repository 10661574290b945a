"""The server of a preview: on this machine alone, for whoever knows the token in its address.

Other pages in the same browser can reach any port of the machine. They do not know the token, and what they ask under a
name of their own (DNS rebinding) or would change (a foreign ``Origin``) is refused.
"""

from __future__ import annotations

import json
import mimetypes
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .editors import open_in_editor
from .gallery import Gallery

HOST = "127.0.0.1"
_PULSE = 5.0  # seconds after which a browser that is gone is noticed
_SCALES = (0.2, 6.0)  # pixels in a point
_VIEWER = {"": "viewer.html", "viewer.css": "viewer.css", "viewer.js": "viewer.js"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_POLICY_OF_OUTPUTS = "connect-src 'none'; frame-ancestors 'self'"

Views = tuple[tuple[str, int], ...]
"""Publications that are looked at, and the page in view of each, from 0."""


class Server(ThreadingHTTPServer):
    """Serves a gallery, and the folder ``out`` with what was built; ``viewed`` is told what is looked at.

    Raises :class:`OSError` where the port is taken.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, gallery: Gallery, out: Path, viewed: Callable[[Views], None], port: int = 0) -> None:
        self.gallery, self.out, self._viewed = gallery, out, viewed
        self.token = secrets.token_urlsafe(18)
        self.ended = threading.Event()
        self._views: dict[str, tuple[str, int]] = {}
        self._lock = threading.Lock()
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where the preview is."""
        return f"http://{HOST}:{self.server_port}/{self.token}/"

    def look(self, browser: str, view: tuple[str, int] | None) -> None:
        """A browser looks at a publication, or is gone; what was turned to last comes first."""
        with self._lock:
            self._views.pop(browser, None)
            if view and view[0]:
                self._views[browser] = view
            self._viewed(tuple(dict(reversed(self._views.values())).items()))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is nothing to tell anybody."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    disable_nagle_algorithm = True  # an answer does not wait until its head was received
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "mgi_report", ""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged."""

    def do_GET(self) -> None:
        """Answer what a browser asks for."""
        if path := self._own_path():
            self._answer(*path)

    def do_POST(self) -> None:
        """Take what a browser tells."""
        if not (path := self._own_path()):
            return
        name, asked = path
        if self.headers.get("Origin") not in {f"http://{host}" for host in self._hosts}:
            self._refuse(HTTPStatus.FORBIDDEN)
        elif name == "view":
            self.server.look(asked.get("browser", ""), (asked.get("document", ""), _number(asked.get("page"))))
            self._send_json({})
        elif name == "edit":
            origin = self.server.gallery.origin(asked.get("document", ""), asked.get("name", ""))
            self._send_json({"opened": bool(origin and open_in_editor(origin))})
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    @property
    def _hosts(self) -> set[str]:
        return {f"{name}:{self.server.server_port}" for name in (HOST, "localhost")}

    def _own_path(self) -> tuple[str, dict[str, str]] | None:
        """What is asked for behind the token, and how; nothing where it was refused."""
        if self.headers.get("Host") not in self._hosts:
            self._refuse(HTTPStatus.FORBIDDEN)
            return None
        parts = urlsplit(self.path)
        _, token, *rest = [*unquote(parts.path).split("/", 2), "", ""][:3]
        if not secrets.compare_digest(token.encode(), self.server.token.encode()):
            self._refuse(HTTPStatus.NOT_FOUND)
            return None
        return rest[0], dict(parse_qsl(parts.query))

    def _answer(self, name: str, asked: dict[str, str]) -> None:
        gallery = self.server.gallery
        kind, _, rest = name.partition("/")
        document = asked.get("document", "")
        if name in _VIEWER:
            self._send(files(__package__).joinpath(_VIEWER[name]).read_bytes(), _VIEWER[name], _POLICY)
        elif name == "events":
            self._tell(asked.get("browser", ""), document, _number(asked.get("page")))
        elif kind == "picture":
            scale = min(max(_decimal(asked.get("scale")), _SCALES[0]), _SCALES[1])
            self._send_if(gallery.picture(rest, scale), "page.bmp")
        elif kind == "sheet":
            sheet = gallery.sheet(rest)
            self._send_if(None if sheet is None else json.dumps(sheet).encode(), "sheet.json")
        elif kind == "changes":
            self._send_json(gallery.changes(*[*rest.split("/"), ""][:2]))
        elif kind == "place":
            self._send_json(gallery.place(document, asked.get("name", "")))
        elif kind == "origin":
            origin = gallery.origin(document, asked.get("name", ""))
            self._send_json(gallery.named(origin) if origin else {})
        elif kind == "out":
            self._send_if(self._built(rest), rest, _POLICY_OF_OUTPUTS)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _built(self, path: str) -> bytes | None:
        """A file of the output folder, and of no other."""
        try:
            file = (self.server.out / path).resolve()
            return file.read_bytes() if file.is_relative_to(self.server.out.resolve()) else None
        except (OSError, ValueError):
            return None

    def _tell(self, browser: str, document: str, page: int) -> None:
        """Send the state of a publication, and again whenever there is news, until the browser is gone."""
        self._head("text/event-stream", None)
        self.close_connection = True
        gallery, seen = self.server.gallery, ""
        try:
            while not self.server.ended.is_set():
                state = gallery.state(document)
                if state["document"] != seen:
                    document = seen = state["document"]
                    self.server.look(browser, (document, page))
                self.wfile.write(f"data: {json.dumps(state)}\n\n".encode())
                while gallery.wait(state["version"], _PULSE) == state["version"]:
                    self.wfile.write(b": here\n\n")
        finally:
            self.server.look(browser, None)

    def _head(self, kind: str, size: int | None, policy: str = "", *, lasting: bool = False) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        if size is not None:
            self.send_header("Content-Length", str(size))
        self.send_header("Cache-Control", "private, max-age=3600, immutable" if lasting else "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()

    def _send(self, data: bytes, name: str, policy: str = "") -> None:
        kind = {".bmp": "image/bmp", ".js": "text/javascript; charset=utf-8", ".html": "text/html; charset=utf-8"}
        guessed = kind.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        with suppress(BrokenPipeError, ConnectionResetError):
            self._head(guessed, len(data), policy, lasting=name == "page.bmp")
            self.wfile.write(data)

    def _send_if(self, data: bytes | None, name: str, policy: str = "") -> None:
        self._refuse(HTTPStatus.NOT_FOUND) if data is None else self._send(data, name, policy)

    def _send_json(self, data: object) -> None:
        self._send(json.dumps(data).encode(), "answer.json")

    def _refuse(self, status: HTTPStatus) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            self.send_error(status)
        self.close_connection = True


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


def _decimal(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
