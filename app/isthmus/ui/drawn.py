"""Charts drawn beside the window: how far that is, and how it is ended."""

from isthmus.layout.pulse import Pulse
from isthmus.ui.jobs import Ticket


def pulse_of(ticket: Ticket, words: str = "Drawing the map") -> Pulse:
    """The pulse of a drawing, told to who waits for it, and ended where the ticket is cancelled."""
    return Pulse(lambda part: ticket.progress(part, words))
