"""The HTML edition into the output folder of a build: pages of cities and sites of regions, proved equal to the rest.

All pages are made first, so that links among them are proved before any is written; one that fails its proof is not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from ..compendium.told import promised_by, told_by_volume
from ..compendium.web import SINGLE_AT_MOST, RegionSite, site_of
from ..data.region_files import LoadedRegion
from ..design.editions import SCREEN
from ..errors import Kind, Problem, Severity
from ..pdf.proof import Proof
from ..snapshot.jobs import SnapshotJob
from ..snapshot.make import view_of
from ..snapshot.same import told_by_csv, told_by_json, told_by_pdf, told_by_view
from ..snapshot.since.leaves import since_of
from ..snapshot.view import SnapshotView
from ..snapshot.web import city_page, short_of
from ..snapshot.webproof import EDITION, Region, Site, Witness, prove_city, prove_region
from ..studio.webpage import Place, Webpage, Webpages
from ..text.reader import Reader
from .gather import Gathered
from .manifest import publish, read_manifest
from .plan import BuildPlan, Built, Result
from .standing import Card, Standings, page_of, single, volume_of

Writing = Callable[[], list[Built]]
"""Proves a page, or a site, and writes it."""


def publish_web(plan: BuildPlan, gathered: Gathered, finished: Sequence[SnapshotJob], result: Result) -> None:
    """Make, prove and write the HTML edition of what was finished; problems go into the result."""

    def tried(do: Callable[[], Iterable[Built]]) -> None:
        with result.trying(EDITION):
            result.files += do()

    def made() -> list[Built]:
        edition = WebEdition(plan, gathered, finished, result.files)
        for writing in [*edition.cities(), *edition.regions()]:
            tried(writing)
        result.add(edition.told)
        return [*edition.extras()]

    tried(made)


class WebEdition:
    """The pages of a build, made of the snapshots and data that it finished; ``told`` are warnings."""

    def __init__(
        self, plan: BuildPlan, gathered: Gathered, finished: Sequence[SnapshotJob], built: Iterable[Built]
    ) -> None:
        self._plan, self._gathered = plan, gathered
        self._jobs = {(job.profile.identity, job.language): job for job in finished if job.edition == SCREEN}
        listed = {entry["path"]: entry.get("bytes", 0) for entry in read_manifest(plan.out)}
        there = {path: size for path, size in listed.items() if (plan.out / path).is_file()}
        files = there | {item.path: item.size for item in built}
        self._standings = Standings(gathered.studio, files, plan.base_url)
        self._pages, self._made = Webpages(gathered.studio), dict[str, bytes]()
        self._site = Site(self._made, files)
        self._cities = {key: page_of(job) for key, job in self._jobs.items()}
        self._witnesses: dict[tuple[str, str], list[Witness]] = {}
        self._volumes: dict[str, Witness] = {}
        self.told: list[Problem] = []

    @cached_property
    def _views(self) -> dict[tuple[str, str], SnapshotView]:
        studio = self._gathered.studio
        return {key: view_of(studio, job.profile, job.language) for key, job in self._jobs.items()}

    @cached_property
    def _regions(self) -> list[tuple[LoadedRegion, tuple[str, ...]]]:
        """The regions, each with those of its languages in which all its cities are there."""
        codes = dict.fromkeys(language for _, language in self._jobs)
        return [(region, tuple(filter(partial(self._is_whole, region), codes))) for region in self._gathered.regions]

    def _is_whole(self, region: LoadedRegion, code: str) -> bool:
        there = all((item.identity, code) in self._jobs for item in region.profiles)
        return there and code in self._gathered.languages[region.region.slug]

    def cities(self) -> Iterator[Writing]:
        """Make the pages of cities."""
        for key, job in self._jobs.items():
            path, view = self._cities[key], self._views[key]
            since = since_of(self._gathered.studio, job)
            self._add(path, city_page(self._pages, view, self._place_of_city(job, path), since))
            yield partial(self._write_city, job, path, view)
            if self._plan.single_file:
                alone = single(path)
                self._add(alone, city_page(self._pages, view, self._standings.place(alone), since))
                yield partial(self._write_city, job, alone, view)

    def regions(self) -> Iterator[Writing]:
        """Make the sites of regions."""
        for region, languages in self._regions:
            for language in languages:
                yield from self._region(region, language, languages)

    def _region(self, region: LoadedRegion, language: str, languages: Sequence[str]) -> Iterator[Writing]:
        slug, folder = region.region.slug, volume_of(region.region.slug, language)
        own = {
            item.identity: f"../{posixpath.basename(self._cities[item.identity, language])}" for item in region.profiles
        }
        site = site_of(self._pages, region.region, region.profiles, language, own)
        paths = []
        for file in site.files():
            paths.append(path := f"{folder}/{file}")
            others = {code: f"{volume_of(slug, code)}/{file}" for code in languages}
            files = [*self._standings.documents(folder, language), *self._standings.data(slug, language)]
            card = Card(site.title, site.editions, site.series, language) if path == paths[0] else None
            self._add(path, site.page(file, self._standings.place(path, card, others, files)))
        yield partial(self._write_region, region, site, paths)
        if self._plan.single_file and len(region.profiles) > SINGLE_AT_MOST:
            message = f"no single file for a region of more than {SINGLE_AT_MOST} cities; its site is made"
            self.told.append(Problem(single(folder), message=message, severity=Severity.WARNING, kind=Kind.TOO_LARGE))
        elif self._plan.single_file:
            alone = single(folder)
            self._add(alone, site.single(self._standings.place(alone)))
            yield partial(self._write_region, region, site, [alone])

    def _add(self, path: str, page: Webpage) -> None:
        self._made[path] = page.data
        self._site.read[path] = page.file

    def extras(self) -> Iterator[Built]:
        """What pages with addresses have besides."""
        for path, data, language in self._standings.extras(self._made):
            yield self._built(path, data, ("", ""), language)

    def _place_of_city(self, job: SnapshotJob, path: str) -> Place:
        identity, language, view = job.profile.identity, job.language, self._views[job.profile.identity, job.language]
        others = {code: page for (name, code), page in self._cities.items() if name == identity}
        files = self._standings.documents(job.output.removesuffix(".pdf"), language)
        within = []
        for region, languages in self._regions:
            if language in languages and any(item.identity == identity for item in region.profiles):
                own, reader = region.region, Reader(self._gathered.studio.language(language))
                files += self._standings.data(own.slug, language)
                within.append(
                    (reader.text(own.title, own.language).plain, f"{volume_of(own.slug, language)}/index.html")
                )
        card = Card(view.city, f"{view.country} · {view.edition_title}", view.framework_name, language)
        return self._standings.place(path, card, others, files, within)

    def _write_city(self, job: SnapshotJob, path: str, view: SnapshotView) -> list[Built]:
        proof = prove_city(self._site, path, view, self._evidence(job.profile.identity, job.language)).demand()
        files = filter(None, (job.file, job.earlier_file))
        sources, subject = self._gathered.sources(files), (job.profile.city, job.profile.edition)
        return [self._built(path, self._made[path], subject, job.language, sources, proof)]

    def _write_region(self, region: LoadedRegion, site: RegionSite, paths: Sequence[str]) -> list[Built]:
        identities, language = [profile.identity for profile in region.profiles], site.volume.language.code
        evidence = Region(
            views=[self._views[item, language] for item in identities],
            witnesses={identity: self._evidence(identity, language) for identity in identities},
            volume=self._volume(region.region.slug, site, identities),
            promised=promised_by(site.volume),
            cells=site.cells(single=len(paths) == 1),
        )
        proof = prove_region(self._site, paths, evidence).demand()
        files = [self._jobs[identity, language].file for identity in identities]
        sources, subject = self._gathered.sources([region.file, *files]), (region.region.slug, "")
        first = self._built(paths[0], self._made[paths[0]], subject, language, sources, proof)
        return [first, *(self._built(path, self._made[path], subject, language, sources) for path in paths[1:])]

    def _volume(self, slug: str, site: RegionSite, identities: Iterable[str]) -> Witness | None:
        """What the finished compendium says, read once; none where it is not there."""
        language = site.volume.language
        path = f"{volume_of(slug, language.code)}.pdf"
        if path not in self._site.files:
            return None
        if path not in self._volumes:
            views = [self._views[identity, language.code] for identity in identities]
            planned = {reference: told for view in views for reference, told in told_by_view(view).items()}
            found, words = told_by_volume((self._plan.out / path).read_bytes(), site.volume, planned)
            right = language.direction == "rtl"
            self._volumes[path] = Witness(path, found, words, letters=right)
        return self._volumes[path]

    def _evidence(self, identity: str, language: str) -> list[Witness]:
        """What the finished files say of a place, read once."""
        key = identity, language
        if key not in self._witnesses:
            self._witnesses[key] = list(self._read(identity, language))
        return self._witnesses[key]

    def _read(self, identity: str, language: str) -> Iterator[Witness]:
        out, pdf = self._plan.out, self._jobs[identity, language].output
        view = self._views[identity, language]
        found, words = told_by_pdf((out / pdf).read_bytes(), told_by_view(view), view.language)
        yield Witness(pdf, found, words, letters=view.language.direction == "rtl")
        numbers = {domain.slug: domain.number for domain in self._gathered.studio.framework.domains}
        for region, _ in self._regions:
            if any(profile.identity == identity for profile in region.profiles):
                for suffix, told in (("csv", told_by_csv), ("json", told_by_json)):
                    path = f"data/{region.region.slug}.{suffix}"
                    if path in self._site.files:
                        yield Witness(path, told((out / path).read_bytes(), language, numbers, short_of(view)))

    def _built(
        self,
        path: str,
        data: bytes,
        subject: tuple[str, str],
        language: str,
        sources: Mapping[str, str] | None = None,
        proof: Proof | None = None,
    ) -> Built:
        """Write a file that was proved, or comes with one that was."""
        city, dated = subject
        return Built(
            path=path,
            city=city,
            edition=dated,
            language=language,
            pages=proof.pages if proof else 0,
            size=len(data),
            sha256=publish(self._plan.out / path, data),
            verdict=proof.verdict if proof else {},
            medium=EDITION,
            sources=dict(sources or {}),
        )
