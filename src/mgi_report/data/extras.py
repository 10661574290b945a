"""What a profile may hold beside its findings, and who publishes: all of it optional, none of it made up.

A fact without a year and a source, and a quotation without a source, are refused: a reader could not look them up.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, HttpUrl

from .fields import Language, Logo, Picture, Plain, Text

TEXTS: tuple[tuple[str, ...], ...] = (
    ("source", "framework"),
    ("contact",),
    *(("facts", "*", key) for key in ("label", "value", "source")),
    *(("cover", key) for key in ("alt", "credit")),
    *(("quote", key) for key in ("text", "speaker", "role", "source")),
)
"""Where texts of a profile stand beside its findings, apart from the introduction."""


class Strict(BaseModel):
    """What is read from a data file: frozen, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(Strict):
    """One figure about the place."""

    label: Text = Field(description="What the figure says: Residents born abroad")
    value: Text = Field(description="The figure with its unit: 12.5 per 1,000")
    year: int = Field(ge=1900, le=2100, description="Year to which the figure applies")
    source: Text = Field(description="Where the figure was published")


class Cover(Strict):
    """The picture on the cover."""

    image: Picture = Field(description="Name of a file in assets/images")
    alt: Text = Field(description="What the picture shows, for readers who do not see it")
    credit: Text = Field(description="Who made the picture, and its licence")


class Quote(Strict):
    """Words of a person, as they were said or written."""

    text: Text = Field(description="The words, without quotation marks")
    speaker: Text = Field(description="Name of the person")
    role: Text = Field(description="In what office the person spoke")
    source: Text = Field(description="Where the words can be looked up")


class Acceptance(Strict):
    """Doubts that a person has looked at and found unfounded: kind → reason."""

    missing: Plain | None = Field(default=None, description="Why a language is missing")
    numbers: Plain | None = Field(default=None, description="Why numbers or years differ")
    names: Plain | None = Field(default=None, description="Why other names are marked or a foreign name differs")
    identical: Plain | None = Field(default=None, description="Why two languages have the same text")
    length: Plain | None = Field(default=None, description="Why the lengths are out of proportion")
    follows: Plain | None = Field(default=None, description="Why it is none of an earlier edition, though it reads so")

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of doubt about translations that are accepted."""
        return frozenset(name for name, reason in self if reason and name != "follows")


class Publisher(Strict):
    """Who publishes what a workspace makes."""

    name: Text = Field(description="Name of the organization")
    logo: Logo | None = Field(
        default=None,
        description="Name of a file in assets/images; without suffix the one for the edition: logo.svg, logo-press.tif",
    )
    convert_logo: bool = Field(
        default=False,
        description="Convert a logo in colours of the screen for the press, by the output profile",
    )
    contact: Text | None = Field(default=None, description="Where readers can write to")
    url: HttpUrl | None = Field(default=None, description="Address of its site")
    note: Text | None = Field(default=None, description="A line of text for the last page: licence, funding")
    languages: list[Language] = Field(
        default=[],
        max_length=20,
        description="Languages in which publications are made, where neither region nor profile says so",
    )
    language: Language = Field(default="en", description="Language of every text given as one plain string")
