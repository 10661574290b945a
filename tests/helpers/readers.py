"""What three readers of PDF get of a file, and the words in it: poppler, PDFium and pypdf."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import yaml

from mgi_report.text.markup import plain_text
from mgi_report.text.typography import without_unseen

_MARKS = re.compile("[ \u2060]+$", re.M)  # those of a line come behind it, as characters that are not seen
_DIVIDED = re.compile("\u00ad\\s*\n|\ufffe")  # PDFium gives U+FFFE for a hyphen of division and the end of its line
_TYPED = re.compile("-\u200b\\s*\n")
_PLAIN = str.maketrans({"’": "'", "–": "-"})


def poppler(pdf: bytes, *options: str) -> str:
    return subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def raw_poppler(pdf: bytes) -> str:
    return poppler(pdf, "-raw")


def pdfium(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_pypdf(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


READERS: tuple[Callable[[bytes], str], ...] = (poppler, raw_poppler, pdfium, by_pypdf)


def words(text: str) -> list[str]:
    """The words of a text or of a page, parted ones made whole by nothing but what the page says of its hyphens.

    Characters that are not seen are left out (marks of direction too), forms of letters are letters (NFKC), and marks
    of punctuation around a word are no part of it.
    """
    whole = _TYPED.sub("-", _DIVIDED.sub("", _MARKS.sub("", text.replace("\r", ""))))
    plain = unicodedata.normalize("NFKC", without_unseen(whole)).translate(_PLAIN)
    return [word for part in plain.split() if (word := _bare(part))]


def _bare(word: str) -> str:
    inside = [index for index, letter in enumerate(word) if unicodedata.category(letter)[0] not in "PS"]
    return word[inside[0] : inside[-1] + 1] if inside else ""


def lost(texts: list[str], pdf: bytes) -> dict[str, dict[str, int]]:
    """The words of texts that a reader does not get from a file, or not as often, by reader."""
    wanted = Counter(word for text in texts for word in words(text))
    missing = {reader.__name__: dict(wanted - Counter(words(reader(pdf)))) for reader in READERS}
    return {name: words for name, words in missing.items() if words}


def texts_of(profile: Path, language: str) -> list[str]:
    """Gists and texts of all findings of a file of data, in one language where there are several."""
    lists = yaml.safe_load(profile.read_text(encoding="utf-8"))["findings"].values()
    findings = [finding for kinds in lists for kind in kinds.values() for finding in kind]
    return [_in(finding[key], language) for finding in findings for key in ("gist", "text") if key in finding]


def _in(value: Any, language: str) -> str:
    return plain_text(value if isinstance(value, str) else value[language])
