"""The colours of pages that are read on a screen alone, light and dark, by their roles.

Both schemes are taken from the tokens of the theme, which holds lettering legible on its grounds (WCAG 2.2, 1.4.3): the
dark one stands on the waters and the land of the map on the cover, on which the theme demands legible lettering too.
"""

from __future__ import annotations

from .theme import TEXT_CONTRAST, Theme

Palette = dict[str, str]
"""Role → colour as style sheets write it."""

_LIGHT = {
    "page": "paper",
    "panel": "mist",
    "text": "ink",
    "quiet": "soft",
    "line": "rule",
    "strong": "label",
    "band": "deep",
    "on-band": "paper",
}
_DARK = {
    "page": "deep",
    "panel": "shore",
    "text": "paper",
    "line": "grid",
    "strong": "paper",
    "band": "shelf",
    "on-band": "paper",
}
_QUIET = ("land", "rule", "mist", "paper")
"""What lettering of less weight may be set in on dark grounds: the first that is legible."""


def light(theme: Theme) -> Palette:
    """The colours on a light ground; ``tint-<domain>`` are the grounds of heads."""
    tints = {f"tint-{slug}": theme.tint(slug).rgb for slug in theme.domains}
    return {role: theme.rgb(name) for role, name in _LIGHT.items()} | tints | _accents(theme)


def dark(theme: Theme) -> Palette:
    """The same on a dark ground, where no domain has a tint of its own."""
    grounds = [theme.colours[_DARK[role]] for role in ("page", "panel")]
    quiet = next(
        name
        for name in _QUIET
        if all(theme.colours[name].contrast(ground) >= TEXT_CONTRAST for ground in grounds) or name == _QUIET[-1]
    )
    tints = {f"tint-{slug}": theme.rgb(_DARK["panel"]) for slug in theme.domains}
    return {role: theme.rgb(name) for role, name in (*_DARK.items(), ("quiet", quiet))} | tints | _accents(theme)


def _accents(theme: Theme) -> Palette:
    """Fill of each domain and what stands on it, which are the same on any ground."""
    return {
        f"{part}-{slug}": colour
        for slug, pair in theme.accents().items()
        for part, colour in zip(("fill", "on"), pair, strict=True)
    }


def declared(palette: Palette) -> str:
    """A palette as custom properties: ``--page:#FFFFFF;…``."""
    return ";".join(f"--{role}:{value}" for role, value in palette.items())
