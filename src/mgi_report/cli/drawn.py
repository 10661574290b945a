"""What figures are drawn of, as people type it: profiles, regions, domains and themes; and files that are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ExitCode, Kind, Problem, ReportError, errors_of, excerpt
from .common import open_here, refuse_place
from .records import Written, absolute
from .running import print_problems, tell

if TYPE_CHECKING:
    from ..data.comparison import Theme
    from ..data.model import Profile
    from ..data.profile_files import Loaded
    from ..figures.comparison import Charts
    from ..figures.shapes import Sheet
    from ..figures.slides import Slides
    from ..typeset.office.deck import Slide
    from ..workspace.places import Workspace

_SUFFIXES = ("svg", "png", "pdf", "pptx")


def draw(
    region: str,
    language: str,
    output: Path,
    size: str,
    sheets: Callable[[Charts], list[Sheet]],
    slides: Callable[[Slides], list[Slide]],
) -> None:
    """Write the sheets or the slides of a region; what is wrong with the file name is told before anything is read."""
    suffix = suffix_of(output)
    if suffix == "pptx" and size == "a4":
        hint = "leave --size out, or name a file in .svg, .png or .pdf"
        raise ReportError("slides are not of the size of A4", ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    refuse_place(output)
    with drawing(output) as workspace:
        charts = _charts(workspace, region, language)
        if suffix == "pptx":
            from ..figures.slides import Slides

            made = Slides(charts)
            drawn = [made.deck(slides(made))]
        else:
            drawn = [charts.draw(sheet, suffix) for sheet in sheets(charts)]
    write(drawn, output, [str(number) for number in range(1, len(drawn) + 1)])


@contextmanager
def drawing(output: Path) -> Iterator[Workspace]:
    """The workspace, with a cache that may be used, while a terminal shows what is drawn."""
    from ..workspace.keeping import working_cache
    from .progress import Progress

    with working_cache(open_here()) as (workspace, told), Progress() as progress:
        print_problems(told)
        progress.begin(str(output))
        yield workspace


def suffix_of(output: Path) -> str:
    """The format that a file name asks for; raises :class:`ReportError` for one that there is not."""
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in _SUFFIXES:
        raise ReportError(
            f"figures cannot be written as “{output.suffix or output.name}”",
            ExitCode.USAGE,
            hint="use a name that ends in .svg, .png, .pdf or .pptx",
            kind=Kind.USAGE,
        )
    return suffix


def profile_meant(city: str, workspace: Workspace, loaded: Loaded) -> Profile:
    """The profile that is meant by a city as people type it, of several editions the latest, which is told.

    One with problems of its own ends the command.
    """
    from ..build.named import files_named, latest_taken, slug_of, unknown_city
    from ..data.identity import names

    slug = slug_of(city)
    if broken := [p for p in errors_of(loaded.problems) if slug in names(workspace.root / p.file)]:
        raise ReportError(broken)
    meant = files_named(city, loaded.profiles)
    found = sorted((loaded.profiles[file] for file in meant), key=lambda profile: profile.edition)
    if not found:
        raise ReportError([unknown_city(city, workspace)], ExitCode.USAGE)
    if len(found) > 1:
        print_problems([latest_taken(city, (profile.identity for profile in found))])
    return found[-1]


def _charts(workspace: Workspace, name: str, language: str) -> Charts:
    """The figures of a region; problems of its data end the command, doubts are told."""
    from ..build.named import only_region, unknown_language
    from ..data.comparison import compare
    from ..data.language_files import language_of
    from ..data.profile_files import load
    from ..data.region_files import load_region
    from ..figures.comparison import charts_of
    from ..text.languages import SOURCE_LANGUAGE

    loaded = load(workspace.framework, workspace.profiles(), workspace.root)
    if loaded.framework is None:
        raise ReportError(errors_of(loaded.problems))
    code = language or SOURCE_LANGUAGE
    if code not in loaded.framework.languages:
        raise ReportError([unknown_language(code, loaded.framework.languages)], ExitCode.USAGE)
    if not name:
        none = "there is none in data/regions yet (`mgi-report docs regions`)"
        name = only_region(workspace, "of which region?", several="name one with --region:", none=none)
    found = load_region(name, workspace.regions(), loaded, workspace.profiles(), workspace.root)
    spoken = language_of(workspace, code)
    comparison = compare(found.region, found.profiles, loaded.framework, spoken)
    return charts_of(workspace, comparison, loaded.framework, spoken)


def domain_meant(charts: Charts, asked: str) -> str:
    """The slug of a domain, asked for by slug, number or name."""
    from ..build.named import slug_of
    from ..data.explain import did_you_mean

    known = charts.framework.domains
    domains: dict[str, tuple[str, ...]] = {item.slug: (str(item.number), *item.name.values()) for item in known}
    if not asked:
        return ""
    for slug, names in domains.items():
        if slug_of(asked) in (slug, *map(slug_of, names)):
            return slug
    hint = did_you_mean(slug_of(asked), domains, f"known: {', '.join(domains)}")
    problem = Problem(message="no such domain", value=excerpt(asked), hint=hint, kind=Kind.UNKNOWN_DOMAIN)
    raise ReportError([problem], ExitCode.USAGE)


def theme_meant(charts: Charts, asked: str) -> Theme:
    """A theme, asked for by slug or by name in any language of the framework, that of the figure before others."""
    from ..data.explain import did_you_mean

    themes = [theme for chapter in charts.comparison.chapters for theme in chapter.sections]
    titles = [(name, theme) for theme in reversed(themes) if theme.topic for name in theme.topic.name.values()]
    named = {name.casefold(): theme for name, theme in titles}
    named |= {charts.name_of(theme).casefold(): theme for theme in reversed(themes) if theme.topic}
    named |= {theme.slug: theme for theme in themes}
    if theme := named.get(asked.casefold()):
        return theme
    if any(asked.casefold() == f"{chapter.domain.slug}/other" for chapter in charts.comparison.chapters):
        message = f"no finding of this region is under {excerpt(asked)}"
        raise ReportError(message, hint="each stands under a topic of its own", kind=Kind.INCOMPLETE)
    otherwise = "themes are the topics of the framework, by which the matrix has its rows"
    hint = did_you_mean(asked.casefold(), named, otherwise)
    problem = Problem(message="no such theme", value=excerpt(asked), hint=hint, kind=Kind.UNKNOWN_TOPIC)
    raise ReportError([problem], ExitCode.USAGE)


def write(drawn: list[bytes], output: Path, names: list[str]) -> None:
    """Write one file, or several that end in their names; all are drawn before any is written."""
    from ..workspace.cache import write_atomically

    for name, data in zip(names, drawn, strict=True):
        file = output if len(drawn) == 1 else output.with_stem(f"{output.stem}-{name}")
        write_atomically(file, data)
        tell(f"{file} written", Written(path=absolute(file)))
