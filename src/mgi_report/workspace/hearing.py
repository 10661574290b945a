"""What libraries log, heard by whoever asks and kept from everybody else."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hearing(library: str, listener: logging.Handler) -> Iterator[None]:
    """While this lasts a listener alone is told what a library logs."""
    logger = logging.getLogger(library)
    handlers, logger.handlers = logger.handlers, [listener]
    propagate, logger.propagate = logger.propagate, False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = handlers, propagate
