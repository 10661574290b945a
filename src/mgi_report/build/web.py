"""The HTML edition into the output folder of a build: pages of cities and sites of regions, proved equal to the rest.

A page of a city lies beside its PDF; the site of a region has a folder beside the compendium. All pages are made first,
so that links among them are proved before any is written; one that fails its proof is not written.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from ..compendium.web import SINGLE_AT_MOST, site_of
from ..data.region_files import LoadedRegion
from ..design.editions import PRESS, SCREEN
from ..errors import Kind, Problem, Severity, known
from ..pdf.proof import Proof
from ..snapshot.jobs import SnapshotJob
from ..snapshot.make import view_of
from ..snapshot.same import told_by_csv, told_by_json, told_by_pdf
from ..snapshot.view import SnapshotView
from ..snapshot.web import city_page
from ..snapshot.webproof import EDITION, Site, Witness, prove_city, prove_region
from ..studio.webpage import Download, Elsewhere, Place, Webpages
from ..text.languages import mark
from ..text.reader import Reader
from ..text.sizes import say_size
from .gather import Gathered
from .manifest import publish, read_manifest
from .plan import BuildPlan, Built, Result

_TITLES = {
    SCREEN.name: mark("To read and to print"),
    PRESS.name: mark("For the print shop"),
    "data": mark("The findings of all cities as data"),
}


def publish_web(plan: BuildPlan, gathered: Gathered, finished: Sequence[SnapshotJob], result: Result) -> None:
    """Make, prove and write the HTML edition of what was finished; problems go into the result."""
    try:
        edition = WebEdition(plan, gathered, finished, result.files)
        results = [*edition.cities(), *edition.regions()]
    except Exception as error:
        stopped = known(error, EDITION)
        result.add(stopped.problems, stopped.exit_code)
        return
    for write in results:
        try:
            result.files += write()
        except Exception as error:
            stopped = known(error, EDITION)
            result.add(stopped.problems, stopped.exit_code)
    result.add(edition.told)


class WebEdition:
    """The pages of a build, made of the snapshots and data that it finished."""

    def __init__(
        self, plan: BuildPlan, gathered: Gathered, finished: Sequence[SnapshotJob], built: Iterable[Built]
    ) -> None:
        self._plan, self._gathered = plan, gathered
        self._jobs = {(job.profile.identity, job.language): job for job in finished if job.edition == SCREEN}
        listed = {entry["path"]: entry.get("bytes", 0) for entry in read_manifest(plan.out)}
        there = {path: size for path, size in listed.items() if (plan.out / path).is_file()}
        self._files: Mapping[str, int] = there | {item.path: item.size for item in built}
        self._pages = Webpages(gathered.studio)
        self._site = Site({}, self._files)
        self._cities = {key: _page_of(job) for key, job in self._jobs.items()}
        self.told: list[Problem] = []

    @cached_property
    def _views(self) -> dict[tuple[str, str], SnapshotView]:
        studio = self._gathered.studio
        return {key: view_of(studio, job.profile, job.language) for key, job in self._jobs.items()}

    @cached_property
    def _regions(self) -> list[tuple[LoadedRegion, tuple[str, ...]]]:
        """The regions, each with the languages in which all its cities are there."""
        languages = dict.fromkeys(language for _, language in self._jobs)
        return [
            (
                region,
                tuple(
                    code for code in languages if all((item.identity, code) in self._jobs for item in region.profiles)
                ),
            )
            for region in self._gathered.regions
        ]

    def cities(self) -> Iterator[Callable[[], list[Built]]]:
        """Make the pages of cities; what comes back proves and writes each."""
        for key, job in self._jobs.items():
            path, view = self._cities[key], self._views[key]
            self._add(path, city_page(self._pages, view, self._place_of_city(job, path)))
            yield partial(self._prove_city, job, path, view)
            if self._plan.single_file:
                alone = _single(path)
                self._add(alone, city_page(self._pages, view, self._standing(alone)))
                yield partial(self._prove_city, job, alone, view)

    def regions(self) -> Iterator[Callable[[], list[Built]]]:
        """Make the sites of regions; what comes back proves and writes each."""
        for region, languages in self._regions:
            for language in languages:
                yield from self._region(region, language, languages)

    def _region(
        self, region: LoadedRegion, language: str, languages: Sequence[str]
    ) -> Iterator[Callable[[], list[Built]]]:
        slug = region.region.slug
        folder = f"{language}/mgi-compendium-{slug}-{language}"
        cities = {
            item.identity: f"../{posixpath.basename(self._cities[item.identity, language])}" for item in region.profiles
        }
        site = site_of(self._pages, region.region, region.profiles, language, cities)
        paths = [f"{folder}/{file}" for file in site.files()]
        for path, file in zip(paths, site.files(), strict=True):
            others = {code: f"{code}/mgi-compendium-{slug}-{code}/{file}" for code in languages}
            self._add(path, site.page(file, self._standing(path, others, self._of_region(slug, language, path))))
        yield partial(self._prove_region, region, language, paths)
        if self._plan.single_file:
            alone = _single(f"{folder}.html")
            if len(region.profiles) > SINGLE_AT_MOST:
                message = f"no single file for a region of more than {SINGLE_AT_MOST} cities; its site is made"
                self.told.append(Problem(alone, message=message, severity=Severity.WARNING, kind=Kind.TOO_LARGE))
                return
            self._add(alone, site.single(self._standing(alone)))
            yield partial(self._prove_region, region, language, [alone])

    def _add(self, path: str, page: bytes) -> None:
        self._site.pages = {**self._site.pages, path: page}

    def _place_of_city(self, job: SnapshotJob, path: str) -> Place:
        identity, language = job.profile.identity, job.language
        others = {code: page for (name, code), page in self._cities.items() if name == identity}
        say = self._reader(language).say
        press = job.output.removesuffix(".pdf") + f"{PRESS.suffix}.pdf"
        files = [(say(_TITLES[SCREEN.name]), job.output), (say(_TITLES[PRESS.name]), press)]
        within = []
        for region, languages in self._regions:
            if language in languages and any(item.identity == identity for item in region.profiles):
                slug, title = (
                    region.region.slug,
                    self._reader(language).text(region.region.title, region.region.language),
                )
                files += self._data(slug, language)
                within.append((title.plain, _relative(f"{language}/mgi-compendium-{slug}-{language}/index.html", path)))
        return self._standing(path, others, files, within)

    def _of_region(self, slug: str, language: str, path: str) -> list[tuple[str, str]]:
        say = self._reader(language).say
        name = f"{language}/mgi-compendium-{slug}-{language}"
        return [
            (say(_TITLES[SCREEN.name]), f"{name}.pdf"),
            (say(_TITLES[PRESS.name]), f"{name}{PRESS.suffix}.pdf"),
            *self._data(slug, language),
        ]

    def _data(self, slug: str, language: str) -> list[tuple[str, str]]:
        title = _TITLES["data"]
        said = self._reader(language).say(title)
        return [(said, f"data/{slug}.{suffix}") for suffix in ("csv", "json")]

    def _reader(self, language: str) -> Reader:
        return Reader(self._gathered.studio.language(language))

    def _standing(
        self,
        path: str,
        others: Mapping[str, str] | None = None,
        files: Iterable[tuple[str, str]] = (),
        within: Iterable[tuple[str, str]] = (),
    ) -> Place:
        """Where a page stands: other languages by code, files by title; those that are not there are left out."""
        studio, base = self._gathered.studio, self._plan.base_url
        here = path.split("/")[0]
        return Place(
            languages=tuple(
                Elsewhere(code, studio.language(code).language(code), _relative(other, path))
                for code, other in (others or {}).items()
                if code != here
            ),
            downloads=tuple(
                Download(title, file.rpartition(".")[2].upper(), say_size(self._files[file]), _relative(file, path))
                for title, file in files
                if file in self._files
            ),
            within=tuple(within),
            address=f"{base}{path}" if base else "",
            addresses=tuple((code, f"{base}{other}") for code, other in (others or {}).items()) if base else (),
        )

    def _prove_city(self, job: SnapshotJob, path: str, view: SnapshotView) -> list[Built]:
        proof = prove_city(self._site, path, view, self._witnesses(job.profile.identity, job.language)).demand()
        sources = self._gathered.sources([job.file])
        return [self._written(path, (job.profile.city, job.profile.edition), job.language, sources, proof, 1)]

    def _prove_region(self, region: LoadedRegion, language: str, paths: Sequence[str]) -> list[Built]:
        identities = [profile.identity for profile in region.profiles]
        witnesses = {identity: self._witnesses(identity, language) for identity in identities}
        views = [self._views[identity, language] for identity in identities]
        proof = prove_region(self._site, paths, views, witnesses).demand()
        jobs = [self._jobs[identity, language].file for identity in identities]
        sources, subject = self._gathered.sources([region.file, *jobs]), (region.region.slug, "")
        return [
            self._written(path, subject, language, sources, proof, 0 if number else len(paths))
            for number, path in enumerate(paths)
        ]

    def _witnesses(self, identity: str, language: str) -> list[Witness]:
        """What the finished files say of a place, read once."""
        key = identity, language
        if key not in self._known:
            self._known[key] = list(self._read(identity, language))
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, str], list[Witness]]:
        return {}

    def _read(self, identity: str, language: str) -> Iterator[Witness]:
        pdf, numbers = self._jobs[identity, language].output, self._numbers
        yield Witness(pdf, *told_by_pdf((self._plan.out / pdf).read_bytes(), self._views[identity, language]))
        for region, _ in self._regions:
            if any(profile.identity == identity for profile in region.profiles):
                for suffix, told in (("csv", told_by_csv), ("json", told_by_json)):
                    path = f"data/{region.region.slug}.{suffix}"
                    if path in self._files:
                        yield Witness(path, told(self._bytes(path), language, numbers, identity))

    def _bytes(self, path: str) -> bytes:
        return (self._plan.out / path).read_bytes()

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {domain.slug: domain.number for domain in self._gathered.studio.framework.domains}

    def _written(
        self, path: str, subject: tuple[str, str], language: str, sources: Mapping[str, str], proof: Proof, pages: int
    ) -> Built:
        data = self._site.pages[path]
        city, dated = subject
        return Built(
            path=path,
            city=city,
            edition=dated,
            language=language,
            pages=pages,
            size=len(data),
            sha256=publish(self._plan.out / path, data),
            proof=proof.summary if pages else "",
            medium=EDITION,
            sources=dict(sources),
        )


def _page_of(job: SnapshotJob) -> str:
    return job.output.removesuffix(".pdf") + ".html"


def _single(path: str) -> str:
    return path.removesuffix(".html") + "-single.html"


def _relative(target: str, path: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(path))
