"""The structure tree of a volume: a Document with a Part for each part (ISO 32000-1, 14.7; ISO 14289-1, 7.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pikepdf import Name

from .objects import Joined, Objects, Ref, Value
from .trees import name_tree

_TYPES = """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
    Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
    Figure Formula Form
"""
STANDARD_TYPES = frozenset(_TYPES.split())
"""Structure types that need no role map (ISO 32000-1, 14.8.4)."""

PAGE_KEY = "/StructParents"
"""By what a page finds its elements in the parent tree (ISO 32000-1, 14.7.4.4)."""

MODERN = "http://iso.org/pdf2/ssn"
"""The namespace of PDF 2.0 (ISO 32000-2, 14.8.6)."""


class Tags:
    """The structure tree of the volume.

    ``next_key`` is the first key that its parent tree has free; ``modern`` is the namespace of PDF 2.0, where a part
    has it (:data:`MODERN`).
    """

    def __init__(self, objects: Objects, title: str, language: str) -> None:
        self.objects = objects
        kind = {"/Type": Name.StructElem, "/S": Name.Document}
        self.document = objects.new({**kind, "/T": title, "/Lang": language})
        self.kids: list[Ref] = []
        self.parents: list[Ref] = []
        self.next_key = 0
        self.roles: dict[str, Value] = {}
        self.classes: dict[str, Value] = {}
        self.identifiers: dict[bytes, Value] = {}
        self.namespaces: list[Value] = []
        self.modern: Value | None = None

    def record(self, owners: Sequence[tuple[int, Value]]) -> None:
        """Add the elements of a part to the parent tree, by their keys in order (ISO 32000-1, 14.7.4.4)."""
        flat = [item for pair in owners for item in pair]
        self.parents.append(self.objects.new({"/Nums": flat, "/Limits": [owners[0][0], owners[-1][0]]}))

    def begin(self, joined: Joined, owners: Mapping[int, Value]) -> None:
        """Note with which elements the pages of a part begin; ``owners`` are those of its parent tree by their keys."""
        for index, page in enumerate(joined.pages):
            key = self.objects.open(page).get(PAGE_KEY)
            if key is not None and (first := self.first_of(owners.get(int(key)))) is not None:
                joined.beginnings[index] = first

    def first_of(self, owners: Value | None) -> Ref | None:
        """The first of the elements that own the content of a page, where it is known."""
        raise NotImplementedError

    def plant(self, joined: Joined, element: Ref, language: str) -> None:
        """Make an element the Part that stands for a part."""
        joined.element = element
        entries = self.objects.open(element)
        entries.update({"/S": Name.Part, "/P": self.document, "/T": joined.part.title})
        if "/Lang" not in entries:
            entries["/Lang"] = language
        self.kids.append(element)

    def close(self) -> Ref | None:
        """Write the tree; its root, if any part has tags."""
        if not self.kids:
            return None
        parents = self.objects.new({"/Kids": self.parents})
        root = {"/Type": Name.StructTreeRoot, "/K": [self.document], "/ParentTree": parents}
        root["/ParentTreeNextKey"] = self.next_key
        maps = {"/RoleMap": self.roles, "/ClassMap": self.classes}
        root |= {key: value for key, value in maps.items() if value}
        if self.identifiers:
            root["/IDTree"] = name_tree(self.objects, self.identifiers)
        if self.namespaces:
            root["/Namespaces"] = self.namespaces
        if self.modern is not None:
            self.objects.open(self.document)["/NS"] = self.modern
        planted = self.objects.new(root)
        self.objects.open(self.document).update({"/P": planted, "/K": self.kids})
        return planted
