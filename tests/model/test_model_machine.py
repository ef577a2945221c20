"""Any sequence of edits, undo and redo keeps the map whole and restores it exactly."""

from hypothesis import settings

from isthmus.model.document import Document
from support.mapmachine import MapMachine

TestAnyEdits = MapMachine.TestCase
TestAnyEdits.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)


class AllTheWayBack(MapMachine):
    """The same, and at the end everything is undone and redone."""

    def teardown(self):
        end = self.document.snapshot()
        states = [end]
        while self.document.undo():
            states.append(self.document.snapshot())
        assert self.document.snapshot().same_content(Document().snapshot())
        assert len(states) == len(self.past) + 1
        while states[1:] and self.document.redo():
            states.pop()
            assert self.document.snapshot().same_content(states[-1])


TestAllTheWayBack = AllTheWayBack.TestCase
TestAllTheWayBack.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
