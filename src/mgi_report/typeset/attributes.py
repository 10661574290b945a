"""What says how text looks is freed with the text that it is for.

The engine makes a list of attributes for every text, which then holds it as well, and never lets go of its own hold:
a hundred kilobytes for a snapshot, which a process that lives on never gets back.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any


def kept(fonts: Any) -> Any:
    """The engine's fonts, for all documents of a process; each text has attributes of its own."""
    fonts.font_features = _Unshared()
    # At the end of a process the library that made its fonts may go before it, and freeing them would fail.
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(fonts))
    return fonts


class _Unshared(dict[bytes, Any]):
    """Attributes by the features of a font, of which each text has its own, as it frees them."""

    def setdefault(self, features: bytes, made: Any = None) -> Any:
        """What was made for the features just now."""
        return made


def freeing(setup: Callable[..., None], pango: Any, none: Any) -> Callable[..., None]:
    """The engine's way to set a text up, after which the text alone holds its attributes."""
    if "pango_attr_list_unref" in setup.__code__.co_names:
        return setup

    def set_up(layout: Any, *given: Any, **named: Any) -> None:
        setup(layout, *given, **named)
        attributes = pango.pango_layout_get_attributes(layout.layout)
        if attributes != none:
            pango.pango_attr_list_unref(attributes)

    return set_up
