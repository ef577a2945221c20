"""The checker: off-thread, the latest wins, nothing stale, errors told, no thread left."""

import threading
from queue import Empty, Queue
from threading import Event

import pytest

from isthmus.analysis.results import Analysis, Metrics
from isthmus.model.document import Document
from isthmus.model.records import System
from isthmus.workspace.checking import Checker


def analysis_of(snapshot):
    return Analysis(snapshot.revision, (), (), Metrics(systems=len(snapshot.systems)))


@pytest.fixture
def document():
    return Document()


@pytest.fixture
def results():
    return Queue()


def draw(document):
    with document.edit("Draw") as tx:
        tx.put(System(name="One"))
    return document.snapshot()


@pytest.fixture
def slow(results):
    """A checker that examines only when let: the gates are (begun, go on)."""
    begun, go_on = Queue(), Queue()

    def examine(snapshot):
        begun.put(snapshot.revision)
        go_on.get(timeout=10)
        return analysis_of(snapshot)

    checker = Checker(examine, lambda a, ms: results.put(a), results.put)
    yield checker, begun, go_on
    for _ in range(10):
        go_on.put(None)
    checker.close()


def test_what_was_found_comes_with_its_time_from_another_thread(document, results):
    def deliver(analysis, took):
        results.put((analysis.metrics.systems, took, threading.current_thread().name))

    checker = Checker(analysis_of, deliver, results.put)
    checker.submit(draw(document))
    systems, took, thread = results.get(timeout=10)
    checker.close()
    assert systems == 1
    assert 0 <= took < 10_000
    assert thread != threading.current_thread().name


def test_a_result_that_was_overtaken_is_never_delivered(document, slow, results):
    checker, begun, go_on = slow
    checker.submit(draw(document))
    assert begun.get(timeout=10) == 1
    for _ in range(3):
        checker.submit(draw(document))
    go_on.put(None)  # the stale one ends now
    assert begun.get(timeout=10) == 4  # those between were never begun
    assert results.empty()
    go_on.put(None)
    assert results.get(timeout=10).revision == 4
    assert not checker.is_busy
    assert begun.empty()


def test_submitted_faster_than_checked_the_last_wins(document):
    seen, last = [], Event()

    def deliver(analysis, took):
        seen.append((analysis.revision, document.revision))
        if analysis.revision == 300:
            last.set()

    checker = Checker(analysis_of, deliver, lambda error: None)
    for _ in range(300):
        with document.edit("Draw") as tx:
            tx.put(System(name="One"))
        checker.submit(document.snapshot())
    assert last.wait(10)
    checker.close()
    revisions = [revision for revision, _ in seen]
    assert revisions == sorted(set(revisions))


def test_after_closing_nothing_comes(document, slow, results):
    checker, begun, go_on = slow
    checker.submit(draw(document))
    begun.get(timeout=10)
    closing = threading.Thread(target=checker.close)
    closing.start()
    while not checker._is_closed:
        pass
    go_on.put(None)
    closing.join(10)
    checker.submit(draw(document))
    assert not closing.is_alive()
    assert not checker._thread.is_alive()
    with pytest.raises(Empty):
        results.get(timeout=0.05)


def test_an_error_is_told_and_the_next_check_runs(document, results):
    def examine(snapshot):
        if snapshot.revision == 1:
            raise ZeroDivisionError("a bug")
        return analysis_of(snapshot)

    checker = Checker(examine, lambda a, ms: results.put(a), results.put)
    checker.submit(draw(document))
    assert isinstance(results.get(timeout=10), ZeroDivisionError)
    checker.submit(draw(document))
    assert results.get(timeout=10).revision == 2
    checker.close()


def test_a_callback_may_submit_and_close(document, results):
    checker = None

    def deliver(analysis, took):
        results.put(analysis.revision)
        if analysis.revision == 1:
            checker.submit(draw(document))
        else:
            checker.close()

    checker = Checker(analysis_of, deliver, results.put)
    checker.submit(draw(document))
    assert [results.get(timeout=10), results.get(timeout=10)] == [1, 2]
    checker._thread.join(10)
    assert not checker._thread.is_alive()
