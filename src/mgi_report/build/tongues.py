"""In which languages publications are made: as asked for, or as region, profile or workspace say; what they lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

from ..errors import ExitCode, Kind, Problem, ReportError, Severity
from ..workspace.places import shown
from .named import unknown_language
from .plan import ALL

if TYPE_CHECKING:
    from ..data.extras import Publisher
    from ..data.model import Framework, Profile
    from ..data.region import Region


@dataclass(frozen=True)
class Tongues:
    """What is asked for (nothing, ``all`` or codes), and who publishes, who may say it for the whole workspace.

    ``widely`` says that regions are made, so that what nobody limits is made in all languages.
    """

    framework: Framework
    asked: tuple[str, ...] = ()
    publisher: Publisher | None = None
    widely: bool = False

    @property
    def are_named(self) -> bool:
        """Whether languages are asked for by their codes."""
        return bool(self.asked) and self.asked != ALL

    def demand(self) -> None:
        """Raise :class:`ReportError` (usage) for a language that the framework does not have."""
        known = self.framework.languages
        if problems := [unknown_language(code, known) for code in self.asked if self.are_named and code not in known]:
            raise ReportError(problems, ExitCode.USAGE)

    def of_region(self, region: Region) -> tuple[str, ...]:
        """Those of a compendium."""
        return self._limited(region.languages) or tuple(self.framework.languages)

    def of_profile(self, profile: Profile, regions: Sequence[Region] = ()) -> tuple[str, ...]:
        """Those of a snapshot; what ``regions`` have it need it in their own languages too."""
        known, source = self.framework.languages, profile.source.language
        first = (source if source in known else known[0],)
        everything = tuple(known) if self.widely or self.asked == ALL else first
        own = self._limited(profile.languages) or everything
        needed = {*own, *(code for region in regions for code in self.of_region(region))}
        return own if self.are_named else tuple(code for code in known if code in needed)

    def _limited(self, declared: Sequence[str]) -> tuple[str, ...]:
        """As asked for by name, as declared, or as the workspace says; nothing where nobody says anything."""
        if self.are_named:
            return self.asked
        said = declared or (self.publisher.languages if self.publisher else ())
        return tuple(code for code in self.framework.languages if code in said)


def tell_unknown(declared: Sequence[str], framework: Framework, file: Path, base: Path) -> Iterator[Problem]:
    """Warnings of languages that a file declares and that the framework does not have: nothing is made in them."""
    for code in declared:
        if code not in framework.languages:
            problem = replace(unknown_language(code, framework.languages), path="languages")
            yield replace(problem, file=shown(file, base), severity=Severity.WARNING, kind=Kind.UNDECLARED_LANGUAGE)


def lacking(profile: Profile, languages: Sequence[str]) -> Mapping[str, int]:
    """How many findings of a profile are not in these languages, those left out that a person has accepted."""
    source, found = profile.source.language, dict.fromkeys(languages, 0)
    for _, finding in profile.placed_findings():
        there = finding.text if isinstance(finding.text, dict) else {source: ""}
        for code in found:
            found[code] += code not in there and "missing" not in finding.accept.kinds
    return {code: count for code, count in found.items() if count}


def tell_lacking(
    profile: Profile,
    languages: Sequence[str],
    file: Path,
    base: Path,
    regions: Sequence[Region] = (),
    *,
    all_only: bool = False,
) -> Iterator[Problem]:
    """Warnings of publications whose findings stand in another language, also where it is only some of them.

    ``regions`` are those that have the profile, and need it in their languages whatever it says itself.
    """
    where = " and ".join(f"data/regions/{region.region}.yaml" for region in regions)
    total = sum(1 for _ in profile.placed_findings())
    spoken = Locale("en").languages.get(profile.source.language, profile.source.language)
    counts: dict[int, list[str]] = {}
    for code, count in lacking(profile, languages).items():
        if count == total or not all_only:
            counts.setdefault(count, []).append(code)
    for count, codes in counts.items():
        are = "findings are" if total > 1 else "finding is"
        message = f"{', '.join(codes)}: {count} of {total} {are} printed in {spoken}"
        limited = [code for code in languages if code not in codes] or [profile.source.language]
        place = f", in {where}" if where else ""
        hint = f"translate them, or say in which languages to publish{place}: “languages: [{', '.join(limited)}]”"
        told, kind = Severity.WARNING, Kind.UNTRANSLATED
        yield Problem(shown(file, base), message=message, hint=hint, severity=told, kind=kind)
