"""Lists in the tag tree: an item is a label, where it has one, and a body (ISO 32000-1, table 336).

The engine makes of a term and of what it stands for two items each, and knows a label only as the mark of a list. A
template may print one within the first line of an item (:mod:`.naming`): it is taken out of there.
"""

from __future__ import annotations

from typing import Any

import pydyf

from .elements import added, element_of, free, is_free, kids_of, take

_PARTS = ("/Lbl", "/LBody")


def join_lists(pdf: Any, elements: list[Any]) -> None:
    """A list that goes on in another column or on another page is one list; a template says so (:mod:`.naming`)."""
    last = None
    for items in elements:
        if items["S"] != "/L":
            continue
        if items.pop("GoesOn", None) and last is not None:
            take(pdf, last, list(items["K"]))
            items["K"] = pydyf.Array()
        else:
            last = items


def part_items(pdf: Any, elements: list[Any]) -> None:
    """Give every item of a list its label and its body."""
    for item in elements:
        if item["S"] == "/LI" and not is_free(item):
            _raise_label(pdf, item)
            _give_body(pdf, item)
    for items in elements:
        if items["S"] == "/L" and not is_free(items):
            _join_terms(pdf, items)


def _raise_label(pdf: Any, item: Any) -> None:
    """A label that stands first within the first paragraph of an item stands before its body."""
    above, path = item, []
    while kids := kids_of(pdf, above):
        path.append(above)
        above = kids[0]
        if above["S"] == "/Lbl":
            break
    else:
        return
    if len(path) > 1:
        path[-1]["K"].remove(above.reference)
        item["K"].insert(0, above.reference)
        above["P"] = item.reference


def _give_body(pdf: Any, item: Any) -> None:
    """What stands beside the label lies in a body, blocks too."""
    blocks = [kid for kid in item["K"] if isinstance(kid, bytes) and element_of(pdf, kid)["S"] not in _PARTS]
    if blocks:
        kept = [kid for kid in item["K"] if kid not in blocks]
        item["K"] = pydyf.Array([*kept, added(pdf, "/LBody", blocks, item).reference])


def _join_terms(pdf: Any, items: Any) -> None:
    """A term and the first of what stands for it are one item."""
    kept: list[Any] = []
    term = None
    for item in kids_of(pdf, items):
        kinds = [kid["S"] for kid in kids_of(pdf, item)]
        if term is not None and item["S"] == "/LI" and "/Lbl" not in kinds:
            take(pdf, term, list(item["K"]))
            free(item)
            term = None
            continue
        term = item if kinds == ["/Lbl"] else None
        kept.append(item.reference)
    items["K"] = pydyf.Array([kid for kid in items["K"] if not isinstance(kid, bytes) or kid in kept])
