"""What a person did in a review of one reading, carried over to the lines that the next reading proposes again.

No word that she wrote goes away. What she changed, split, merged, gave a reason or added, and what cannot be carried
to a line of the new reading, stands there again as it was, with what it stood under. Where the document is read
otherwise now it is marked, and waits to be looked at if it was accepted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from samplan.intake.actions.tags import free_tag
from samplan.intake.matching import MADE_FROM_THE_TIME
from samplan.intake.models import EarlierReading, Import, ProposedItem
from samplan.intake.resembling import Place, line_of, part_of, resembling
from samplan.intake.reshaping import values_as
from samplan.intake.rules import InvalidItem, checked_values, is_decided, may_stand
from samplan.intake.shapes import ItemState, TakenBack
from samplan.plans.shapes.items import ItemKind

KEPT = {"code": "kept_from_before", "detail": ""}
"""The mark of what stands again as it was, while the document is read otherwise."""
TIME = MADE_FROM_THE_TIME | {"timeframe"}
_CARRIED = ("kind", "parent", "state", "drop_reason", "values", "doubts", "moved_from", "carried_from")


def carry_over(imported: Import, before: Sequence[ProposedItem], now: Sequence[ProposedItem]) -> None:
    """Let what was done with the lines before hold for the same lines now; count what was kept and what was lost."""
    carrier = Carrier(imported, before, now)
    carried = [carrier.carry(item) for item in before if _is_decided(item)]
    carrier.finish()
    latest = EarlierReading.objects.filter(imported=imported, taken_back=False).order_by("-id").first()
    if latest is not None:
        latest.kept, latest.lost = carried.count(True), carried.count(False)
        latest.save(update_fields=["kept", "lost"])


def carry_back(
    imported: Import, later: Sequence[ProposedItem], since: Collection[int]
) -> tuple[TakenBack, list[ProposedItem], frozenset[int]]:
    """Let what was done with the lines of a later reading hold in the one before it, which stands there again.

    since: the ids of the items that somebody worked with. Returns also the items as they stood there, and the ids of
    those that something was carried to or that were made again.
    """
    as_they_stood = list(ProposedItem.objects.filter(imported=imported))
    carrier = Carrier(imported, later, list(ProposedItem.objects.filter(imported=imported)))
    carried = [carrier.carry(item) for item in later if item.pk in since]
    carrier.finish()
    return TakenBack(carried.count(True), carried.count(False)), as_they_stood, carrier.carried


def _is_decided(item: ProposedItem) -> bool:
    return is_decided(item.kind, item.state, item.values, item.as_read) or item.moved_from is not None


class Carrier:
    """Where each item of a reading stands in another one of the same document."""

    def __init__(self, imported: Import, before: Sequence[ProposedItem], now: Sequence[ProposedItem]) -> None:
        self._imported = imported
        self._before = {item.pk: item for item in before}
        self._same = resembling(before, now)
        self._here = dict(self._same.found)
        self._all = {item.pk: item for item in now}
        self._tags = {item.tag for item in now}
        self._carried: dict[int, ProposedItem] = {}
        self._read_at: dict[Place, list[ProposedItem]] = defaultdict(list)
        for item in before:
            if item.as_read is not None:
                self._read_at[part_of(item)].append(item)

    @property
    def carried(self) -> frozenset[int]:
        """The ids of the items that something was carried to."""
        return frozenset(self._carried)

    def carry(self, item: ProposedItem) -> bool:
        """Let one decision hold in the other reading. False when it must be made again."""
        same = self._here.get(item.pk)
        if same is not None and item.pk in self._same.found and self._hold(item, same):
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
        known = item.pk in self._same.known
        if not known and line_of(item) != line_of(same) and not self._wrote(item):
            return False
        same.state, same.drop_reason = item.state, item.drop_reason
        values, fits = _values(item, same, agreed=item.pk in self._same.agreed)
        same.values = values
        if item.moved_from is not None:
            self._keep_moved(item, same)
        if not fits:
            _mark(same)
        if same.carried_from is None and not known:
            same.carried_from = item.pk
        self._carried[same.pk] = same
        return True

    def _keep_moved(self, item: ProposedItem, same: ProposedItem) -> None:
        """What a person moved stays where she put it, and knows where it is read now."""
        read = {"kind": same.read_kind.value, "parent": same.read_parent}
        above = self._all.get(same.parent_id or 0)
        same.kind = item.kind
        stays = item.parent_id == item.read_parent and above is not None
        if not (stays and above is not None and may_stand(ItemKind(item.kind), ItemKind(above.kind))):
            same.parent = self._home(item)
        same.moved_from = read if read != {"kind": same.kind, "parent": same.parent_id} else None

    def _wrote(self, item: ProposedItem) -> bool:
        """Whether a person herself has said something in it: other values, another place, or a reason of its own."""
        above = self._before.get(item.parent_id or 0)
        own = item.state == ItemState.DROPPED and not _went_to(item)
        said_why = own and (above is None or above.drop_reason != item.drop_reason)
        return item.values != item.as_read or item.moved_from is not None or said_why

    def _again(self, item: ProposedItem) -> ProposedItem:
        """The item as it was, once more in the review."""
        made = ProposedItem(
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
            doubts=list(item.doubts),
            state=item.state,
            drop_reason=item.drop_reason,
            added_by_hand=item.added_by_hand,
            moved_from=self._read_place(item),
            carried_from=item.pk,
        )
        if self._is_read_otherwise(item) and KEPT not in made.doubts:
            _mark(made)
        made.save()
        self._tags.add(made.tag)
        self._all[made.pk] = self._here[item.pk] = self._carried[made.pk] = made
        return made

    def _read_place(self, item: ProposedItem) -> dict[str, Any] | None:
        if item.moved_from is None:
            return None
        above = self._here.get(item.read_parent or 0)
        return {"kind": item.read_kind.value, "parent": above.pk if above is not None else None}

    def _is_read_otherwise(self, item: ProposedItem) -> bool:
        """Whether the words of the document that it was made of are proposed in another way now."""
        if item.as_read is not None:
            return True
        split = self._split_from(item)
        return bool(split) and not any(one.pk in self._same.found for one in split)

    def _split_from(self, item: ProposedItem) -> list[ProposedItem]:
        """What a part may have been split from: what was read at its place and stands beside it."""
        return [] if item.added_by_hand else self._read_at[part_of(item)]

    def _home(self, item: ProposedItem) -> ProposedItem | None:
        """What an item stood under, or what it was split from is read under now; made again if it is not there."""
        if item.as_read is None and item.moved_from is None:
            beside = [self._here[one.pk] for one in self._split_from(item) if one.pk in self._here]
            if beside and (home := self._all.get(beside[0].read_parent or 0)) is not None:
                return home
        above = self._before.get(item.parent_id or 0)
        return None if above is None else self._here.get(above.pk) or self._again(above)

    def _open_way(self, item: ProposedItem) -> None:
        """What an accepted item stands under is accepted too, so that it has a place in the plan.

        Under what was left out with a reason it has none: then it waits, and the reason stays.
        """
        way = list(self._way(item))
        if any(above.state == ItemState.DROPPED for above in way):
            _mark(item)
            return
        for above in way:
            if above.state == ItemState.WAITING:
                above.state = ItemState.ACCEPTED
                self._carried[above.pk] = above

    def _way(self, item: ProposedItem) -> Iterator[ProposedItem]:
        """What an item stands under, up to what itself waits for a person to look at it."""
        above = self._all.get(item.parent_id or 0)
        while above is not None and KEPT not in above.doubts:
            yield above
            above = self._all.get(above.parent_id or 0)


def _mark(item: ProposedItem) -> None:
    """Let a person look at it once more."""
    if KEPT not in item.doubts:
        item.doubts = [*item.doubts, KEPT]
    if item.state == ItemState.ACCEPTED:
        item.state = ItemState.WAITING


def _went_to(item: ProposedItem) -> str:
    """The tag of the item that it was merged into, "" for all others."""
    _, arrow, tag = item.drop_reason.partition("→ ")
    return tag if arrow and item.state == ItemState.DROPPED and item.drop_reason == f"→ {tag}" else ""


def _values(before: ProposedItem, now: ProposedItem, *, agreed: bool) -> tuple[dict[str, Any], bool]:
    """The values as they are read now, with what a person had changed or written; whether they fit together."""
    kind = ItemKind(before.kind)
    if now.as_read is None:
        return dict(before.values), True
    try:
        if before.as_read is None or agreed:
            return checked_values(kind, _written_over(now.values, before.values)), True
        read = _as_kind(kind, before.read_kind, before.as_read)
        changed = set(_changed(read, before.values))
        told = _as_kind(kind, ItemKind(now.kind), now.values)
        if not changed:
            return told, True
        merged = _with(told, before.values, changed)
        checked_values(kind, merged)
        return merged, True
    except InvalidItem:
        return dict(before.values), False


def _as_kind(kind: ItemKind, old: ItemKind, values: dict[str, Any]) -> dict[str, Any]:
    return dict(values) if kind is old else checked_values(kind, values_as(kind, old, values))


def _written_over(read: dict[str, Any], written: dict[str, Any]) -> dict[str, Any]:
    return _with(read, written, {name for name, value in written.items() if value not in (None, "", [], False)})


def _with(told: dict[str, Any], written: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """Values with some written otherwise. A time is changed as a whole."""
    if names & TIME:
        names = names | TIME
    kept = {name: value for name, value in told.items() if name not in names}
    return kept | {name: written[name] for name in names if name in written}


def _changed(read: dict[str, Any], values: dict[str, Any]) -> Iterator[str]:
    return (name for name in read.keys() | values.keys() if read.get(name) != values.get(name))
