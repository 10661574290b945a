"""How what stops a job is told: a known problem, what a disk refuses, or a bug of ours."""

from __future__ import annotations

import errno
import os

from ..errors import ExitCode, Kind, Problem, ReportError

_DISK = {getattr(errno, name, -1) for name in ("ENOSPC", "EDQUOT", "EROFS", "EIO", "EACCES", "EPERM")}


def known(error: Exception, file: str = "") -> ReportError:
    """An error as it is told: itself where it is a known problem, else what a disk refuses, else a bug of ours.

    ``file`` is what it stopped.
    """
    if isinstance(error, ReportError):
        return error
    if isinstance(error, OSError) and error.errno in _DISK:
        message, hint = f"cannot read or write it ({error.strerror})", "look at the rights and the free space there"
        place = os.fsdecode(error.filename or file)
        return ReportError([Problem(place, message=message, hint=hint, kind=Kind.UNWRITABLE)], ExitCode.USAGE)
    import traceback

    message = f"something unforeseen happened: {type(error).__name__}: {error}"
    hint = "this is a bug; run again with --debug before the command and report what it prints"
    trace = "".join(traceback.format_exception(error))
    return ReportError([Problem(file, message=message, hint=hint, trace=trace, kind=Kind.BUG)], ExitCode.BUG)
