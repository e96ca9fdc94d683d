"""Decisions that a person made about one reading, carried over to the lines that the next reading proposes again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from samplan.documents.folding import words
from samplan.intake.models import EarlierReading, Import, ProposedItem
from samplan.intake.rules import is_decided, main_field
from samplan.intake.shapes import ItemState
from samplan.plans.shapes.items import ItemKind

Line = tuple[str, tuple[str, ...]]


def carry_over(imported: Import, before: Sequence[ProposedItem], now: Sequence[ProposedItem]) -> None:
    """Let the decisions about the lines before hold for the same lines now; count what was kept and what was lost."""
    new = _Lines(now)
    found = {item.pk: new.take(item) for item in before if item.as_read is not None}
    kept = lost = 0
    touched: dict[int, ProposedItem] = {}
    for item in [one for one in before if is_decided(one.kind, one.state, one.values, one.as_read)]:
        same = found.get(item.pk)
        if item.as_read is None:
            same = _added(imported, item, found.get(item.parent_id or 0))
        elif same is not None:
            _decide(same, item)
            touched[same.pk] = same
        kept, lost = (kept + 1, lost) if same is not None else (kept, lost + 1)
    for item in _ways_open(touched.values(), now):
        touched[item.pk] = item
    ProposedItem.objects.bulk_update(touched.values(), ["state", "drop_reason", "values"], batch_size=400)
    latest = EarlierReading.objects.filter(imported=imported).order_by("-id").first()
    if latest is not None:
        latest.kept, latest.lost = kept, lost
        latest.save(update_fields=["kept", "lost"])


class _Lines:
    """The lines of a reading, to be found again by their kind and words, those at the same place first."""

    def __init__(self, items: Iterable[ProposedItem]) -> None:
        self._by_line: dict[Line, list[ProposedItem]] = defaultdict(list)
        for item in items:
            self._by_line[_line(item)].append(item)

    def take(self, item: ProposedItem) -> ProposedItem | None:
        """The item that proposes the same line, once."""
        alike = self._by_line.get(_line(item), [])
        if not alike:
            return None
        same = next((other for other in alike if _place(other) == _place(item)), alike[0])
        alike.remove(same)
        return same


def _line(item: ProposedItem) -> Line:
    values: dict[str, Any] = item.as_read or item.values
    if item.kind == ItemKind.PLAN:
        return item.kind, ()
    return item.kind, tuple(words(str(values.get(main_field(ItemKind(item.kind))) or "")))


def _place(item: ProposedItem) -> tuple[Any, ...]:
    place: dict[str, Any] = item.provenance[0] if item.provenance else {}
    return place.get("position"), place.get("row"), place.get("column")


def _decide(now: ProposedItem, before: ProposedItem) -> None:
    now.state, now.drop_reason = before.state, before.drop_reason
    if before.values != before.as_read:
        now.values = before.values


def _added(imported: Import, item: ProposedItem, parent: ProposedItem | None) -> ProposedItem | None:
    """What a person added, or made of a part of an item, once more under what it stood under, if that is there."""
    if parent is None:
        return None
    return ProposedItem.objects.create(
        imported=imported,
        parent=parent,
        kind=item.kind,
        order=item.order,
        tag=item.tag,
        values=item.values,
        as_written=item.as_written,
        provenance=item.provenance,
        certainty=item.certainty,
        doubts=item.doubts,
        state=item.state,
        drop_reason=item.drop_reason,
        added_by_hand=item.added_by_hand,
    )


def _ways_open(accepted: Iterable[ProposedItem], now: Sequence[ProposedItem]) -> list[ProposedItem]:
    """What accepted items stand under is accepted too, so that they have a place in the plan."""
    by_id = {item.pk: item for item in now}
    opened: list[ProposedItem] = []
    for item in list(accepted):
        above = by_id.get(item.parent_id or 0) if item.state == ItemState.ACCEPTED else None
        while above is not None:
            if above.state == ItemState.WAITING:
                above.state = ItemState.ACCEPTED
                opened.append(above)
            above = by_id.get(above.parent_id or 0)
    return opened
