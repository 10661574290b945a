"""Trees of pages, names and numbers, a few levels deep (ISO 32000-1, 7.7.3, 7.9.6 and 7.9.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pikepdf import Name

from .objects import Joined, Objects, Ref, Value

FANOUT = 32
"""Pages, or nodes, in one node of a page tree."""

LEAF = 64
"""Names or numbers in one node of a tree."""


def page_tree(objects: Objects, pages: Sequence[Ref], root: Ref | None = None) -> Ref:
    """Make a page tree of all pages; its root, which may be there already."""
    nodes = [(page, 1) for page in pages]
    while len(nodes) > FANOUT:
        nodes = [_node(objects, nodes[start : start + FANOUT]) for start in range(0, len(nodes), FANOUT)]
    return _node(objects, nodes, root)[0]


def _node(objects: Objects, kids: Sequence[tuple[Ref, int]], node: Ref | None = None) -> tuple[Ref, int]:
    """A node above others, and the number of pages below it; a new one where none is given."""
    count = sum(pages for _, pages in kids)
    entries = {"/Type": Name.Pages, "/Kids": [kid for kid, _ in kids], "/Count": count}
    if node is None:
        node = objects.new(entries)
    else:
        objects.open(node).update(entries)
    for kid, _ in kids:
        objects.open(kid)["/Parent"] = node
    return node, count


def name_tree(objects: Objects, names: Mapping[bytes, Value]) -> Ref:
    """Make a name tree, names in the order of their bytes."""
    return _tree(objects, [(objects.word(name), names[name]) for name in sorted(names)], "/Names")


def number_tree(objects: Objects, pairs: Sequence[tuple[int, Value]]) -> Ref:
    """Make a number tree of pairs that are in order."""
    return _tree(objects, pairs, "/Nums")


def _tree(objects: Objects, pairs: Sequence[tuple[Value, Value]], key: str) -> Ref:
    leaves = []
    for start in range(0, len(pairs), LEAF):
        some = pairs[start : start + LEAF]
        leaf: dict[str, Value] = {key: [item for pair in some for item in pair]}
        if len(pairs) > LEAF:
            leaf["/Limits"] = [some[0][0], some[-1][0]]
        leaves.append(objects.new(leaf))
    return leaves[0] if len(leaves) == 1 else objects.new({"/Kids": leaves})


def opening(objects: Objects, joined: Joined, index: int = 0) -> dict[str, Value]:
    """What leads to a page of a part: the page, and an element beside it (ISO 32000-2, 12.3.2.3), which is the one that
    stands for the part, or with which a later page begins."""
    place = whole_page(objects, joined.pages[index])
    element = joined.beginnings.get(index) if index else joined.element
    if element is None:
        return {"/Dest": place}
    return {"/A": {"/S": Name.GoTo, "/D": place, "/SD": [element, *place[1:]]}}


def whole_page(objects: Objects, page: Ref) -> Value:
    """A destination: the top of a page, at the zoom the reader has."""
    box = objects.box(page, "/CropBox")
    return [page, Name.XYZ, min(box[0], box[2]), max(box[1], box[3]), 0]
