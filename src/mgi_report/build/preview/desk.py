"""The process that works: it sketches what is looked at whenever something was saved, and has it proved.

A proof is a build like any other, into a folder of the preview. It runs in a forked process, which inherits everything
that is warm, and is ended as soon as something else was saved.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from ...errors import Kind, Problem, errors_of
from ...pdf.onscreen import alike
from ...workspace.garbage import tidy
from ...workspace.inputs import one_run
from ...workspace.leash import end_with
from ...workspace.unforeseen import known
from ...workspace.workers import may_fork, obey
from ..build import build
from ..gather import gather
from ..plan import BuildPlan
from .messages import PROOF, SKETCH, Began, Listed, Message, Open, Origin, Saved, Sheet, Shown, Told, Web, this_turn
from .sketching import Leaf, Sketcher
from .subjects import Subject, origins_of, subjects_of

Tell = Callable[[Message], None]
_PARTING = 1.0  # seconds that a process which has told all may take to end


def work(pipe: Connection, plan: BuildPlan) -> None:
    """Sketch and prove until the other end of the pipe is closed; the main function of a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        end_with(parent.sentinel)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        Desk(pipe, plan).run()


@dataclass
class _Proof:
    """A process that proves, what it tells comes through, and the publications that it has not told of."""

    process: Any
    pipe: Connection
    awaited: set[str]

    def end(self) -> None:
        """End it, whatever it does; when the next one starts, the system is told that nobody asks what became of it."""
        self.process.kill()
        self.pipe.close()


class Desk:
    """Knows what is looked at, and what is still to be done for it."""

    def __init__(self, pipe: Connection, plan: BuildPlan) -> None:
        self._pipe, self._plan = pipe, plan
        self._sketcher = Sketcher()
        self._subjects: dict[str, Subject] = {}
        self._views: tuple[tuple[str, int], ...] = ()
        self._due: list[str] = []
        self._listed: object = None
        self._turn = this_turn()
        self._held: dict[str, set[str]] = {}
        self._proved: dict[str, dict[tuple[int, str], Sheet]] = {}
        self._origins: dict[str, dict[str, Origin]] = {}
        self._sound: dict[str, bool] = {}
        self._proving: _Proof | None = None

    def run(self) -> None:
        """Work until nobody listens."""
        self._list()
        while True:
            for ready in wait([self._pipe, *([self._proving.pipe] if self._proving else [])]):
                if ready is self._pipe:
                    self._listen()
                else:
                    self._hand_on()
            while self._due:
                self._next()

    def _listen(self) -> bool:
        """Hear what was saved and what is looked at; whether there is anything new to do."""
        before = self._turn
        while self._pipe.poll():
            said = self._pipe.recv()
            if isinstance(said, Open):
                fresh = [key for key, _ in said.views if key not in dict(self._views)]
                self._views = said.views
                self._due += [key for key in fresh if key not in self._due]
                self._turn = this_turn() if fresh else self._turn
            elif isinstance(said, Saved):
                self._turn = max(this_turn(), self._turn + 1)
                self._due = [key for key, _ in self._views]
                self._list_again()
        return self._turn != before

    def _list_again(self) -> None:
        workspace = self._plan.workspace
        with suppress(OSError):
            if self._listed != [*workspace.profiles(), *workspace.regions()]:
                self._list()

    def _list(self) -> None:
        """Tell what there is to look at."""
        problems: Sequence[Problem] = ()
        try:
            workspace = self._plan.workspace
            with one_run():
                gathered = gather(self._plan)
            self._subjects = subjects_of(self._plan, gathered)
            self._listed = [*workspace.profiles(), *workspace.regions()] if not gathered.exit_code else None
            problems = gathered.problems
        except Exception as error:
            problems, self._listed = known(error).problems, None
        self._pipe.send(Listed(tuple(subject.document for subject in self._subjects.values())))
        self._pipe.send(Told("", self._turn, SKETCH, tuple(problems), sound=bool(self._subjects)))

    def _next(self) -> None:
        """Sketch what is due, and have all that is looked at proved when nothing is."""
        self._stop_proving()
        key, turn = self._due.pop(0), self._turn
        if key in self._subjects and not self._sketch(self._subjects[key], turn):
            if key not in self._due:
                self._due.append(key)
        elif not self._due:
            self._prove()

    def _sketch(self, subject: Subject, turn: int) -> bool:
        """Sketch a publication; whether it came to an end, since something else may have to be done first."""
        key, started = subject.document.key, time.perf_counter()
        self._pipe.send(Began(key, turn))
        problems: list[Problem] = []
        try:
            with one_run():
                gathered = gather(subject.plan)
                job = subject.job(gathered)
                problems += gathered.problems
                if job.output != key:  # it has another name now
                    self._list()
                    return True
                self._origins[key] = origins_of(gathered, job)
                seen = dict(self._views).get(key, 0)
                for leaves in self._sketcher.publication(key, gathered, job, seen):
                    self._show(key, turn, leaves)
                    if self._listen():
                        return False
        except Exception as error:
            problems += known(error, key).problems
        sound = not errors_of(problems)
        self._sound[key] = sound
        self._pipe.send(Told(key, turn, SKETCH, tuple(problems), sound, time.perf_counter() - started))
        return True

    def _show(self, key: str, turn: int, leaves: Sequence[Leaf]) -> None:
        """Show a sketch; a page that was proved as it is sketched, and is where it was, is shown as it was proved."""
        proved, held = self._proved.get(key, {}), self._held.get(key, set())
        files = {leaf.sheets[0].file: leaf.pdf for leaf in leaves if leaf.sheets}
        sketched = [sheet for leaf in leaves for sheet in leaf.sheets]
        known = [proved.get((number, sheet.page.print), sheet) for number, sheet in enumerate(sketched)]
        sheets = tuple(
            as_proved if as_proved.file in held else sheet for as_proved, sheet in zip(known, sketched, strict=True)
        )
        self._held[key] = {sheet.file for sheet in sheets}
        new = {name: files[name] for name in self._held[key] - held}
        self._pipe.send(Shown(key, turn, SKETCH, sheets, new, self._origins.get(key)))

    def _prove(self) -> None:
        """Begin to prove what is looked at, aside where that is sound."""
        subjects = [self._subjects[key] for key, _ in self._views if self._sound.get(key)]
        if not subjects:
            return
        if not may_fork():
            for subject in subjects:
                self._proof_of(subject, self._turn, self._tell_proof)
                if self._listen():
                    return
            return
        tidy()
        fork = multiprocessing.get_context("fork")
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=self._prove_aside, args=(theirs, subjects))
        process.start()
        theirs.close()
        self._proving = _Proof(process, ours, {subject.document.key for subject in subjects})

    def _prove_aside(self, pipe: Connection, subjects: Sequence[Subject]) -> None:
        obey()
        for subject in subjects:
            self._proof_of(subject, self._turn, pipe.send)

    def _proof_of(self, subject: Subject, turn: int, tell: Tell) -> None:
        """Build a publication as any build does, and tell what came of it."""
        key, started = subject.document.key, time.perf_counter()
        problems: list[Problem] = []
        try:
            result = build(subject.plan)
            problems += (problem for problem in result.problems if problem.kind is not Kind.OUTDATED)
            if any(built.path == key for built in result.files):
                leaf = Leaf.of((subject.plan.out / key).read_bytes())
                sheets = tuple(self._as_sketched(key, leaf))
                files = {sheet.file: leaf.pdf for sheet in sheets if sheet in leaf.sheets}
                tell(Shown(key, turn, PROOF, sheets, files))
            if any(built.path == subject.web for built in result.files):
                tell(Web(key, subject.web, turn))
        except Exception as error:
            problems += known(error, key).problems
        tell(Told(key, turn, PROOF, tuple(problems), not errors_of(problems), time.perf_counter() - started))

    def _as_sketched(self, key: str, leaf: Leaf) -> Iterator[Sheet]:
        """The proved pages; those that look as they were sketched are the sketched ones, which are shown already.

        In a volume none does: binding prints its page numbers.
        """
        sketched = [(sheet, drawn.pdf) for drawn in self._sketcher.last(key) for sheet in drawn.sheets]
        bound = bool(self._subjects[key].plan.regions)
        for sheet in leaf.sheets:
            known, pdf = (sheet, leaf.pdf) if bound or sheet.index >= len(sketched) else sketched[sheet.index]
            same = known.page.print == sheet.page.print or alike((pdf, known.index), (leaf.pdf, sheet.index))
            yield known if same else sheet

    def _hand_on(self) -> None:
        """Hand on what the proof tells."""
        assert self._proving is not None
        try:
            self._tell_proof(self._proving.pipe.recv())
        except (EOFError, OSError):
            self._end_proof(self._proving)

    def _end_proof(self, proof: _Proof) -> None:
        """A proof is over; what it told nothing of cannot be proved."""
        self._proving = None
        proof.process.join(_PARTING)
        proof.end()
        message = f"the process that proves ended (exit code {proof.process.exitcode})"
        hint = "save a file to start it again; `mgi-report build --debug` may tell more"
        problem = Problem(message=message, hint=hint, kind=Kind.BUG)
        for key in sorted(proof.awaited):
            self._pipe.send(Told(key, self._turn, PROOF, (problem,), sound=False))

    def _tell_proof(self, message: Message) -> None:
        if isinstance(message, Shown):
            sketched = [sheet.page.print for leaf in self._sketcher.last(message.key) for sheet in leaf.sheets]
            self._held[message.key] = {sheet.file for sheet in message.sheets}
            self._proved[message.key] = dict(zip(enumerate(sketched), message.sheets, strict=False))
        elif isinstance(message, Told) and self._proving:
            self._proving.awaited.discard(message.key)
        self._pipe.send(message)

    def _stop_proving(self) -> None:
        if self._proving:
            self._proving.end()
            self._proving = None
