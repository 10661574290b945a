"""Where much is wrong: of each kind of problem so many of a file are told, and how many more there are."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import Kind, Problem

AT_MOST = 100
"""Problems of one kind that are told of one file."""


def few(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in order: of each kind at most :data:`AT_MOST` of a file, and how many more there are."""
    told: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in sorted(problems):
        told.setdefault((problem.file, problem.kind, problem.severity), []).append(problem)
    kept = [problem for of_kind in told.values() for problem in of_kind[:AT_MOST]]
    kept += [more(of_kind[AT_MOST], len(of_kind) - AT_MOST) for of_kind in told.values() if of_kind[AT_MOST:]]
    return sorted(kept)


def more(first: Problem, count: int) -> Problem:
    """What stands for many problems of a kind that are not told, at the place of the first of them."""
    message, hint = f"and {count:,} more of the kind “{first.kind}”", "mend the others first"
    place = (first.file, first.line, first.column)
    return Problem(*place, message, hint=hint, severity=first.severity, kind=Kind.MORE)
