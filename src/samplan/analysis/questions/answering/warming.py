"""Works out beforehand what must be hidden with small numbers, so that nobody's page waits for it. Answers nobody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Event

from samplan.analysis.questions.answering.families import Clock, has_room
from samplan.analysis.questions.answering.sheets import sheet
from samplan.analysis.store import reading
from samplan.analysis.store.reading import Figures

SECONDS = 6.0
"""What one indicator may take: more than a page waits, and no longer than a server that ends can wait for us."""


class _Stopped(Clock):
    """A clock that has no time left from when the server ends."""

    def __init__(self, seconds: float, stop: Event) -> None:
        super().__init__(seconds)
        self._stop = stop

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return 0.0 if self._stop.is_set() else super().left


def worked_out(store: Figures, indicator_ids: Iterable[str], county: str, stop: Event) -> Iterator[str]:
    """The ids of indicators, each when its county's tables are remembered; ends at stop, or with no room for more.

    The same tables that the pages ask for: whole families, in which it does not matter who asks. Four statements each.
    """
    units = [place.unit.id for place in reading.county_places(store, county)]
    for indicator_id in dict.fromkeys(indicator_ids):
        if stop.is_set() or not units or not has_room():
            return
        sheet(store, indicator_id, units, clock=_Stopped(SECONDS, stop))
        yield indicator_id
