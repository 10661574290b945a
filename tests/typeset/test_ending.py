"""What a program that typesets leaves to the end of its process."""

from __future__ import annotations

from helpers.command import python

CODE = """
import functools, gc, weakref
import weasyprint.text.fonts as fonts
begin, made = fonts.FontConfiguration.__init__, []
def noted(self, *rest):
    begin(self, *rest)
    made.append(weakref.ref(self))
fonts.FontConfiguration.__init__ = noted
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.engine import typeset
typeset(Composed("<!DOCTYPE html><html lang=en><title>A</title><p>Words</p></html>", {}), lambda pdf: None)
gc.unfreeze()
for cache in [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]:
    cache.cache_clear()
gc.collect()
print(len(made), sum(one() is not None for one in made))
"""


def test_fonts_are_never_freed() -> None:
    """As a process ends, behind the library that made them, that was a segmentation fault when all was done."""
    assert python(CODE).split() == ["1", "1"]
