"""The edition for word processors: a template of the subset and its view → a Word file, guarded, linted and proved to
say what the PDF of the same publication says.

A publication gives a template in ``office/``, what that is given, and what its file must agree with; the rest is here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from ..design.editions import DOCX, WORD, Edition
from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from ..neutrality.words import load_wordings
from ..pdf.heard import read_heard
from ..pdf.listed import read_listed
from ..pdf.proof import Check, Proof
from ..pdf.reading import open_pdf
from ..pdf.tables import repeated_heads
from ..pdf.xmp import Metadata
from ..text.hypertext import read_html
from ..text.languages import Language
from ..text.turned import has
from ..text.typography import spelled, unmarked, without_punctuation
from ..typeset.office.lint import lint_word
from ..typeset.office.reading import DamagedFileError, WordFile, read_word
from ..typeset.office.subset import read_subset
from ..typeset.office.word import word_of
from ..workspace.workers import Workers
from .jobs import Facts, Job, Made, MadeFile, attempt, keep, kept_file, kept_or_made
from .studio import Studio
from .webpage import guard_of


@dataclass(frozen=True)
class Draft:
    """What a publication gives for its Word file: a template in ``office/`` and what that is given.

    ``order`` are the places that it compares, in their order; ``pictures`` are PNG by the names that a template
    calls; ``demand`` raises where the page says what such a publication must not say.
    """

    template: str
    language: Language
    about: Metadata
    order: Sequence[str]
    given: Mapping[str, Any]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    demand: Callable[[str], None] | None = None


Same = Callable[[WordFile, bytes], Iterable[Problem]]
"""Where a Word file, as it was read back, and the PDF of the same publication say something else."""


@dataclass(frozen=True, kw_only=True)
class WordJob(Job):
    """A Word file to make beside the PDF of a job.

    ``draft`` is what makes it, called with a studio, and ``same`` compares it with the PDF; without one, all words of
    both must be the same.
    """

    of: Job
    draft: Callable[[Studio, Any], tuple[Draft, Same | None]]
    edition: Edition = WORD

    folder = "word"
    ending = ".docx"

    @property
    def subject(self) -> tuple[str, str]:
        """That of the PDF."""
        return self.of.subject

    @property
    def name(self) -> str:
        """That of the PDF."""
        return self.of.name

    def beside(self, suffix: str) -> str:
        """Beside the PDF, wherever that lies."""
        return self.of.beside(suffix).removesuffix(self.of.ending) + self.ending


def make_words(jobs: Sequence[WordJob], workers: Workers[Studio], *, force: bool = False) -> Iterator[Made[WordJob]]:
    """Make Word files of PDFs that are kept; those that are kept themselves are only looked up."""
    return kept_or_made(jobs, workers, _run, force=force)


def _run(studio: Studio, job: WordJob) -> Made[WordJob]:
    return attempt(job, lambda: _make(studio, job))


def _make(studio: Studio, job: WordJob) -> Facts:
    draft, own = job.draft(studio, job.of)
    data, pdf = word_file(studio, draft), kept_file(job.of, studio.workspace.cache)
    same = own or same_words(job.output, job.of.output, draft.language)
    proof = prove_word(data, job.output, lambda said: same(said, pdf), job.of.output).demand()
    return keep(job, studio.workspace.cache, [MadeFile("", data, 0, proof.verdict)])


def word_file(studio: Studio, draft: Draft) -> bytes:
    """A Word file in the look of a workspace.

    Raises :class:`ReportError` (template) where a template is broken, writes what is no part of the subset, or what it
    makes would rank places.
    """
    file = f"office/{draft.template}.html.j2"
    html = studio.composer.render(file, draft.language, about=draft.about, **draft.given)
    guard = guard_of(load_wordings(studio.workspace.paths("assets", "wording")), draft.order, file)
    read_html(unmarked(html).encode(), guard)
    if guard.problems:
        raise ReportError(dict.fromkeys(guard.problems), ExitCode.TEMPLATE)
    if draft.demand:
        draft.demand(unmarked(html))
    return word_of(read_subset(html, file), studio.theme, draft.about, draft.pictures)


def prove_word(
    data: bytes, file: str, same: Callable[[WordFile], Iterable[Problem]] | None = None, compared: str = ""
) -> Proof:
    """The proof of a Word file: what it lacks, and where it differs from what it is ``compared`` with."""
    form, differing, pages = lint_word(data, file), list[Problem](), 0
    with suppress(DamagedFileError):
        said, pages = read_word(data), 1
        differing = list(same(said)) if same else []
    checks = (
        Check("office form", "", tuple(form)),
        Check("office same", f"compared with {compared}" if compared else "", tuple(differing), skipped=same is None),
    )
    return Proof(file, pages, checks, DOCX)


_TURNED = re.compile(r"\b(\d+)([A-Z]+)\b")
"""A reference as PDFium reads it on a line that runs to the left."""


def same_words(file: str, other: str, language: Language) -> Same:
    """Compares all words: each stretch of the file stands in the PDF as it is, pictures' alternatives included, and no
    letter of the PDF is lost.

    A PDF may say heads more often: it repeats those of a table, and of what goes on, on the next page. Capitals are no
    difference, as style sheets set some. In words that run to the left readers turn around what does not, and
    punctuation; so each word is looked for alone there, a reference in both directions.
    """
    right = language.direction == "rtl"

    def reduced(text: str) -> str:
        plain = spelled(text).casefold()
        return without_punctuation(plain) if right else plain

    def compare(said: WordFile, pdf: bytes) -> Iterator[Problem]:
        words = reduced(read_listed(pdf, by_tags=True)[1])  # without what stands in margins
        seen = read_listed(pdf)[1]
        there = words + reduced(seen) + reduced("".join(read_heard(pdf).instead))
        if right:
            there += reduced(_TURNED.sub(r"\2\1", seen))
        pieces = [word for piece in said.pieces for word in piece.split()] if right else said.pieces
        yield from stand_in(there, pieces, file, other, reduced)
        mine = "\n".join(map(reduced, said.paragraphs))
        for head in repeated_heads(open_pdf(pdf)):
            words = words.replace(reduced(head), "", 1)
        continued = language.gettext("(continued)")
        again = {reduced(f"{head} {continued}") for head in (*said.headings, *said.heads)}
        for text in sorted(again | set(map(reduced, said.heads)), key=len, reverse=True):
            if (more := words.count(text) - mine.count(text)) > 0:
                words = words.replace(text, "", more)
        if lost := "".join(sorted(filter(str.isalnum, (Counter(words) - Counter(mine)).elements()))):
            hint = "the template in office/ leaves out what the PDF says"
            message = f"{other} says more than this file"
            yield Problem(file, message=message, hint=hint, value=excerpt(lost), kind=Kind.DIFFERS)

    return compare


def stand_in(
    words: str, texts: Iterable[str], file: str, other: str, reduced: Callable[[str], str] = spelled
) -> Iterator[Problem]:
    """The texts that another file does not have; ``words`` are all of it, ``reduced`` to what is compared."""
    for text in texts:
        if reduced(text) not in words and not has(words, text):
            yield Problem(file, message=f"{other} does not say this", value=excerpt(text), kind=Kind.DIFFERS)
