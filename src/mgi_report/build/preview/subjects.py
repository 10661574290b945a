"""What can be looked at in a preview, and what each is built by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ...compendium.brief.jobs import BriefJob
from ...compendium.jobs import VolumeJob
from ...compendium.sheet import SheetJob
from ...data.model import Framework, Profile
from ...data.yaml_tree import read_tree
from ...design.editions import editions_named
from ...errors import ReportError
from ...snapshot.jobs import SnapshotJob
from ...snapshot.since.jobs import SinceJob
from ...text.reader import Reader
from .. import briefs, editions, sheets
from ..gather import Gathered
from ..plan import BuildPlan
from ..standing import page_of, volume_of
from .messages import Document, Origin

Job = SnapshotJob | VolumeJob | BriefJob | SinceJob | SheetJob
"""What makes a publication."""


@dataclass(frozen=True)
class Subject:
    """A publication: what people are told of it, and the ``plan`` that builds it and little else.

    ``web`` is its page in the HTML edition, by the path in the output folder, ``file`` that of its profile, if it is
    the snapshot of one.
    """

    document: Document
    plan: BuildPlan
    web: str
    file: Path | None = None

    def job(self, gathered: Gathered) -> Job:
        """What makes it; raises :class:`ReportError` where its data are not sound."""
        for job in _jobs(self.plan, gathered):
            if isinstance(job, SnapshotJob):
                found = job.file == self.file and job.language == self.document.language
            else:
                found = not isinstance(job, VolumeJob) or len(job.parts) == len(job.profiles)
            if found:
                return job
        raise ReportError(list(gathered.problems))


def subjects_of(plan: BuildPlan, gathered: Gathered) -> dict[str, Subject]:
    """What a plan makes, by the paths of the PDFs; compendia last.

    Raises :class:`ReportError` where that is unclear, or data are not sound without which nothing is made.
    """
    found = [_subject(plan, gathered, job) for job in _jobs(plan, gathered)]
    return {subject.document.key: subject for subject in found}


def _jobs(plan: BuildPlan, gathered: Gathered) -> Iterator[Job]:
    """What is made: publications of an occasion, beside which there is nothing else, or snapshots and compendia."""
    if plan.exchange:
        yield from sheets.jobs_of(plan, gathered)
    elif plan.compared:
        yield from editions.jobs_of(plan, gathered)
    elif plan.briefs:
        yield from briefs.jobs_of(plan, gathered)
    else:
        yield from gathered.jobs
        yield from _volumes(plan, gathered)


def _volumes(plan: BuildPlan, gathered: Gathered) -> Iterator[VolumeJob]:
    """Compendia with the snapshots of their cities, as far as these can be made."""
    edition = editions_named(plan.editions)[0]
    for loaded in gathered.regions:
        for code in dict.fromkeys(job.language for job in gathered.jobs):
            if code in gathered.languages[loaded.region.slug]:
                own = {job.profile.identity: job for job in gathered.jobs if job.language == code}
                parts = tuple(own[item.identity] for item in loaded.profiles if item.identity in own)
                region, profiles = loaded.region, loaded.profiles
                yield VolumeJob(region=region, profiles=profiles, parts=parts, language=code, key="", edition=edition)


def _subject(plan: BuildPlan, gathered: Gathered, job: Job) -> Subject:
    """The plan that makes one publication, and how people are told of it."""
    reader = Reader(gathered.studio.language(job.language))
    own, web, file = replace(plan, languages=(job.language,)), "", None
    match job:
        case SnapshotJob():
            title, web, file = f"{_city(job.profile, reader)}, {job.profile.edition}", page_of(job), job.file
            own = replace(own, cities=(file.name,), regions=(), jobs=1, since=plan.since if job.earlier else "")
        case VolumeJob():
            title = reader.text(job.region.title, job.region.language).plain
            web = f"{volume_of(job.region.slug, job.language)}/index.html"
            own = replace(own, cities=(), regions=(job.region.slug,))
        case BriefJob():
            title, web = f"{_named(job.slug, gathered.studio.framework, reader)} – {_places(job, reader)}", job.page
            own = replace(own, briefs=(job.slug,), regions=(job.region.slug,) if job.region else (), jobs=1)
        case SinceJob():
            title = f"{_city(job.newer, reader)}, {job.older.edition} – {job.newer.edition}"
        case SheetJob():
            title = f"{next(_city(item, reader) for item in job.profiles if item.identity == job.city)} – exchange"
            own = replace(own, exchange=(job.city,), regions=(job.region.slug,), jobs=1)
    return Subject(Document(job.output, title, job.language), own, web, file)


def _named(slug: str, framework: Framework, reader: Reader) -> str:
    """The name of a theme or domain."""
    domains = {item.slug: item.name for item in framework.domains}
    topics = {item.slug: item.name for domain in framework.domains for item in domain.topics}
    return reader.house({**domains, **topics}[slug])


def _places(job: BriefJob, reader: Reader) -> str:
    """What a brief is of: a region, or places."""
    if job.region:
        return reader.text(job.region.title, job.region.language).plain
    return reader.language.join([_city(profile, reader) for profile in job.profiles])


def _city(profile: Profile, reader: Reader) -> str:
    return reader.name(profile.place.name, profile.source.language)


def origins_of(gathered: Gathered, job: Job) -> dict[str, Origin]:
    """Where findings stand in the data, by their link targets."""
    files = {profile.identity: file for file, profile in gathered.loaded.profiles.items()}
    letters = gathered.studio.framework.letters
    return {name: at for item in _told_in(job) for name, at in _origins(files[item.identity], item, letters)}


def _told_in(job: Job) -> tuple[Profile, ...]:
    """The profiles whose findings stand in a publication."""
    match job:
        case SnapshotJob():
            return (*([job.earlier] if job.earlier else ()), job.profile)
        case SinceJob():
            return job.older, job.newer
        case _:
            return job.profiles


def _origins(file: Path, profile: Profile, letters: dict[str, str]) -> Iterator[tuple[str, Origin]]:
    tree = read_tree(file)
    for item, (path, _) in zip(profile.walk_findings(letters), profile.placed_findings(), strict=True):
        yield item.reference.lower(), (str(file), *tree.place(path))
