"""What a region is: the places that one compendium puts side by side.

A region file names cities, or countries whose cities belong to it, or both. It holds no order: places always stand in
the neutral one (:mod:`~mgi_report.data.comparison`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .fields import MAX_MEMBERS, MAX_TOPICS, Country, Day, Language, Plain, Slug, Text
from .identity import city_and_edition
from .model import Profile


class Region(BaseModel):
    """A region of a compendium: title, introduction, and which profiles belong to it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    region: Slug = Field(description="Slug of the region, by which it is built: latin-america")
    title: Text = Field(description="Title of the volume, as on its cover: Cities of Latin America")
    introduction: Text | None = Field(default=None, description="One neutral paragraph on the region and the volume")
    revised: Day | None = Field(default=None, description="Day on which this file was last revised; dates the volume")
    level: Literal["local", "national"] = Field(
        default="local", description="Whose profiles are compared; the two levels look at different things"
    )
    licence: Plain | None = Field(
        default=None, description="Licence of the texts, told in the data files: an SPDX identifier or words"
    )
    language: Language = Field(default="en", description="Language of every text given as one plain string")
    languages: list[Language] = Field(
        default=[],
        max_length=MAX_TOPICS,
        description="Languages in which the compendium is made, where none is asked for; by default all",
    )
    cities: list[Slug] = Field(
        default=[],
        max_length=MAX_MEMBERS,
        description="Cities by slug; the latest edition, unless one is named: medellin or medellin-2022-09",
    )
    countries: list[Country] = Field(
        default=[],
        max_length=MAX_MEMBERS,
        description="Countries, ISO 3166-1 alpha-2: all their cities that have a profile",
    )

    @property
    def slug(self) -> str:
        """The slug by which it is built."""
        return self.region


def profiles_of(region: Region, profiles: Iterable[Profile]) -> tuple[Profile, ...]:
    """The profiles that belong to a region, each city once, by slug.

    A city has its latest edition unless the region names one. Entries that no profile answers to are passed over here;
    :func:`~mgi_report.data.region_files.check_region` reports them.
    """
    chosen: dict[str, Profile] = {}
    eligible = sorted((item for item in profiles if item.level == region.level), key=lambda item: item.edition)
    wanted = dict(map(city_and_edition, reversed(region.cities)))
    for profile in eligible:
        edition = wanted.get(profile.city)
        belongs = edition is not None or profile.place.country in region.countries
        if belongs and edition in (None, "", profile.edition):
            chosen[profile.city] = profile
    return tuple(chosen[city] for city in sorted(chosen))
