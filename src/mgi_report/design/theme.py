"""The look as data: colours in RGB and CMYK, the accent of each domain, fonts.

One file feeds all consumers: the style sheets (as custom properties) and the figures. A theme is data, never code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from ..data.explain import Fault, did_you_mean
from ..data.model import DOMAIN_SLUGS
from ..data.tree import Path_
from ..errors import Kind, excerpt
from .editions import Inks

MAX_INK = 300
"""Total ink of a recipe in per cent, as coated sheet-fed offset takes it."""

TONES = ("deep", "shelf", "shallows", "shore", "ground", "grid")
"""The map on the cover: open water, three waters ever nearer to land, land, graticule."""

NAMED_COLOURS = ("ink", "soft", "rule", "paper", "mist", "land", "label", "red", "yellow", *TONES)
"""The colours that templates and figures call by name."""

LETTERING = (
    *(("ink", "paper"), ("soft", "paper"), ("deep", "paper"), ("label", "paper")),
    *(("ink", "mist"), ("deep", "mist"), ("label", "mist")),
    *(("paper", tone) for tone in TONES),
)
"""Which colours are lettering, and on what grounds they stand."""

_ON_TINTS = ("ink", "soft", "label")

RGB = "^#[0-9A-Fa-f]{6}$"
"""How a value for the screen is written."""

TINT = 0.1
"""How much of the colour of a domain is in its tint; the rest is paper."""

GLAZES = (0.14, 0.12, 0.1, 0.08, 0.06, 0.04, 0.02)
"""How much of the colour that stands on the accent of a domain may be in its glaze; the rest is the accent."""

TEXT_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3."""


def _ink(recipe: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    if sum(recipe) > MAX_INK:
        raise PydanticCustomError(
            "ink", "total ink of {sum} % is more than {limit} %", {"sum": f"{sum(recipe):g}", "limit": MAX_INK}
        )
    return recipe


Percent = Annotated[float, Field(ge=0, le=100)]


class Colour(BaseModel):
    """A colour for the screen (sRGB) and its recipe for the press (per cent of each plate)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rgb: str = Field(pattern=RGB)
    cmyk: Annotated[tuple[Percent, Percent, Percent, Percent], AfterValidator(_ink)]

    @property
    def plates(self) -> str:
        """Its recipe as shares of the four inks: ``1 0.8 0 0.05``."""
        return " ".join(f"{percent / 100:g}" for percent in self.cmyk)

    def operands(self, inks: Inks) -> tuple[float, ...]:
        """The colour as a content stream of a PDF paints it: three or four numbers from 0 to 1."""
        parts = [channel / 255 for channel in self.channels] if inks == "rgb" else [ink / 100 for ink in self.cmyk]
        return tuple(round(part, 4) for part in parts)

    def on(self, ground: Colour, share: float) -> Colour:
        """The colour thinned with another one, ``share`` of it: what glazing would give, as one solid colour."""
        screen = (ground.channels[i] + share * (self.channels[i] - ground.channels[i]) for i in range(3))
        plates = (below + share * (own - below) for own, below in zip(self.cmyk, ground.cmyk, strict=True))
        rgb = "#" + "".join(f"{round(channel):02X}" for channel in screen)
        return Colour.model_validate({"rgb": rgb, "cmyk": [round(percent, 1) for percent in plates]})

    @property
    def channels(self) -> tuple[int, int, int]:
        """Red, green and blue, 0 to 255."""
        red, green, blue = (int(self.rgb[i : i + 2], 16) for i in (1, 3, 5))
        return red, green, blue

    @property
    def luminance(self) -> float:
        """Relative luminance from 0 to 1 (WCAG 2.2)."""
        channels = [channel / 255 for channel in self.channels]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(self, other: Colour) -> float:
        """Contrast ratio from 1 to 21 (WCAG 2.2)."""
        high, low = sorted((self.luminance, other.luminance), reverse=True)
        return (high + 0.05) / (low + 0.05)


class Accent(BaseModel):
    """The colour of a domain and the colour of what stands on it, by their names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fill: str
    on: str


Families = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda given: [given] if isinstance(given, str) else given),
    Field(min_length=1, max_length=20),
]


class Fonts(BaseModel):
    """Font families by role; those after the first stand in for characters that it lacks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Families
    heading: Families

    @property
    def all(self) -> tuple[str, ...]:
        """Every family once."""
        return tuple(dict.fromkeys((*self.text, *self.heading)))


Paths = tuple[Path_, ...]


def no_domain(slug: str) -> Fault:
    """The fault of an accent for a domain that there is not."""
    hint = did_you_mean(slug, DOMAIN_SLUGS, f"the domains are {', '.join(DOMAIN_SLUGS)}")
    return Fault(f"there is no domain {excerpt(slug)}", (("domains", slug),), hint, Kind.UNKNOWN_DOMAIN)


class Theme(BaseModel):
    """All tokens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    colours: dict[str, Colour] = Field(max_length=300)
    domains: dict[str, Accent]
    fonts: Fonts

    def faults(self) -> Iterator[Fault]:
        """What makes the tokens unusable together."""
        for name in NAMED_COLOURS:
            if name not in self.colours:
                yield Fault(f"the colour {excerpt(name)} is missing", (("colours",),), kind=Kind.MISSING_KEY)
        for name, ground in LETTERING:
            if name in self.colours and ground in self.colours:
                places: Paths = (("colours", name), ("colours", ground))
                where = f"in {excerpt(name)} on {excerpt(ground)}"
                yield from self._illegible(where, name, self.colours[ground], places)
        for slug in DOMAIN_SLUGS:
            if slug not in self.domains:
                yield Fault(f"the domain {excerpt(slug)} has no accent", (("domains",),), kind=Kind.MISSING_KEY)
        for slug, accent in self.domains.items():
            yield from self._accent_faults(slug, accent)
        yield from self._ambiguous()

    def _accent_faults(self, slug: str, accent: Accent) -> Iterator[Fault]:
        unknown = [part for part in ("fill", "on") if getattr(accent, part) not in self.colours]
        for part in unknown:
            name = getattr(accent, part)
            hint = did_you_mean(name, self.colours, f"known: {', '.join(self.colours)}")
            yield Fault(f"there is no colour {excerpt(name)}", (("domains", slug, part),), hint, Kind.UNKNOWN_COLOUR)
        if slug not in DOMAIN_SLUGS:
            yield no_domain(slug)
        elif not unknown:
            places: Paths = (("domains", slug), ("colours", accent.fill), ("colours", accent.on))
            ground = self.colours[accent.fill]
            yield from self._illegible(f"on the accent of {excerpt(slug)}", accent.on, ground, places)
            for name in _ON_TINTS if not {"paper", *_ON_TINTS} - set(self.colours) else ():
                where = f"in {excerpt(name)} on the tint of {excerpt(slug)}"
                on_tint: Paths = (("colours", name), ("colours", accent.fill))
                yield from self._illegible(where, name, self.tint(slug), on_tint)

    def _illegible(self, where: str, name: str, ground: Colour, places: Paths) -> Iterator[Fault]:
        ratio = self.colours[name].contrast(ground)
        if ratio < TEXT_CONTRAST:
            needed = f"has a contrast of {ratio:.1f}:1; {TEXT_CONTRAST:g}:1 is needed"
            yield Fault(f"lettering {where} {needed}", places, kind=Kind.CONTRAST)

    def _ambiguous(self) -> Iterator[Fault]:
        """Colours that pages could not tell apart, although the press has to."""
        first: dict[str, tuple[str, str, Colour]] = {}
        for called, name, colour in self._printed():
            other, others, same = first.setdefault(colour.rgb.lower(), (called, name, colour))
            if same.cmyk != colour.cmyk:
                message = f"{called} has the same rgb value as {other}, but another recipe; change one digit of either"
                yield Fault(message, (("colours", name), ("colours", others)), kind=Kind.AMBIGUOUS_COLOUR)

    def _printed(self) -> Iterator[tuple[str, str, Colour]]:
        """Every colour that pages are printed in: what it is called, and the name of that from which it comes."""
        for name, colour in self.colours.items():
            yield excerpt(name), name, colour
        for slug, accent in self.domains.items():
            if {"paper", accent.fill, accent.on} <= {*self.colours}:
                for tone in (self.tint(slug), self.glaze(slug)):
                    yield f"the tone {tone.rgb} of {excerpt(accent.fill)}", accent.fill, tone

    def tint(self, slug: str) -> Colour:
        """The tint of a domain, on which its list heads stand."""
        return self.colours[self.domains[slug].fill].on(self.colours["paper"], TINT)

    def glaze(self, slug: str) -> Colour:
        """The tone of a large icon on the accent of its domain: the strongest on which lettering can be read."""
        on, fill = (self.colours[name] for name in (self.domains[slug].on, self.domains[slug].fill))
        tones = (on.on(fill, share) for share in GLAZES)
        return next((tone for tone in tones if on.contrast(tone) >= TEXT_CONTRAST), fill)

    def rgb(self, name: str) -> str:
        """The screen value of a colour: ``#0033A0``."""
        return self.colours[name].rgb

    @property
    def printed(self) -> Iterator[Colour]:
        """Every colour that pages are printed in: those that have a name, and tones of those of domains."""
        return (colour for _, _, colour in self._printed())

    def tokens(self) -> Mapping[str, str]:
        """What style sheets call ``var(--ink)``, ``var(--fill-partnerships)``, ``var(--font-text)`` and so on."""
        values = {name: colour.rgb for name, colour in self.colours.items()}
        for slug, accent in self.domains.items():
            values |= {f"fill-{slug}": values[accent.fill], f"on-{slug}": values[accent.on]}
            values |= {f"tint-{slug}": self.tint(slug).rgb, f"glaze-{slug}": self.glaze(slug).rgb}
        return values | {"font-text": _listed(self.fonts.text), "font-heading": _listed(self.fonts.heading)}

    def accents(self) -> Mapping[str, tuple[str, str]]:
        """Domain → screen values of its fill and of what stands on it."""
        return {slug: (self.rgb(accent.fill), self.rgb(accent.on)) for slug, accent in self.domains.items()}


def _listed(families: Sequence[str]) -> str:
    plain = (re.sub(r"[\"\\]", "", family) for family in families)
    return ", ".join(f'"{family}"' for family in plain)
