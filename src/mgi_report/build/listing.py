"""What a workspace has: cities, editions, languages, topics, regions and outputs, one record for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..data.identity import city_and_edition, peek
from ..workspace.places import Workspace
from .outputs import outputs_in, reports_of

if TYPE_CHECKING:
    from ..data.model import Framework
    from ..data.profile_files import Loaded

Record = dict[str, Any]


def list_of(kind: str, workspace: Workspace) -> list[Record]:
    """The records of a kind (:data:`KINDS`); those of data that are not sound say so and hold what can be made out.

    Raises :class:`ReportError` where the framework is broken.
    """
    return KINDS[kind](workspace)


def _loaded(workspace: Workspace) -> Loaded:
    from ..data.profile_files import load

    return load(workspace.framework, workspace.profiles(), workspace.root)


def _framework(workspace: Workspace) -> Framework:
    from ..data.profile_files import load_framework

    return load_framework(workspace.framework)


def _editions(workspace: Workspace) -> list[Record]:
    """Every profile by city and edition; one that is not sound tells no more than its first lines."""
    loaded = _loaded(workspace)
    found = []
    for file in workspace.profiles():
        profile, data = loaded.profiles.get(file), peek(file).data
        city, edition = data.get("city", file.stem), data.get("edition", "")
        record: Record = {"edition": f"{city}-{edition}".rstrip("-"), "city": city, "sound": profile is not None}
        if profile:
            record |= {
                "name": profile.place.name,
                "country": profile.place.country,
                "level": profile.level,
                "languages": list(profile.languages),
            }
        found.append(record | {"code": data.get("code", ""), "file": str(file)})
    return sorted(found, key=lambda record: str(record["edition"]))


def _cities(workspace: Workspace) -> list[Record]:
    """Every city once, with its editions; what it is called is as its latest sound one says."""
    editions = _editions(workspace)
    found: dict[str, Record] = {}
    for record in editions:
        city = found.setdefault(record["city"], {"city": record["city"], "editions": [], "sound": True})
        city["editions"].append(city_and_edition(record["edition"])[1])
        city["sound"] = city["sound"] and record["sound"]
        city |= {key: record[key] for key in ("name", "country", "languages") if key in record}
    return list(found.values())


def _languages(workspace: Workspace) -> list[Record]:
    """The languages of publication, the first of the framework first."""
    from babel import Locale

    locales = {code: Locale.parse(code, sep="-") for code in _framework(workspace).languages}
    names = {code: (locale.get_display_name("en"), locale.get_display_name()) for code, locale in locales.items()}
    return [{"language": code, "name": name, "own": own} for code, (name, own) in names.items()]


def _topics(workspace: Workspace) -> list[Record]:
    """The topics in the order of the framework, each with its domain and its names."""
    domains = _framework(workspace).domains
    return [
        {"topic": topic.slug, "domain": domain.slug, "names": topic.name, "domain_names": domain.name}
        for domain in domains
        for topic in domain.topics
    ]


def _regions(workspace: Workspace) -> list[Record]:
    """The regions with the profiles that they hold; one that is not sound has its name alone."""
    from ..data.region_files import load_regions, names_of_region

    loaded, files = _loaded(workspace), workspace.regions()
    regions = load_regions(files, loaded, workspace.profiles(), workspace.root)
    found = []
    for file in files:
        whole = regions.regions.get(file.resolve())
        record: Record = {"region": whole.region.slug if whole else min(names_of_region(file)), "sound": bool(whole)}
        if whole:
            record |= {"title": whole.region.title, "editions": [profile.identity for profile in whole.profiles]}
        found.append(record | {"file": str(file)})
    return found


def _outputs(workspace: Workspace) -> list[Record]:
    """What builds made, and what became of the data of each file: nothing, changed, gone; or the file is missing."""
    return [
        {
            "path": str(output.path),
            "city": output.city,
            "edition": output.edition,
            "language": output.language,
            "medium": output.medium,
            "up_to_date": not output.state,
            "state": output.state,
        }
        for output in outputs_in(reports_of(workspace))
    ]


KINDS: dict[str, Callable[[Workspace], list[Record]]] = {
    "cities": _cities,
    "editions": _editions,
    "languages": _languages,
    "topics": _topics,
    "regions": _regions,
    "outputs": _outputs,
}
"""What can be listed."""
