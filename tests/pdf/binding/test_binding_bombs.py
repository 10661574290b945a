"""Small files that would take much time, memory or stack: told in a process of their own."""

from __future__ import annotations

import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from helpers.pdfmaking import element, plain, saved, tagged
from helpers.suspects import sound_or_refused

BOMB = 2 * 2**30
"""Bytes that a bomb decodes to."""


@cache
def bomb() -> bytes:
    """Deflated zeros: equal blocks, so that they need not be compressed one by one."""
    packer = zlib.compressobj(9)
    start = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * (BOMB // 2**20)


def bomb_in(place: str) -> bytes:
    """A small file in which a stream is a bomb."""
    if place in ("objects", "references"):
        return _hidden(place)
    pdf = tagged("Bomb")
    data, filters = bomb(), Name.FlateDecode
    if place == "hex":
        data, filters = data.hex().encode() + b">", Array([Name.ASCIIHexDecode, Name.FlateDecode])
    if place == "twice":
        data, filters = zlib.compress(data), Array([Name.FlateDecode, Name.FlateDecode])
    stream = pdf.make_stream(data, Filter=filters)
    if place == "metadata":
        pdf.Root.Metadata = stream
    elif place in ("content", "hex", "twice"):
        pdf.pages[0].obj.Contents = stream
    elif place == "image":
        stream.Subtype, stream.Width, stream.Height = Name.Image, 30000, 30000
        pdf.pages[0].obj.Resources.XObject = Dictionary(Im=stream)
    elif place == "file":
        spec = Dictionary(Type=Name.Filespec, F=String("b"), UF=String("b"), EF=Dictionary(F=stream))
        pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array([String("b"), pdf.make_indirect(spec)]))
    return saved(
        pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none, fix_metadata_version=False
    )


def _hidden(place: str) -> bytes:
    """A bomb where a reader must look to find anything: an object stream or the cross-reference stream."""
    out = bytearray(b"%PDF-1.5\n")
    offsets = [0, len(out)]
    out += b"1 0 obj\n<</Type/Catalog/Pages 3 0 R>>\nendobj\n"
    offsets.append(len(out))
    data = bomb()
    out += b"2 0 obj\n<</Type/ObjStm/N 1/First 6/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        len(data),
        data,
    )
    start = len(out)
    rows = b"".join(bytes((1, *offset.to_bytes(4, "big"), 0)) for offset in offsets) + bytes((2, 0, 0, 0, 2, 0))
    packed = zlib.compress(rows) if place == "objects" else data
    head = b"4 0 obj\n<</Type/XRef/W[1 4 1]/Size 4/Root 1 0 R/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    return bytes(out + head + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)


_GUARDED = """
import re, sys, time
from pathlib import Path
from mgi_report.pdf.binding import Part, SourceError, bind
pdf = sys.stdin.buffer.read()
started = time.perf_counter()
try:
    volume = bind([Part(pdf, "Bomb", "bomb")], title="A volume", language="en", lead="bomb")
    print("bound", len(volume.pdf))
except SourceError as error:
    print("refused", error)
seconds = time.perf_counter() - started
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())  # getrusage counts the parent, too
print(seconds, int(peak[1]) / 1024)
"""


def guarded(pdf: bytes) -> tuple[str, float, float]:
    """What binding says in a process of its own, with the seconds and MiB that it took."""
    done = subprocess.run([sys.executable, "-c", _GUARDED], input=pdf, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr[-500:]
    said, numbers = done.stdout.decode().splitlines()
    seconds, memory = map(float, numbers.split())
    return said, seconds, memory


@pytest.mark.parametrize("place", ["metadata", "content", "hex", "twice", "image", "file", "objects", "references"])
def test_bombs(place: str) -> None:
    said, seconds, memory = guarded(bomb_in(place))
    assert seconds < 20
    assert memory < 700
    assert said.startswith("refused" if place in ("objects", "references") else "bound"), said


def chain_of_bookmarks(length: int) -> bytes:
    pdf = tagged("Chain")
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    page = Array([pdf.pages[0].obj, Name.Fit])
    items = [pdf.make_indirect(Dictionary(Title=String(f"Item {i}"), Parent=root, Dest=page)) for i in range(length)]
    for one, two in pairwise(items):
        one.Next, two.Prev = two, one
    root.First, root.Last, root.Count = items[0], items[-1], length
    pdf.Root.Outlines = root
    return saved(pdf)


def tower_of_tags(height: int) -> bytes:
    pdf = tagged("Tower")
    top = pdf.Root.StructTreeRoot.K
    for _ in range(height):
        top = element(pdf, top, "/Div")
    return saved(pdf)


@pytest.mark.parametrize("make", [chain_of_bookmarks, tower_of_tags])
def test_long_chains_of_references(make: Callable[[int], bytes]) -> None:
    said, seconds, memory = guarded(make(60_000))
    assert said.startswith("bound")
    assert seconds < 60
    assert memory < 900


def nested_arrays() -> bytes:
    pdf = saved(tagged("Nested"), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"/Lang (en)" in pdf
    return pdf.replace(b"/Lang (en)", b"/Lang (en) /Deep " + b"[" * 10_000 + b"]" * 10_000)


def nested_dictionaries() -> bytes:
    pdf = saved(tagged("Nested"), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return pdf.replace(b"/Lang (en)", b"/Lang (en) /Deep " + b"<</A " * 10_000 + b"1" + b">>" * 10_000)


@pytest.mark.parametrize("make", [nested_arrays, nested_dictionaries])
def test_deep_nesting(make: Callable[[], bytes]) -> None:
    sound_or_refused(make())


def test_labels_that_would_fill_the_memory() -> None:
    pdf = plain("Labels", 2)
    styles = [Dictionary(S=Name.a, St=2**31 - 1), Dictionary(S=Name.r, St=2**31 - 1)]
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, styles[0], 1, styles[1]]))
    said, seconds, memory = guarded(saved(pdf))
    assert said.startswith("bound")
    assert seconds < 5
    assert memory < 200
