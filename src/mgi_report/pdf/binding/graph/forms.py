"""Form fields and layers of the parts (ISO 32000-1, 12.7 and 8.11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from ..source import Met, fields_of, is_signature, is_true, listed, text_of
from .graft import Grafted

_DEPTH = 50


class Forms:
    """The interactive form of the volume."""

    def __init__(self, volume: pikepdf.Pdf) -> None:
        self.volume = volume
        self.form: Any = None
        self.names: set[str] = set()
        self.renamed: list[tuple[str, str, str]] = []
        self.unkept: list[tuple[str, str]] = []
        self.asking: dict[str, bool] = {}  # whether a part wants the looks of its fields drawn by the reader

    def add(self, grafted: Grafted, *, signed: bool) -> None:
        """Take over the fields of a part; those with a name that is taken are renamed, broken signatures taken out."""
        form = grafted.root.get("/AcroForm")
        if not isinstance(form, Dictionary):
            return
        if signed:
            _break_signatures(form)
        if "/XFA" in form:
            self.unkept.append((grafted.name, "its XFA form; the fields of the pages are kept"))
        self.asking[grafted.name] = is_true(form.get("/NeedAppearances"))
        self._rename(list(_top_names(form)), grafted)
        fonts = self._resources(form, grafted)
        if fonts:
            for field in [form, *fields_of(form)]:
                if "/DA" in field:
                    field.DA = String(_refont(text_of(field.DA), fonts))
        self._join(form)

    def _rename(self, fields: list[tuple[Any, str]], grafted: Grafted) -> None:
        """Give fields another name where an earlier part has it; fields of one name in one part stay one."""
        taken = self.names | {name for _, name in fields}
        renamed: dict[str, str] = {}
        for field, name in fields:
            if name in self.names and name not in renamed:
                new = f"{name} ({grafted.name})"
                while new in taken:
                    new += "'"
                taken.add(new)
                renamed[name] = new
                self.renamed.append((grafted.name, name, new))
            if name in renamed:
                field.T = String(renamed[name])
        self.names |= {renamed.get(name, name) for _, name in fields}

    def _resources(self, form: Any, grafted: Grafted) -> dict[str, str]:
        """Join the default resources; returns new names of fonts that are called as other ones are."""
        if self.form is None or not isinstance(form.get("/DR"), Dictionary):
            return {}
        if not isinstance(self.form.get("/DR"), Dictionary):
            self.form.DR = Dictionary()
        ours, renamed = self.form.DR, {}
        for category, values in dict(form.DR.items()).items():
            if not isinstance(values, Dictionary):
                continue
            if not isinstance(ours.get(category), Dictionary):
                ours[category] = Dictionary()
            for name, value in dict(values.items()).items():
                if name in ours[category] and category == "/Font":
                    renamed[name[1:]] = f"{name[1:]}-{grafted.name}"
                    ours[category][f"{name}-{grafted.name}"] = value
                elif name not in ours[category]:
                    ours[category][name] = value
        return renamed

    def _join(self, form: Any) -> None:
        fields = listed(form.get("/Fields"))
        for key in [key for key in ("/DA", "/Q") if key in form]:  # what they would inherit (ISO 32000-1, table 218)
            for field in fields:
                if isinstance(field, Dictionary) and key not in field:
                    field[key] = form[key]
            del form[key]
        if self.form is None:
            self.form = form
            form.Fields = Array(fields)
            return
        self.form.Fields.extend(fields)
        if "/CO" in form:
            self.form.CO = Array([*listed(self.form.get("/CO")), *listed(form.CO)])

    def close(self) -> None:
        """Write the form into the catalog."""
        if self.form is None:
            return
        if "/XFA" in self.form:
            del self.form["/XFA"]
        if any(self.asking.values()):
            self.form.NeedAppearances = True
            what = "how its form fields look; readers draw them anew, since another part asks for it"
            self.unkept += [(name, what) for name, asks in self.asking.items() if not asks]
        self.volume.Root.AcroForm = self.form


def _top_names(form: Any) -> Iterator[tuple[Any, str]]:
    """The uppermost fields that have a name, with it; those above them have none."""
    waiting, met = [(field, 0) for field in listed(form.get("/Fields"))], Met()
    while waiting:
        field, depth = waiting.pop(0)
        if not isinstance(field, Dictionary) or met.again(field) or depth > _DEPTH:
            continue
        if name := text_of(field.get("/T")):
            yield field, name
        else:
            waiting += [(kid, depth + 1) for kid in listed(field.get("/Kids"))]


def _refont(appearance: str, fonts: dict[str, str]) -> str:
    return re.sub(r"/([^\s/\[\]()<>]+)", lambda found: f"/{fonts.get(found[1], found[1])}", appearance)


def _break_signatures(form: Any) -> None:
    """Take signature values out; what they look like on the page stays."""
    for field in fields_of(form):
        if is_signature(field):
            del field["/V"]
    if "/SigFlags" in form:
        del form["/SigFlags"]


class Layers:
    """The optional content of the volume."""

    def __init__(self, volume: pikepdf.Pdf) -> None:
        self.volume = volume
        self.groups: list[Any] = []
        self.lists: dict[str, list[Any]] = {}
        self.name = ""
        self.configurations: list[Any] = []

    def add(self, grafted: Grafted) -> None:
        """Take over the layers of a part, shown and hidden as they are there."""
        properties = grafted.root.get("/OCProperties")
        if not isinstance(properties, Dictionary):
            return
        groups = list(properties.get("/OCGs", []))
        self.groups += groups
        default = properties.get("/D", Dictionary())
        lists = {key: list(default.get(key, [])) for key in ("/Order", "/ON", "/OFF", "/Locked", "/RBGroups", "/AS")}
        if default.get("/BaseState") == Name.OFF:
            shown = {item.objgen for item in lists["/ON"]}
            lists["/OFF"] = [item for item in groups if item.objgen not in shown]
        for key, values in lists.items():
            self.lists.setdefault(key, []).extend(values)
        self.configurations += list(properties.get("/Configs", []))

    def close(self) -> None:
        """Write the layers into the catalog."""
        if self.groups:
            default = Dictionary({key: Array(values) for key, values in self.lists.items() if values})
            default.Name = String("Layers")
            properties = Dictionary(OCGs=Array(self.groups), D=default)
            if self.configurations:
                properties.Configs = Array(self.configurations)
            self.volume.Root.OCProperties = properties
