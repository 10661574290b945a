"""The JSON Schema of what ``--json`` prints, made from the records themselves."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from .listed import LISTED
from .records import (
    DataChecked,
    Diagnosis,
    End,
    FileMade,
    FileProved,
    PageImported,
    PageTold,
    PartBound,
    ProblemTold,
    ProfileBegun,
    Record,
    SchemaTold,
    Step,
    TextTold,
    VolumeBound,
    WorkspaceMade,
    Written,
)  # fmt: skip
from .records_after import Cleaned, Merged, Opened, PackageMade, PreviewBegan

RECORDS: tuple[type[Record], ...] = (
    ProblemTold, FileMade, PartBound, VolumeBound, FileProved, Written, WorkspaceMade, ProfileBegun, PageImported,
    DataChecked, Diagnosis, *LISTED.values(), Opened, PreviewBegan, PackageMade, Merged, Cleaned, SchemaTold, PageTold,
    TextTold, Step, End,
)  # fmt: skip
"""All records, those of any command first and last."""

_ANY: Any = Annotated[reduce(or_, RECORDS), Field(discriminator="type")]
LINE: TypeAdapter[Any] = TypeAdapter(_ANY)
"""What reads a line and refuses it where it is none of the records."""


def schema_of_records() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a line."""
    schema = LINE.json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A line of mgi-report --json", **schema}
