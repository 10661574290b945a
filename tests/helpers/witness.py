"""Whether a volume still has what its parts had, told by other software than the program that is tested.

PDFium, pypdf and poppler read (``pdffacts``), qpdf checks the syntax and page-validation the standards.
"""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf

from helpers.pdffacts import Facts, facts


def witness(parts: Sequence[Any], volume: Any, *, check: bool = True, pictures: bool = True) -> Facts:
    """Assert that a volume has everything that its parts have; returns what was found in the volume.

    ``parts`` and ``volume`` are what binding takes and gives; only their bytes, names and wishes are read.
    """
    whole = facts(volume.pdf, pictures=pictures)
    sources = [facts(part.pdf, part.password, pictures) for part in parts]
    looks = [
        facts(_drawn_anew(part.pdf)) if whole.draws_fields and source.fields and not source.draws_fields else source
        for part, source in zip(parts, sources, strict=True)
    ]
    assert len(whole.pages) == sum(len(source.pages) for source in sources)
    first = element = 0
    kids = whole.tops[1:]
    taken: dict[str, set[str]] = {"fields": set(), "attachments": set()}
    for part, source, look in zip(parts, sources, looks, strict=True):
        _same_pages(part, look, whole, first)
        if source.tree and source.elements:
            name, count = kids.pop(0)
            assert name == "/Part"
            inside = whole.elements[1 + element : 1 + element + count]
            _same_tags(part, source, inside, first)
            _same_keys(part, source, whole, first, 1 + element)
            element += count
        else:
            _no_keys(source, whole, first)
        _same_names(part, source, whole, taken)
        first += len(source.pages)
    assert kids == []
    if whole.tree:
        assert whole.tops[0] == ("/Document", len(whole.elements))
        assert len(whole.elements) == element + 1
    _same_bookmarks(parts, sources, whole)
    _same_sums(parts, sources, whole)
    _labels(parts, sources, whole)
    _claims_hold(parts, sources, volume, whole)
    if check:
        assert qpdf_complaints(volume.pdf) == []
    return whole


def _drawn_anew(pdf: bytes) -> bytes:
    """A part as it looks when readers draw its fields: one part of a volume can ask for this only for all."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.Root.AcroForm.NeedAppearances = True
        opened.save(out, static_id=True)
    return out.getvalue()


def _same_pages(part: Any, source: Facts, whole: Facts, first: int) -> None:
    for index, page in enumerate(source.pages):
        found = whole.pages[first + index]
        where = f"{part.name}, page {index + 1}"
        if not part.folio and not part.tab:
            assert found.text == page.text, where
            assert found.picture == page.picture, where
            assert whole.poppler[first + index] == source.poppler[index], where
        assert found.boxes == page.boxes, where
        assert found.marks == page.marks, where
        assert found.files == page.files, where
        assert found.annotations == page.annotations, where
        assert len(found.links) == len(page.links), where
        for old, new in zip(page.links, found.links, strict=True):
            if old[1][0] == "uri" and str(old[1][1]).startswith("bind:"):
                continue
            assert new == (old[0], _shifted(old[1], first)), where


def _shifted(target: tuple[Any, ...], first: int) -> tuple[Any, ...]:
    return (target[0], target[1] + first, *target[2:]) if target[0] == "page" else target


def _same_tags(part: Any, source: Facts, inside: list[Any], first: int) -> None:
    """The elements of a part, in order, below the one that stands for the part."""
    expected = list(source.elements)
    if _is_one_document(source):
        top, rest, deeper, skipped = inside[0], inside[1:], 1, 1
        old, expected = expected[0], expected[1:]
        assert top["content"] == _moved(old["content"], first)
    else:
        top, rest, deeper, skipped = inside[0], inside[1:], 2, 0
    assert top["language"], "each part says its language"
    assert top["title"] == part.title
    assert len(rest) == len(expected), part.name
    for old, new in zip(expected, rest, strict=True):
        assert new["type"] == old["type"], (part.name, old, new)
        assert new["depth"] == old["depth"] + deeper, (part.name, old, new)
        assert new["content"] == _moved(old["content"], first), (part.name, old, new)
        for key in ("language", "alt", "actual", "expansion", "title", "attributes", "parent_is_holder"):
            assert new[key] == old[key], (part.name, key, old, new)
        headers = [None if item is None else item - skipped for item in old["headers"]]
        base = inside[0]["ordinal"] + 1
        assert [None if item is None else item - base for item in new["headers"]] == headers, (part.name, old, new)
        assert new["unique_id"] == old["unique_id"], part.name


def _is_one_document(source: Facts) -> bool:
    return [item["type"] for item in source.elements if item["depth"] == 0] == ["/Document"]


def _moved(content: list[Any], first: int) -> list[Any]:
    return [(kind, None if page is None else page + first, *rest) for kind, page, *rest in content]


def _same_keys(part: Any, source: Facts, whole: Facts, first: int, start: int) -> None:
    """Marked content and annotations find, by way of the parent tree, the element that they found before.

    Only elements that were reached from the root count, in both files.
    """
    shift = start + (0 if _is_one_document(source) else 1)
    for index, page in enumerate(source.pages):
        found = whole.pages[first + index]
        assert found.keys.keys() == page.keys.keys(), (part.name, index)
        for path, value in page.keys.items():
            assert found.keys[path] == _ordinals(value, shift), (part.name, index, path)
        if source.marked:  # else PDFium does not look at the tags of the source
            assert found.tagged_by_pdfium == page.tagged_by_pdfium, (part.name, index)
        if page.marks and page.marks == page.tagged_by_pdfium:
            reached = found.keys[("page",)]
            assert all(reached[mark] is not None for mark in found.marks), (part.name, index)


def _ordinals(value: Any, shift: int) -> Any:
    if isinstance(value, list):
        return [None if item is None else item + shift for item in value]
    return None if value is None else value + shift


def _no_keys(source: Facts, whole: Facts, first: int) -> None:
    """Pages without tags point to nobody else's."""
    for index in range(len(source.pages)):
        found = whole.pages[first + index]
        assert all(not value or set(value) == {None} for value in found.keys.values() if isinstance(value, list)), index
        assert all(isinstance(value, list) or value is None for value in found.keys.values()), index
        assert found.tagged_by_pdfium == frozenset()


def _same_names(part: Any, source: Facts, whole: Facts, taken: dict[str, set[str]]) -> None:
    for name, value in source.fields.items():
        new = name
        if new in taken["fields"]:
            top, dot, rest = name.partition(".")
            matching = [key for key in whole.fields if key not in taken["fields"] and _is_new(key, top, dot + rest)]
            assert matching, (part.name, name)
            new = matching[0]
        assert whole.fields[new] == value, (part.name, name)
        taken["fields"].add(new)


def _is_new(key: str, top: str, rest: str) -> bool:
    return re.fullmatch(re.escape(top) + r" \([^)]+\)( ?\d+)?" + re.escape(rest), key) is not None


def _same_bookmarks(parts: Sequence[Any], sources: Sequence[Facts], whole: Facts) -> None:
    first, openings = 0, {}
    below: dict[str, list[tuple[int, str, int | None]]] = {"": []}
    for part, source in zip(parts, sources, strict=True):
        openings[part.name] = first
        own = [(level, title, None if page is None else page + first) for level, title, page in source.toc]
        target = below[part.under if part.under in below else ""]
        if part.bookmark:
            target.append((0, f"{len(below)} {part.name}", openings[part.opens or part.name]))
            below[part.name] = own
        else:
            target += own
        first += len(source.pages)
    titles = {f"{number} {name}": name for number, name in enumerate(below)}
    named = {part.name: part.title for part in parts}

    def flat(items: list[tuple[int, str, int | None]], depth: int) -> list[tuple[int, str, int | None]]:
        found = []
        for level, title, page in items:
            name = titles.get(title)
            found.append((level + depth, named[name] if name else title, page))
            found += flat(below[name], level + depth + 1) if name else []
        return found

    expected = flat(below[""], 0)
    assert whole.toc == expected


def _same_sums(parts: Sequence[Any], sources: Sequence[Facts], whole: Facts) -> None:
    sums = sorted(digest for source in sources for _, digest in source.attachments)
    assert sorted(digest for _, digest in whole.attachments) == sums
    assert len(set(whole.file_keys)) == len(whole.file_keys) == len(sums)
    assert sorted(whole.layers) == sorted(layer for source in sources for layer in source.layers)
    assert whole.scripts == sorted(script for source in sources for script in source.scripts)
    assert len(whole.fields) == sum(len(source.fields) for source in sources)
    threads, first = [], 0
    for source in sources:
        threads += [(title, [page + first for page in pages]) for title, pages in source.threads]
        first += len(source.pages)
    assert whole.threads == threads


def _labels(parts: Sequence[Any], sources: Sequence[Facts], whole: Facts) -> None:
    expected = []
    for part, source in zip(parts, sources, strict=True):
        if part.labels is not None:
            expected += [part.labels.of(index) for index in range(len(source.pages))]
        elif source.has_labels:
            expected += source.labels
        else:
            expected += [str(index + 1) for index in range(len(source.pages))]
    assert whole.labels == expected


def _claims_hold(parts: Sequence[Any], sources: Sequence[Facts], volume: Any, whole: Facts) -> None:
    """A standard is claimed only where every part claims it, and then the validator agrees."""
    assert whole.claims == frozenset(volume.claims)
    for claim in whole.claims:
        assert all(claim in source.claims for source in sources)
    for claim in ("PDF/UA-1", "PDF/A-3a"):
        if all(
            claim in source.claims and not violations(part.pdf, claim)
            for part, source in zip(parts, sources, strict=True)
        ):
            assert claim in whole.claims
            assert violations(volume.pdf, claim) == []
    if not all(source.tree for source in sources):
        assert "PDF/UA-1" not in whole.claims
        assert "PDF/A-3a" not in whole.claims


def violations(pdf: bytes, claim: str) -> list[str]:
    """What page-validation finds against a standard; of a part that is bound again and again it is asked once."""
    return [*_violations(pdf, claim)]


@lru_cache(maxsize=64)
def _violations(pdf: bytes, claim: str) -> tuple[str, ...]:
    import page

    profile = {"PDF/UA-1": "PDF_UA_1", "PDF/A-3a": "PDF_A_3A"}[claim]
    report = page.validate_pdf_bytes(
        pdf, profile=getattr(page.ValidationProfile, profile), limits=page.SafetyLimits.unlimited()
    )
    return tuple(f"{failure.rule_id}: {failure.message}" for failure in report.failures)


def qpdf_complaints(pdf: bytes) -> list[str]:
    """Warnings and errors of ``qpdf --check``."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(pdf)
        done = subprocess.run(["qpdf", "--check", file.name], capture_output=True, text=True)
    lines = (done.stdout + done.stderr).splitlines()
    return [line for line in lines if line.startswith(("WARNING", "ERROR"))] + (
        [f"qpdf ended with {done.returncode}"] if done.returncode else []
    )
