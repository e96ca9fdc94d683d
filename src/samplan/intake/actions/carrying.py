"""What a person did in a review of one reading, carried over to the lines that the next reading proposes again.

No word that she wrote goes away. What she changed, split, merged, gave a reason or added, and what cannot be carried
to a line of the new reading, stands there again as it was, with what it stood under. Where the document is read
otherwise now it is marked, and waits to be looked at if it was accepted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from samplan.documents.folding import words
from samplan.intake.actions.tags import free_tag
from samplan.intake.matching import MADE_FROM_THE_TIME
from samplan.intake.models import EarlierReading, Import, ProposedItem
from samplan.intake.rules import InvalidItem, checked_values, is_decided, main_field
from samplan.intake.shapes import ItemState
from samplan.plans.shapes.items import ItemKind

Line = tuple[str, tuple[str, ...]]
Place = tuple[Any, ...]

KEPT = {"code": "kept_from_before", "detail": ""}
"""The mark of what stands again as it was, while the document is read otherwise."""
TIME = MADE_FROM_THE_TIME | {"timeframe"}
_HEADS = frozenset({ItemKind.AREA, ItemKind.CHALLENGE_QUESTION})
_CARRIED = ("state", "drop_reason", "values", "doubts")


def carry_over(imported: Import, before: Sequence[ProposedItem], now: Sequence[ProposedItem]) -> None:
    """Let what was done with the lines before hold for the same lines now; count what was kept and what was lost."""
    carrier = _Carrier(imported, before, now)
    carried = [carrier.carry(item) for item in before if _is_decided(item)]
    carrier.finish()
    latest = EarlierReading.objects.filter(imported=imported).order_by("-id").first()
    if latest is not None:
        latest.kept, latest.lost = carried.count(True), carried.count(False)
        latest.save(update_fields=["kept", "lost"])


def _is_decided(item: ProposedItem) -> bool:
    return is_decided(item.kind, item.state, item.values, item.as_read)


class _Carrier:
    """Where each item of a reading stands in the one after it."""

    def __init__(self, imported: Import, before: Sequence[ProposedItem], now: Sequence[ProposedItem]) -> None:
        self._imported = imported
        self._before = {item.pk: item for item in before}
        self._here = _same_lines([item for item in before if item.as_read is not None], now)
        self._proposed = frozenset(self._here)
        self._all = {item.pk: item for item in now}
        self._tags = {item.tag for item in now}
        self._carried: dict[int, ProposedItem] = {}
        self._read_at: dict[Place, list[ProposedItem]] = defaultdict(list)
        for item in before:
            if item.as_read is not None:
                self._read_at[_part_of(item)].append(item)

    def carry(self, item: ProposedItem) -> bool:
        """Let one decision hold in the new reading. False when it must be made again."""
        same = self._here.get(item.pk)
        if same is not None and item.as_read is not None and self._hold(item, same):
            return True
        if same is None and (item.as_read is None or self._wrote(item)):
            same = self._again(item)
        return same is not None and (item.state == ItemState.WAITING or same.state == item.state)

    def finish(self) -> None:
        """Say anew where merged items went, let what is accepted have a place, and store all that was carried."""
        tags = {item.tag: self._here[pk].tag for pk, item in self._before.items() if pk in self._here}
        for item in self._carried.values():
            if _went_to(item) in tags:
                item.drop_reason = f"→ {tags[_went_to(item)]}"
        for item in list(self._carried.values()):
            if item.state == ItemState.ACCEPTED:
                self._open_way(item)
        ProposedItem.objects.bulk_update(self._carried.values(), _CARRIED, batch_size=400)

    def _hold(self, item: ProposedItem, same: ProposedItem) -> bool:
        if _line(item) != _line(same) and not self._wrote(item):
            return False
        same.state, same.drop_reason = item.state, item.drop_reason
        same.values = _with_changes(item, same)
        self._carried[same.pk] = same
        return True

    def _wrote(self, item: ProposedItem) -> bool:
        """Whether there are words of the person herself in it: others of its values, or a reason of its own."""
        above = self._before.get(item.parent_id or 0)
        own = item.state == ItemState.DROPPED and not _went_to(item)
        return item.values != item.as_read or (own and (above is None or above.drop_reason != item.drop_reason))

    def _again(self, item: ProposedItem) -> ProposedItem:
        """The item as it was, once more in the review."""
        state, doubts = item.state, list(item.doubts)
        if self._is_read_otherwise(item) and KEPT not in doubts:
            doubts.append(KEPT)
            state = ItemState.WAITING if state == ItemState.ACCEPTED else state
        made = ProposedItem.objects.create(
            imported=self._imported,
            parent=self._home(item),
            kind=item.kind,
            order=item.order,
            tag=free_tag(ItemKind(item.kind), self._tags, wanted=item.tag),
            values=item.values,
            as_read=item.as_read,
            as_written=item.as_written,
            provenance=item.provenance,
            certainty=item.certainty,
            doubts=doubts,
            state=state,
            drop_reason=item.drop_reason,
            added_by_hand=item.added_by_hand,
        )
        self._tags.add(made.tag)
        self._all[made.pk] = self._here[item.pk] = self._carried[made.pk] = made
        return made

    def _is_read_otherwise(self, item: ProposedItem) -> bool:
        """Whether the words of the document that it was made of are proposed in another way now."""
        if item.as_read is not None:
            return True
        split = self._split_from(item)
        return bool(split) and not any(one.pk in self._proposed for one in split)

    def _split_from(self, item: ProposedItem) -> list[ProposedItem]:
        """What a part may have been split from: what was read at its place and stands beside it."""
        return [] if item.added_by_hand else self._read_at[_part_of(item)]

    def _home(self, item: ProposedItem) -> ProposedItem | None:
        """What an item stood under, or what it was split from stands under now; made again if it is not there."""
        beside = [self._here[one.pk] for one in self._split_from(item) if one.pk in self._here]
        if item.as_read is None and beside:
            return self._all.get(beside[0].parent_id or 0)
        above = self._before.get(item.parent_id or 0)
        return None if above is None else self._here.get(above.pk) or self._again(above)

    def _open_way(self, item: ProposedItem) -> None:
        """What an accepted item stands under is accepted too, so that it has a place in the plan."""
        above = self._all.get(item.parent_id or 0)
        while above is not None and KEPT not in above.doubts:
            if above.state == ItemState.WAITING:
                above.state = ItemState.ACCEPTED
                self._carried[above.pk] = above
            above = self._all.get(above.parent_id or 0)


def _same_lines(before: Sequence[ProposedItem], now: Sequence[ProposedItem]) -> dict[int, ProposedItem]:
    """For items of the reading before, by their id, the one that proposes the same now; each is taken once.

    The same is what has the same words, best at the same place, and an area or a question also by its place alone.
    """
    found: dict[int, ProposedItem] = {}
    taken: set[int] = set()

    def pair(key: Callable[[ProposedItem], Any], old: Iterable[ProposedItem]) -> None:
        alike: dict[Any, list[ProposedItem]] = defaultdict(list)
        for item in now:
            if item.pk not in taken:
                alike[key(item)].append(item)
        for item in old:
            if item.pk not in found and alike[key(item)]:
                found[item.pk] = alike[key(item)].pop(0)
                taken.add(found[item.pk].pk)

    pair(lambda item: (_line(item), _place(item)), before)
    pair(_line, before)
    pair(lambda item: (item.kind, _place(item)), [i for i in before if i.kind in _HEADS and i.provenance])
    return found


def _line(item: ProposedItem) -> Line:
    values: dict[str, Any] = item.as_read or item.values
    if item.kind == ItemKind.PLAN:
        return item.kind, ()
    return item.kind, tuple(words(str(values.get(main_field(ItemKind(item.kind))) or "")))


def _place(item: ProposedItem) -> Place:
    place: dict[str, Any] = item.provenance[0] if item.provenance else {}
    return place.get("position"), place.get("row"), place.get("column")


def _part_of(item: ProposedItem) -> Place:
    """What an item and the parts that were split from it have in common."""
    return item.kind, item.parent_id, *_place(item)


def _went_to(item: ProposedItem) -> str:
    """The tag of the item that it was merged into, "" for all others."""
    _, arrow, tag = item.drop_reason.partition("→ ")
    return tag if arrow and item.state == ItemState.DROPPED and item.drop_reason == f"→ {tag}" else ""


def _with_changes(before: ProposedItem, now: ProposedItem) -> dict[str, Any]:
    """The values as they are read now, with what a person had changed. A time is changed as a whole."""
    read: dict[str, Any] = before.as_read or {}
    changed = set(_changed(read, before.values))
    if changed & TIME:
        changed |= TIME
    kept = {name: value for name, value in now.values.items() if name not in changed}
    merged = kept | {name: before.values[name] for name in changed if name in before.values}
    if not changed:
        return merged
    try:
        checked_values(ItemKind(now.kind), merged)
    except InvalidItem:
        return dict(before.values)
    return merged


def _changed(read: dict[str, Any], values: dict[str, Any]) -> Iterator[str]:
    return (name for name in read.keys() | values.keys() if read.get(name) != values.get(name))
