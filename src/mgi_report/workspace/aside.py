"""Work aside: functions run by a process of its own, started early and in use as long as it pays.

The process is a new one, not a fork, so that it inherits nothing and starts with little. Functions are named as
``package.module:function``, because the caller may well do without the module. It ends with its caller, even in the
middle of its work (:mod:`.leash`).
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from typing import Any, BinaryIO

from .leash import end_with


class BrokenError(Exception):
    """The process aside has ended before it answered."""


class Aside:
    """A ``process`` that runs one function after the other.

    Raises :class:`OSError` where no process can be started.
    """

    def __init__(self) -> None:
        paths = os.pathsep.join(path for path in sys.path if path)
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", __name__],  # -P: what lies in the current folder is no module
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths},
            start_new_session=True,  # Ctrl-C is for the caller, who closes this
        )

    def __enter__(self) -> Aside:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def tell(self, function: str, *given: Any) -> None:
        """Have a function run whose result nobody asks for. When it fails the process ends, as who asks next will hear:
        what relies on it would go wrong in silence."""
        self._send((False, function, given))

    def ask(self, function: str, *given: Any) -> None:
        """Have a function run; :meth:`answer` must be called before the next question."""
        self._send((True, function, given))

    def _send(self, work: tuple[bool, str, tuple[Any, ...]]) -> None:
        assert self.process.stdin is not None
        data = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
        try:
            self.process.stdin.write(data)
            self.process.stdin.flush()
        except (OSError, ValueError) as error:  # a closed stream is a ValueError
            raise BrokenError(str(error)) from error

    def answer(self) -> Any:
        """What the function returned that was asked for last; what it raised is raised here."""
        assert self.process.stdout is not None
        try:
            returned, value = pickle.load(self.process.stdout)  # noqa: S301
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise BrokenError(str(error)) from error
        if returned:
            return value
        raise value

    def close(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                with suppress(OSError):  # what was still to be sent cannot be
                    stream.close()
        self.process.wait()


def call(function: str, *given: Any) -> Any:
    """Call a function in a process that ends with it, and so gives back all the memory that it took.

    Raises what the function raises, :class:`BrokenError` or :class:`OSError` where it cannot be called so.
    """
    with Aside() as aside:
        aside.ask(function, *given)
        return aside.answer()


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Run what is asked until there are no more questions."""
    while True:
        try:
            wanted, function, given = pickle.load(questions)  # noqa: S301
        except EOFError:
            return
        try:
            module, _, name = function.partition(":")
            reply = (True, getattr(import_module(module), name)(*given))
        except Exception as error:
            # A traceback does not travel with its error; as a note it is shown wherever that one's own is.
            error.add_note(f"In the process aside:\n{traceback.format_exc()}")
            reply = (False, error)
        if wanted:
            answers.write(_pickled(reply))
            answers.flush()
        elif not reply[0]:
            return


def _pickled(reply: tuple[bool, Any]) -> bytes:
    try:
        return pickle.dumps(reply, pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return pickle.dumps((False, RuntimeError(f"{reply[1]!r} cannot be handed over: {error}")))


if __name__ == "__main__":
    sys.path[:] = os.environ.pop("PYTHONPATH").split(os.pathsep)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    end_with(0)
    serve(sys.stdin.buffer, replies)
