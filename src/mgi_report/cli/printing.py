"""What commands print when they are done: summaries and proofs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from ..errors import count_of
from ..text.sizes import say_size
from .running import as_record, emit
from .terminal import echo, link, style

if TYPE_CHECKING:
    from ..annex.volume import Annexed
    from ..build.plan import Built, Result
    from ..pdf.proof import Check, Proof
    from .doctor import Finding
    from .records import FileMade, FileProved, VolumeBound


def print_result(result: Result, out: Path, *, as_json: bool, quiet: bool) -> None:
    """The closing summary of a build: file, pages, size, time, proof."""
    if as_json:
        for built in result.files:
            emit(_file_made(built, out))
        return
    if quiet:
        return
    shown = _relative(out)
    if result.unchanged:
        echo(f"{len(result.files)} file{_s(result.files)} in {shown}, nothing has changed")
        return
    if not result.files:
        echo("nothing was built")
        return
    told = [built for built in result.files if built.proof or built.medium != "html"]  # of a site its first page
    _print_table([(f"{shown}{built.path}", _row(built)) for built in told])
    echo(f"{count_of(len(result.files), 'file')} of this build in {shown}")
    for line in _skipped(told):
        echo(line)
    if result.exit_code:
        echo("not everything could be made: see the errors above")


def _file_made(built: Built, out: Path) -> FileMade:
    """The record of a file; its paths begin at the root and not at the output folder."""
    from .records import FileMade, absolute

    facts = {name: value for name, value in vars(built).items() if name != "verdict"}
    sources = {absolute(out / file): checksum for file, checksum in built.sources.items()}
    facts |= {"path": str(out / built.path), "seconds": round(built.seconds, 3)}
    return FileMade(**facts | {"proof": built.verdict, "sources": sources})


def _print_table(rows: Sequence[tuple[str, str]]) -> None:
    """Files, by paths that can be used here, with what became of them; each on two lines where one is too long."""
    head, width = "pages     size    time  proof", max(len(path) for path, _ in rows)
    room = shutil.get_terminal_size((0, 0)).columns if sys.stdout.isatty() else 0
    apart = "\n" if room and room < width + 2 + max(len(row) for _, row in rows) else ""
    echo(f"{'file':{0 if apart else width}}{apart}  {head}")
    for path, row in rows:
        space = "" if apart else " " * (width - len(path))
        echo(f"{link(path, Path(path))}{space}{apart}  {row}".rstrip())


def _skipped(files: Iterable[Built]) -> Iterator[str]:
    """What could not be judged: standards, and what would let them be; findings where there are none."""
    skipped = dict.fromkeys(name for built in files for name in built.verdict.get("skipped", ()))
    standards = [name for name in skipped if name.startswith("PDF/")]
    if standards:
        yield f"skipped: {', '.join(standards)}; page-validation, which judges them, is not installed:"
        yield "  pip install page-validation"
    if "findings" in skipped:
        yield "skipped: findings, in files that hold none"


def _row(built: Built) -> str:
    """Pages, size, time and proof; empty where a file has no pages, or is made along with another one."""
    seconds = "kept" if not built.fresh else f"{built.seconds:.1f} s" if built.seconds else ""
    return f"{built.pages or '':>5}  {say_size(built.size):>7}  {seconds:>6}  {built.proof}"


_TITLE_WIDTH = 34


def print_annexed(annexed: Annexed, *, as_json: bool, quiet: bool) -> None:
    """The closing summary of a volume: its parts with pages, labels, size and tags, then what it claims."""
    if as_json:
        from .records import PartBound, absolute

        for row in annexed.rows:
            emit(PartBound(**vars(row) | {"file": absolute(row.file) if row.file else None}))
        emit(_volume_bound(annexed))
        return
    if quiet:
        return
    width = min(_TITLE_WIDTH, max(len(row.title) for row in annexed.rows))
    echo(f"{'part':{width}}  pages  {'labels':13}     size  tags")
    for row in annexed.rows:
        title = _cut(row.title, width)
        labels = row.first if row.first == row.last else f"{row.first} to {row.last}"
        tags = f"{row.elements}" if row.elements else "none"
        echo(f"{title:{width}}  {row.pages:5}  {labels:13}  {say_size(row.size):>7}  {tags}")
    echo(f"{annexed.path}: {annexed.pages} pages, {say_size(annexed.size)}, {annexed.proof}")
    if annexed.spoken:
        echo(f"{annexed.spoken[0]}\n  {annexed.spoken[1]}; --language takes another")
    agreed = "page-validation agrees" if annexed.judged else "not checked: page-validation is not installed"
    if annexed.claims:
        echo(f"it claims {' and '.join(annexed.claims)} ({agreed})")
    for standard, parts in annexed.lacking.items():
        said = f"not claimed by {_few(parts)}" if parts else "see the warning"
        echo(f"it does not claim {standard} ({said})")


def _volume_bound(annexed: Annexed) -> VolumeBound:
    from .records import VolumeBound, absolute

    return VolumeBound(
        path=absolute(annexed.path),
        pages=annexed.pages,
        size=annexed.size,
        sha256=annexed.sha256,
        claims=list(annexed.claims),
        judged=annexed.judged,
        language=annexed.language,
        lacking={standard: list(parts) for standard, parts in annexed.lacking.items()},
        proof=annexed.verdict,
    )


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _few(names: Sequence[str]) -> str:
    """The first of many names."""
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return _cut(names[0], _TITLE_WIDTH) + more


def _s(items: Sequence[object]) -> str:
    return "" if len(items) == 1 else "s"


def _relative(path: Path) -> str:
    try:
        return f"{path.relative_to(Path.cwd())}/"
    except ValueError:
        return f"{path}/"


def print_proof(proof: Proof, *, as_json: bool) -> None:
    """The proof of one file, check by check."""
    from ..pdf.proof import CHECKS

    if as_json:
        emit(_file_proved(proof))
        return
    echo(style(proof.file, bold=True))
    wide = max((10, *(len(check.name) + 1 for check in proof.checks)))
    for check in proof.checks:
        word = "skipped" if check.skipped else "passed" if check.passed else "FAILED"
        colour = {"skipped": "yellow", "passed": None, "FAILED": "red"}[word]
        detail = f" ({check.detail})" if check.detail else ""
        for line in _wrapped(f"{check.name:{wide}}{CHECKS[check.name]}{detail}", wide, before=10):
            echo(f"  {style(f'{word:8}', fg=colour)}{line}")
            word = ""
        for line in _found_by(check):
            echo(f"          {line}")
    echo(f"  {proof.summary}")


def _file_proved(proof: Proof) -> FileProved:
    from ..pdf.proof import CHECKS
    from .records import CheckDone, FileProved, absolute

    checks = [
        CheckDone(
            name=check.name,
            rule=CHECKS[check.name],
            detail=check.detail,
            passed=check.passed,
            skipped=check.skipped,
            values=dict(check.values),
            problems=[as_record(problem) for problem in check.problems],
        )
        for check in proof.checks
    ]
    path = absolute(proof.file)
    return FileProved(path=path, edition=proof.edition, pages=proof.pages, passed=proof.passed, checks=checks)


def _wrapped(text: str, indent: int, before: int) -> list[str]:
    """The lines of a text behind what stands ``before`` it on a terminal; one line elsewhere, for other programs."""
    room = shutil.get_terminal_size((0, 0)).columns - before if sys.stdout.isatty() else 0
    if room < 2 * indent:
        return [text]
    return wrap(text, room, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)


_SHOWN = 8  # problems of one check; a file for the screen has hundreds when it is proved for the press


def _found_by(check: Check) -> Iterator[str]:
    """The problems of a check, each hint once, behind those that it helps with."""
    shown = check.problems[:_SHOWN]
    for problem, after in zip(shown, (*shown, None)[1:], strict=True):
        where = f"{problem.path}: " if problem.path else ""
        value = f": {problem.value}" if problem.value else ""
        yield f"{where}{problem.message}{value}"
        if problem.hint and not (after and after.hint == problem.hint):
            yield f"→ {problem.hint}"
    if more := len(check.problems) - len(shown):
        yield f"and {more} more: mgi-report --json verify lists them all"


def _state(finding: Finding) -> str:
    return "ok" if finding.good else finding.otherwise or ("MISSING" if finding.needed else "optional")


def print_findings(findings: Sequence[Finding], *, as_json: bool) -> None:
    """What the doctor found."""
    if as_json:
        from .records import Diagnosis

        for finding in findings:
            facts = {name: value for name, value in vars(finding).items() if name != "otherwise"}
            emit(Diagnosis(**facts, state=_state(finding)))
        return
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        word = _state(finding)
        colour = None if finding.good else "red" if finding.needed else "yellow"
        echo(f"{style(f'{word:9}', fg=colour)}{finding.name:{width}}  {finding.found}")
        if not finding.good:
            echo(f"{'':9}{'':{width}}  → {finding.remedy}")
    missing = [finding for finding in findings if finding.needed and not finding.good]
    echo(
        "this machine can build reports"
        if not missing
        else f"{len(missing)} thing{_s(missing)} missing or broken: see the arrows above"
    )
