"""A theme with faults: what of it is sound, so that all faults are told at once, and colours that would do."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from ..data.explain import Fault
from ..data.tree import Tree
from ..errors import Kind, excerpt
from .theme import Accent, Colour, Fonts, Theme

_STEPS = 20  # from a colour to white, and to black


def sound_part(below: Any, own: Any) -> Theme | None:
    """What is sound of a theme over the built-in one ``below`` it; nothing where that leaves no theme.

    Accents that call a colour which is not sound are left out with it.
    """
    if not below or not isinstance(own, dict):
        return None
    given = {key: value for key, value in _entries(own, "colours") if isinstance(key, str)}
    colours = {name: value for name, value in given.items() if _fits(Colour, value)}
    lost = set(given) - set(colours) - set(below["colours"])
    accents = {}
    for slug, value in _entries(own, "domains"):
        accent = below["domains"].get(slug, {}) | (value if isinstance(value, dict) else {"fill": None})
        if _fits(Accent, accent) and lost.isdisjoint(accent.values()):
            accents[slug] = accent
    fonts = below["fonts"] | dict(_entries(own, "fonts"))
    fonts = fonts if _fits(Fonts, fonts) else below["fonts"]
    whole = {"colours": below["colours"] | colours, "domains": below["domains"] | accents, "fonts": fonts}
    try:
        return Theme.model_validate(whole)
    except ValidationError:
        return None


def _entries(own: dict[Any, Any], part: str) -> list[tuple[Any, Any]]:
    entries = own.get(part)
    return list(entries.items()) if isinstance(entries, dict) else []


def _fits(model: type[Colour | Accent | Fonts], value: Any) -> bool:
    try:
        model.model_validate(value)
    except ValidationError:
        return False
    return True


def remedied(fault: Fault, theme: Theme, tree: Tree) -> Fault:
    """A fault of contrast with a colour that would do, for one that stands in the file."""
    for path in fault.paths if fault.kind is Kind.CONTRAST else ():
        remedy = {"colours": _colour_for, "domains": _accent_for}.get(str(path[0]))
        if remedy and path in tree.places and (hint := remedy(theme, str(path[1]))):
            return Fault(fault.message, fault.paths, hint, fault.kind)
    return fault


def _colour_for(theme: Theme, name: str) -> str:
    """The nearest tone of a colour, lighter or darker, in which nothing is illegible any more."""
    colour = theme.colours[name]
    ends = [colour.model_copy(update={"rgb": rgb}) for rgb in ("#000000", "#FFFFFF")]
    for step in range(1, _STEPS + 1):
        for end in ends:
            tone = end.on(colour, step / _STEPS)
            changed = theme.model_copy(update={"colours": theme.colours | {name: tone}})
            if not any(item.kind is Kind.CONTRAST and ("colours", name) in item.paths for item in changed.faults()):
                return f'rgb: "{tone.rgb}" would do for {excerpt(name)}; let its recipe follow'
    return ""


def _accent_for(theme: Theme, slug: str) -> str:
    """The colour for what stands on the accent of a domain, where one of ours can be read there."""
    fill = theme.domains[slug].fill
    for on in ("paper", "label", "ink"):
        changed = theme.model_copy(update={"domains": theme.domains | {slug: Accent(fill=fill, on=on)}})
        if not any(("domains", slug) in item.paths for item in changed.faults()):
            return f"on: {on} would do"
    return ""
