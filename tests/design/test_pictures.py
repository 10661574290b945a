"""Pictures that would take all time or memory are refused before they are drawn, small ones that do no harm are not."""

from __future__ import annotations

import base64
import struct
import time
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.cities import Data, MakeWorkspace
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.cli import main as program
from mgi_report.design.pictures import MAX_DEPTH, check_pictures
from mgi_report.errors import ExitCode, Kind, ReportError
from mgi_report.workspace.places import Workspace, open_workspace

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
RECT = '<rect id="u0" width="1" height="1"/>'
LINE = "M0 0" + "L1 1" * 3000
MANY = '<g id="m">' + "<rect/>" * 100 + "</g>"


def groups(levels: int, times: int = 10) -> str:
    calls = (f'<g id="u{level + 1}">' + f'<use x:href="#u{level}"/>' * times + "</g>" for level in range(levels))
    return f'{HEAD}<defs>{RECT}{"".join(calls)}</defs><use href="#u{levels}"/></svg>'


def png(width: int, height: int) -> bytes:
    """A PNG that says to be so large, with hardly anything in it."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0")))
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def inside(data: bytes, kind: str) -> str:
    return (
        f'{HEAD}<image href="data:image/{kind};base64,{base64.b64encode(data).decode()}" width="1" height="1"/></svg>'
    )


def found(tmp_path: Path, name: str, content: str | bytes) -> list[str]:
    folder = tmp_path / "assets" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    problems = check_pictures(Workspace(tmp_path, tmp_path / "cache"))
    assert all(problem.kind is Kind.PICTURE_TOO_LARGE for problem in problems)
    assert all(problem.file == f"assets/images/{name}" for problem in problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (groups(8), "elements; pictures draw at most"),
        (groups(25, 2), "elements; pictures draw at most"),
        (f'{HEAD}<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>', "calls itself"),
        (f'{HEAD}<g id="a"><g><use href="#a"/></g></g></svg>', "calls itself"),
        (HEAD + "<g>" * (MAX_DEPTH + 5) + "</g>" * (MAX_DEPTH + 5) + "</svg>", "levels deep"),
        (groups(70, 1), "levels deep"),
        (HEAD + "<rect/>" * 30_000 + "</svg>", "draws 30,001 elements"),
        (f'{HEAD}<marker id="k">{MANY}</marker><path marker-mid="url(#k)" d="{LINE}"/></svg>', "draws 3"),
        (
            f'{HEAD}<style>path{{marker:url(#k)}}</style><marker id="k">{MANY}</marker><path d="{LINE}"/></svg>',
            "draws 3",
        ),
        (f'<!DOCTYPE svg [<!ENTITY a "aaaa">]>{HEAD}<text>&a;</text></svg>', "declares entities"),
        (inside(png(60_000, 60_000), "png"), "pixels"),
        (inside(groups(8).encode(), "svg+xml"), "elements; pictures draw at most"),
    ],
)
def test_a_drawing_that_draws_too_much_is_refused(tmp_path: Path, picture: str, words: str) -> None:
    start = time.monotonic()
    (message,) = found(tmp_path, "logo.svg", picture)
    assert words in message
    assert time.monotonic() - start < 3


@pytest.mark.parametrize("size", [(60_000, 60_000), (10_000, 5_001), (1_000_000, 1_000_000)])
def test_a_picture_of_too_many_pixels_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    (message,) = found(tmp_path, "logo.png", png(*size))
    assert "pixels" in message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.svg", groups(3)),
        ("logo.svg", f'{HEAD}<marker id="k"><rect/></marker><path marker-end="url(#k)" d="M0 0L1 1"/></svg>'),
        ("logo.svg", HEAD + "<g>" * 40 + "</g>" * 40 + "</svg>"),
        ("logo.svg", inside(png(100, 100), "png")),
        ("logo.svg", "no picture"),
        ("logo.png", png(10_000, 5_000)),
        ("logo.png", b"no picture"),
        ("readme.txt", b"words"),
    ],
)
def test_what_does_no_harm_passes(tmp_path: Path, name: str, content: str | bytes) -> None:
    assert found(tmp_path, name, content) == []


def test_check_and_build_refuse_it(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    (root / "assets" / "images").mkdir(parents=True)
    (root / "assets" / "images" / "logo.svg").write_text(groups(8), encoding="utf-8")
    result = CliRunner().invoke(program, ["--workspace", str(root), "check"])
    assert result.exit_code == ExitCode.TEMPLATE
    assert "assets/images/logo.svg: error: the picture draws" in result.stderr
    with pytest.raises(ReportError) as caught:
        build(BuildPlan(open_workspace(root), root / "reports", jobs=1))
    assert caught.value.exit_code is ExitCode.TEMPLATE
