"""Names as people type them → what is meant, the same in every command.

A city is its slug (``medellin``), its name (``Medellín``), city and edition (``medellin-2022-09``) or its file. A city
alone is every edition of it; where only one can be had, as in a region, it is the latest, which is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from ..data import identity
from ..data.identity import names
from ..errors import Kind, Problem, Severity, excerpt
from ..workspace.places import guide


def slug_of(asked: str) -> str:
    """A city as people type it (``Medellín``, ``data/profiles/medellin.yaml``) → the slug it means."""
    return identity.slug_of(Path(asked).stem if asked.endswith((".yaml", ".yml")) else asked)


def files_named(asked: str, files: Iterable[Path]) -> list[Path]:
    """The profiles that a city means, as people type it."""
    slug = slug_of(asked)
    return [file for file in files if slug in names(file)]


def unknown_city(typed: str, slug: str, there: Mapping[str, Collection[str]]) -> Problem:
    """What to say of a city that was asked for; all that are ``there`` come with their profiles (city and edition)."""
    from ..data.explain import did_you_mean
    from ..data.fields import EDITION

    city = next((city for city in there if re.fullmatch(f"{re.escape(city)}-{EDITION}", slug)), "")
    if city:
        hint = f"there is {', '.join(sorted(there[city]))}; {excerpt(city)} alone means every edition"
        message = "there is no profile of this edition"
        return Problem(message=message, value=excerpt(typed), hint=hint, kind=Kind.UNKNOWN_EDITION)
    hint = did_you_mean(slug, there, f"known: {', '.join(sorted(there))}")
    return Problem(message="no such city", value=excerpt(typed), hint=hint, kind=Kind.UNKNOWN_CITY)


def latest_taken(typed: str, identities: Iterable[str]) -> Problem:
    """The warning that of several editions the latest is taken."""
    *earlier, latest = sorted(identities)
    message, hint = f"there are several editions; {latest} is taken", f"to take another one, name {', '.join(earlier)}"
    told, kind = Severity.WARNING, Kind.AMBIGUOUS_CITY
    return Problem(message=message, value=excerpt(typed), hint=hint, severity=told, kind=kind)


def unknown_language(typed: str, known: Sequence[str]) -> Problem:
    """What to say of a language that was asked for and that the framework does not have."""
    from ..data.fields import code_of

    meant = code_of(typed, "languages")
    told = f"known: {', '.join(known)}; {guide('languages')} tells how to add one"
    hint = f"did you mean “{meant}”?" if meant in known else told
    message = f"the framework has no texts in the language {excerpt(typed)}"
    return Problem(message=message, hint=hint, kind=Kind.UNKNOWN_LANGUAGE)
