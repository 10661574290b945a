"""Cities that a region has in another edition than when its files were made before."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Kind, Problem, Severity
from ..text.languages import Language
from ..workspace.places import shown
from .manifest import read_manifest

if TYPE_CHECKING:
    from ..data.model import Profile
    from ..data.region_files import LoadedRegion


def tell_renewed(
    out: Path, regions: Iterable[LoadedRegion], profiles: Mapping[Path, Profile], language: Language, base: Path
) -> Iterator[Problem]:
    """A warning for each city of which a region takes another edition than the files in ``out`` were made from.

    ``language`` is that of the dates, ``base`` the folder of the workspace.
    """
    files = {profile.identity: file.resolve() for file, profile in profiles.items()}
    made = [_sources(out, entry.get("sources")) for entry in read_manifest(out)]
    for region in regions:
        before = {file for sources in made if sources[:1] == [region.file.resolve()] for file in sources}
        for profile in region.profiles:
            if not before or files.get(profile.identity) in before:
                continue
            others = [own for own in profiles.values() if own.city == profile.city and files[own.identity] in before]
            for other in others:
                now, then = (language.month_alone(own.edition) for own in (profile, other))
                message = f"{profile.place.name} is of {now} here by now, and was of {then}"
                hint = f"an edition is held by its name in the region: cities: [{other.identity}]"
                told, kind = Severity.WARNING, Kind.AMBIGUOUS_CITY
                yield Problem(shown(region.file, base), message=message, hint=hint, severity=told, kind=kind)


def _sources(out: Path, sources: object) -> list[Path]:
    names = sources if isinstance(sources, dict) else {}
    return [Path(os.path.normpath(out / name)).resolve() for name in names]
