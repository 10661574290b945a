"""Work in forked processes: what they share, in what order results come, and when there are none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from mgi_report.workspace import workers as module
from mgi_report.workspace.workers import Workers, best_count


class Shared:
    def __init__(self) -> None:
        self.warmed = 0

    def warm(self) -> None:
        self.warmed += 1


def where(shared: Shared, item: float) -> tuple[float, int, int]:
    time.sleep(item)
    return item, os.getpid(), shared.warmed


def failing(shared: Shared, item: int) -> int:
    raise ValueError(f"item {item}")


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests of this process may have used the validator, after which nothing is forked."""
    monkeypatch.setattr(module, "may_fork", lambda: True)


@pytest.mark.usefixtures("forking")
def test_processes_inherit_what_was_got_ready_once() -> None:
    shared = Shared()
    with Workers(2, shared) as workers:
        found = workers.start(where, [0.0, 0.0, 0.0]).all()
        found += workers.start(where, [0.0]).all()
    assert all(pid != os.getpid() for _, pid, _ in found)
    assert {warmed for *_, warmed in found} == {1}
    assert shared.warmed == 1


@pytest.mark.usefixtures("forking")
def test_results_come_as_they_are_done_or_in_the_order_of_the_items() -> None:
    with Workers(2, Shared()) as workers:
        assert [item for item, *_ in workers.start(where, [0.5, 0.0])] == [0.0, 0.5]
        assert [item for item, *_ in workers.start(where, [0.3, 0.0]).all()] == [0.3, 0.0]


@pytest.mark.usefixtures("forking")
def test_work_begins_before_it_is_asked_for_and_does_not_wait_for_earlier_results() -> None:
    with Workers(2, Shared()) as workers:
        first, second = workers.start(where, [0.4, 0.4]), workers.start(where, [0.4, 0.4])
        started = time.monotonic()
        assert len({pid for _, pid, _ in [*first, *second]}) == 2
        assert time.monotonic() - started < 1.5


@pytest.mark.parametrize(("count", "items"), [(1, [0.0, 0.0]), (2, [0.0])])
def test_nothing_is_forked_where_it_does_not_pay(count: int, items: list[float]) -> None:
    shared, done = Shared(), []

    def note(shared: Shared, item: float) -> int:
        done.append(item)
        return os.getpid()

    with Workers(count, shared) as workers:
        pending = workers.start(note, items)
        assert done == []
        assert pending.all() == [os.getpid()] * len(items)
    assert shared.warmed == 0


@pytest.mark.usefixtures("forking")
def test_what_goes_wrong_in_a_process_is_raised_here() -> None:
    with pytest.raises(ValueError, match="item 1"), Workers(2, Shared()) as workers:
        workers.start(failing, [1, 2]).all()


def handlers(shared: Shared, item: int) -> tuple[object, object]:
    return signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)


@pytest.mark.usefixtures("forking")
def test_workers_inherit_no_handler_that_raises() -> None:
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with Workers(2, Shared()) as workers:
            found = workers.start(handlers, [1, 2, 3]).all()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert found == [(signal.SIG_DFL, signal.SIG_IGN)] * 3


def test_nothing_is_forked_after_the_validator_has_run() -> None:
    code = "from mgi_report.workspace.workers import may_fork; a = may_fork(); import page; print(a, may_fork())"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.split() == [str(sys.platform != "darwin"), "False"]


@pytest.mark.parametrize(
    ("processors", "items", "count"),
    [(1, 5, 1), (2, 1, 2), (2, 2, 2), (2, 4, 2), (2, 5, 3), (2, 9, 2), (4, 5, 5), (4, 8, 4), (4, 17, 4), (8, 3, 8)],
)
def test_one_process_more_where_a_few_items_do_not_fill_the_processors(processors: int, items: int, count: int) -> None:
    assert best_count(processors, items) == count
