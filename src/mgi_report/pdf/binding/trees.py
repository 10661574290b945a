"""Trees of pages and of names, a few levels deep (ISO 32000-1, 7.7.3 and 7.9.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pikepdf import Name, String

from .objects import Objects, Ref, Value

FANOUT = 32
"""Pages, or nodes, in one node of a page tree."""

LEAF = 64
"""Names in one node of a name tree."""


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
    words, leaves = sorted(names), []
    for start in range(0, len(words), LEAF):
        some = words[start : start + LEAF]
        leaf: dict[str, Value] = {"/Names": [item for word in some for item in (String(word), names[word])]}
        if len(words) > LEAF:
            leaf["/Limits"] = [String(some[0]), String(some[-1])]
        leaves.append(objects.new(leaf))
    return leaves[0] if len(leaves) == 1 else objects.new({"/Kids": leaves})


def whole_page(objects: Objects, page: Ref) -> Value:
    """A destination: the top of a page, at the zoom the reader has."""
    box = objects.box(page, "/CropBox")
    return [page, Name.XYZ, min(box[0], box[2]), max(box[1], box[3]), 0]
