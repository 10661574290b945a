"""What can be looked at in a preview, and what each is built by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ...compendium.jobs import VolumeJob
from ...data.model import Profile
from ...data.yaml_tree import read_tree
from ...design.editions import editions_named
from ...errors import ReportError
from ...snapshot.jobs import SnapshotJob
from ...text.reader import Reader
from ..gather import Gathered
from ..plan import BuildPlan
from ..standing import page_of, volume_of
from .messages import Document, Origin


@dataclass(frozen=True)
class Subject:
    """A publication: what people are told of it, and the ``plan`` that builds it and nothing else.

    ``web`` is its page in the HTML edition, by the path in the output folder, ``file`` that of its profile, if it is
    about one alone.
    """

    document: Document
    plan: BuildPlan
    web: str
    file: Path | None = None

    def job(self, gathered: Gathered) -> SnapshotJob | VolumeJob:
        """What makes it; raises :class:`ReportError` where its data are not sound."""
        found = [job for job in gathered.jobs if job.language == self.document.language]
        if not self.plan.regions:
            own = [job for job in found if job.file == self.file]
            if not own:
                raise ReportError(list(gathered.problems))
            return own[0]
        loaded = next(iter(gathered.regions), None)
        parts = {job.profile.identity: job for job in found}
        if loaded is None or any(profile.identity not in parts for profile in loaded.profiles):
            raise ReportError(list(gathered.problems))
        region, profiles, code, edition = loaded.region, loaded.profiles, self.document.language, found[0].edition
        bound = tuple(parts[profile.identity] for profile in profiles)
        return VolumeJob(region=region, profiles=profiles, parts=bound, language=code, key="", edition=edition)


def subjects_of(plan: BuildPlan, gathered: Gathered) -> dict[str, Subject]:
    """What a plan makes, by the paths of the PDFs; compendia last."""
    found = [*_snapshots(plan, gathered), *_volumes(plan, gathered)]
    return {subject.document.key: subject for subject in found}


def _snapshots(plan: BuildPlan, gathered: Gathered) -> Iterator[Subject]:
    for job in gathered.jobs:
        title = f"{job.profile.place.name}, {job.profile.edition}"
        own = replace(plan, cities=(job.file.name,), languages=(job.language,), regions=(), jobs=1)
        yield Subject(Document(job.output, title, job.language), own, page_of(job), job.file)


def _volumes(plan: BuildPlan, gathered: Gathered) -> Iterator[Subject]:
    for loaded in gathered.regions:
        region, profiles = loaded.region, loaded.profiles
        for code in dict.fromkeys(job.language for job in gathered.jobs):
            if code not in gathered.languages[region.slug]:
                continue
            edition = editions_named(plan.editions)[0]
            job = VolumeJob(region=region, profiles=profiles, parts=(), language=code, key="", edition=edition)
            title = Reader(gathered.studio.language(code)).text(region.title, region.language).plain
            own = replace(plan, cities=(), languages=(code,), regions=(region.slug,))
            yield Subject(Document(job.output, title, code), own, f"{volume_of(region.slug, code)}/index.html")


def origins_of(gathered: Gathered, job: SnapshotJob | VolumeJob) -> dict[str, Origin]:
    """Where findings stand in the data, by their link targets."""
    files = {item.profile.identity: item.file for item in gathered.jobs}
    letters = gathered.studio.framework.letters
    profiles = (job.profile,) if isinstance(job, SnapshotJob) else job.profiles
    return {name: at for profile in profiles for name, at in _origins(files[profile.identity], profile, letters)}


def _origins(file: Path, profile: Profile, letters: dict[str, str]) -> Iterator[tuple[str, Origin]]:
    tree = read_tree(file)
    for item, (path, _) in zip(profile.walk_findings(letters), profile.placed_findings(), strict=True):
        yield item.reference.lower(), (str(file), *tree.place(path))
