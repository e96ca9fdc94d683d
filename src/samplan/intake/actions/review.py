"""A person judges the proposed items one by one, or all sure ones at once. Every step can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from samplan.actors.rules import check_can_import
from samplan.intake.actions.events import leave_event, locked, person_of
from samplan.intake.actions.tags import TAG_LETTERS
from samplan.intake.models import Import, ProposedItem, ReviewStep
from samplan.intake.reshaping import joined_values, values_as
from samplan.intake.rules import (
    IntakeError,
    can_be_judged,
    check_no_word_lost,
    check_none_left_out,
    check_parent,
    check_reason,
    check_rest,
    check_reviewable,
    checked_values,
    is_doubtful,
    main_field,
)
from samplan.intake.shapes import ImportState, ItemState
from samplan.plans.shapes.items import ItemKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samplan.actors.rules import Actor

_REMEMBERED = ("kind", "parent_id", "order", "values", "state", "drop_reason", "moved_from")


def _begin(by: Actor, imported: Import, verb: str, touched: Iterable[ProposedItem]) -> ReviewStep:
    """Ask the rules and remember the touched items as they are now."""
    check_can_import(by, imported.partnership)
    check_reviewable(ImportState(locked(imported).state))
    items = list(touched)
    _check_of(imported, items)
    _check_unchanged(items)
    if not all(can_be_judged(ItemState(item.state)) for item in items):
        raise IntakeError(
            "Delen står redan i planen. Den är oförändrad. Ändra den i planen i stället.",
            "The item stands in the plan already. It is unchanged. Change it in the plan instead.",
        )
    leave_event(by, imported, verb, {"items": [i.pk for i in items][:50]})
    return ReviewStep.objects.create(imported=imported, person=person_of(by), verb=verb, before=remembered(items))


def _check_of(imported: Import, items: Iterable[ProposedItem]) -> None:
    """The items are of the import that one was let into; raises IntakeError for another's."""
    if any(item.imported_id != imported.pk for item in items):
        raise IntakeError(
            "Delen hör till ett annat dokument. Inget har ändrats. Ladda om sidan.",
            "The item belongs to another document. Nothing has changed. Reload the page.",
        )


def remembered(items: Iterable[ProposedItem]) -> list[dict[str, Any]]:
    """Items as a step remembers them, so that it can be taken back."""
    return [{"id": item.pk, **{name: getattr(item, name) for name in _REMEMBERED}} for item in items]


def _check_unchanged(items: list[ProposedItem]) -> None:
    """Raise when somebody else judged or changed one of the items since it was read."""
    now = {row.pk: row for row in ProposedItem.objects.filter(pk__in=[item.pk for item in items])}
    if any(item.pk not in now or _differs(item, now[item.pk]) for item in items):
        raise IntakeError(
            "Någon annan har ändrat delen samtidigt. Inget har ändrats nu. Ladda om sidan och försök igen.",
            "Somebody else has changed the item at the same time. Nothing has changed now. Reload and try again.",
        )


def _differs(item: ProposedItem, now: ProposedItem) -> bool:
    return any(getattr(item, name) != getattr(now, name) for name in _REMEMBERED)


def _descendants(item: ProposedItem) -> list[ProposedItem]:
    found: list[ProposedItem] = []
    level = [item.pk]
    while level:
        children = list(ProposedItem.objects.filter(parent_id__in=level).exclude(state=ItemState.COMMITTED))
        found += children
        level = [child.pk for child in children]
    return found


def _waiting_ancestors(item: ProposedItem) -> list[ProposedItem]:
    found = []
    above = item.parent
    while above is not None:
        if above.state == ItemState.WAITING or above.state == ItemState.DROPPED:
            found.append(above)
        above = above.parent
    return found


@transaction.atomic
def accept_item(*, by: Actor, item: ProposedItem) -> ProposedItem:
    """Accept an item, and what it stands under, so that it has a place in the plan.

    Raises IntakeError for an item that is dropped: whoever has an old page open must not undo another's reason unseen.
    """
    if item.state == ItemState.DROPPED:
        raise IntakeError(
            f"Delen är borttagen med anledningen ”{item.drop_reason}”. Inget har ändrats. Lägg tillbaka den först.",
            f"The item is dropped with the reason “{item.drop_reason}”. Nothing has changed. Put it back first.",
        )
    touched = [item, *_waiting_ancestors(item)]
    _begin(by, item.imported, "accept_item", touched)
    for one in touched:
        one.state = ItemState.ACCEPTED
        one.drop_reason = ""
    ProposedItem.objects.bulk_update(touched, ["state", "drop_reason"])
    return item


@transaction.atomic
def accept_sure_items(*, by: Actor, imported: Import, within: ProposedItem | None = None) -> int:
    """Accept every waiting item that nobody needs to look at, in one area or everywhere. Returns how many."""
    waiting = ProposedItem.objects.filter(imported=imported, state=ItemState.WAITING)
    sure = [item for item in waiting if not is_doubtful(item.certainty, item.doubts)]
    if within is not None:
        inside = {within.pk, *(child.pk for child in _descendants(within))}
        sure = [item for item in sure if item.pk in inside]
    sure = _with_open_way(list(waiting), sure)
    _begin(by, imported, "accept_sure_items", sure)
    for item in sure:
        item.state = ItemState.ACCEPTED
    ProposedItem.objects.bulk_update(sure, ["state"], batch_size=400)
    return len(sure)


@transaction.atomic
def accept_all_items(*, by: Actor, imported: Import) -> int:
    """Accept everything that waits, doubtful or not: for somebody who has read it all. Returns how many."""
    waiting = list(ProposedItem.objects.filter(imported=imported, state=ItemState.WAITING))
    _begin(by, imported, "accept_all_items", waiting)
    for item in waiting:
        item.state = ItemState.ACCEPTED
    ProposedItem.objects.bulk_update(waiting, ["state"], batch_size=400)
    return len(waiting)


def _with_open_way(waiting: list[ProposedItem], sure: list[ProposedItem]) -> list[ProposedItem]:
    """Leave out what stands under something that still waits for a person."""
    chosen = {item.pk: item for item in sure}
    above = {item.pk: item.parent_id for item in waiting}

    def is_open(pk: int | None) -> bool:
        return pk is None or pk not in above or (pk in chosen and is_open(above[pk]))

    return [item for item in sure if is_open(item.pk)]


@transaction.atomic
def change_item(*, by: Actor, item: ProposedItem, values: dict[str, Any]) -> ProposedItem:
    """Change an item's values; keys that are not named stay. Raises InvalidItem. The item is then accepted."""
    check_can_import(by, item.imported.partnership)
    checked = checked_values(ItemKind(item.kind), {**item.values, **values})
    touched = [item, *_waiting_ancestors(item)]
    _begin(by, item.imported, "change_item", touched)
    item.values = checked
    for one in touched:
        one.state = ItemState.ACCEPTED
        one.drop_reason = ""
    ProposedItem.objects.bulk_update(touched, ["values", "state", "drop_reason"])
    return item


@transaction.atomic
def move_item(*, by: Actor, item: ProposedItem, kind: ItemKind, parent: ProposedItem) -> ProposedItem:
    """Make an item another kind, or hang it under another area or question. Its words go along."""
    check_parent(kind, ItemKind(parent.kind))
    if kind != item.kind and _descendants(item):
        raise IntakeError(
            "Delen har andra delar under sig. Inget har flyttats. Flytta dem först.",
            "Other items stand under this one. Nothing was moved. Move them first.",
        )
    values = item.values if kind == item.kind else values_as(kind, ItemKind(item.kind), item.values)
    checked = checked_values(kind, values)
    above = _waiting_ancestors_of_parent(parent) if item.state == ItemState.ACCEPTED else []
    _begin(by, item.imported, "move_item", [item, *above])
    _check_of(item.imported, [parent])
    read = {"kind": item.read_kind.value, "parent": item.read_parent}
    item.kind, item.parent, item.values = kind, parent, checked
    item.moved_from = None if read == {"kind": kind.value, "parent": parent.pk} else read
    item.save(update_fields=["kind", "parent", "values", "moved_from"])
    for one in above:
        one.state, one.drop_reason = ItemState.ACCEPTED, ""
    ProposedItem.objects.bulk_update(above, ["state", "drop_reason"])
    return item


@transaction.atomic
def split_item(*, by: Actor, item: ProposedItem, texts: list[str]) -> list[ProposedItem]:
    """Make one item several. No word may go missing. The parts keep the other values and the place."""
    check_can_import(by, item.imported.partnership)
    kind = ItemKind(item.kind)
    name = main_field(kind)
    cleaned = [text.replace("\x00", "").strip() for text in texts]
    parts = [text for text in cleaned if text]
    if len(parts) < 2:
        raise IntakeError(
            "Det behövs minst två delar. Inget har delats. Lägg en tom rad där delningen ska vara.",
            "At least two parts are needed. Nothing was split. Put an empty line where the split should be.",
        )
    check_no_word_lost(str(item.values.get(name, "")), parts)
    step = _begin(by, item.imported, "split_item", [item])
    rest = [
        _new_row(item.imported, kind, item.parent, {**item.values, name: text}, item.order + i, like=item)
        for i, text in enumerate(parts[1:], start=1)
    ]
    item.values = {**item.values, name: parts[0]}
    item.save(update_fields=["values"])
    ProposedItem.objects.bulk_create(rest)
    _remember_added(step, rest)
    return [item, *rest]


@transaction.atomic
def merge_items(*, by: Actor, items: list[ProposedItem]) -> ProposedItem:
    """Make several items of one kind and place one; their words are joined in order."""
    first, *others = sorted(items, key=lambda item: (item.order, item.pk))
    same = all(o.kind == first.kind and o.parent_id == first.parent_id for o in others)
    if not others or not same or any(_descendants(o) for o in others):
        raise IntakeError(
            "Bara delar av samma slag under samma område kan slås ihop. Inget har ändrats. Flytta dem dit först.",
            "Only items of one kind in one area can be merged. Nothing has changed. Move them there first.",
        )
    check_none_left_out([ItemState(item.state) for item in (first, *others)])
    kind = ItemKind(first.kind)
    _begin(by, first.imported, "merge_items", [first, *others])
    first.values = checked_values(kind, joined_values(kind, [first.values, *(o.values for o in others)]))
    first.save(update_fields=["values"])
    for other in others:
        other.state = ItemState.DROPPED
        other.drop_reason = f"→ {first.tag}"
    ProposedItem.objects.bulk_update(others, ["state", "drop_reason"])
    return first


@transaction.atomic
def drop_item(*, by: Actor, item: ProposedItem, reason: str) -> ProposedItem:
    """Leave an item, and what stands under it, out of the plan, with the reason. The words stay in the import."""
    why = check_reason(reason)
    touched = [item, *_descendants(item)]
    _begin(by, item.imported, "drop_item", touched)
    for one in touched:
        one.state = ItemState.DROPPED
        one.drop_reason = why
    ProposedItem.objects.bulk_update(touched, ["state", "drop_reason"])
    return item


@transaction.atomic
def drop_rest(*, by: Actor, imported: Import, reason: str) -> int:
    """Leave all that still waits out of the plan, with one reason, when the rest of a document stands there.

    It is one step, which can be taken back, and each item can be put back by itself. Returns how many. Raises
    InvalidItem without a reason, IntakeError when nothing of the document stands in a plan or nothing waits.
    """
    check_can_import(by, imported.partnership)
    why = check_reason(reason)
    waiting = list(ProposedItem.objects.filter(imported=imported, state=ItemState.WAITING))
    check_rest(ImportState(locked(imported).state), len(waiting))
    _begin(by, imported, "drop_rest", waiting)
    for one in waiting:
        one.state, one.drop_reason = ItemState.DROPPED, why
    ProposedItem.objects.bulk_update(waiting, ["state", "drop_reason"], batch_size=400)
    return len(waiting)


@transaction.atomic
def restore_item(*, by: Actor, item: ProposedItem) -> ProposedItem:
    """Put an accepted or dropped item back to be judged."""
    _begin(by, item.imported, "restore_item", [item])
    item.state = ItemState.WAITING
    item.drop_reason = ""
    item.save(update_fields=["state", "drop_reason"])
    return item


@transaction.atomic
def add_item(
    *, by: Actor, imported: Import, kind: ItemKind, parent: ProposedItem, values: dict[str, Any]
) -> ProposedItem:
    """Add an item that the reader did not see. It is accepted at once."""
    check_parent(kind, ItemKind(parent.kind))
    checked = checked_values(kind, values)
    step = _begin(by, imported, "add_item", _waiting_ancestors_of_parent(parent))
    _check_of(imported, [parent])
    last = ProposedItem.objects.filter(imported=imported).aggregate(last=Max("order"))["last"] or 0
    item = _new_row(imported, kind, parent, checked, last + 10)
    item.state = ItemState.ACCEPTED
    item.added_by_hand = True
    item.save()
    _remember_added(step, [item])
    for above in _waiting_ancestors(item):
        above.state = ItemState.ACCEPTED
        above.drop_reason = ""
        above.save(update_fields=["state", "drop_reason"])
    return item


def _waiting_ancestors_of_parent(parent: ProposedItem) -> list[ProposedItem]:
    own = [parent] if parent.state in {ItemState.WAITING, ItemState.DROPPED} else []
    return [*own, *_waiting_ancestors(parent)]


def _new_row(
    imported: Import,
    kind: ItemKind,
    parent: ProposedItem | None,
    values: dict[str, Any],
    order: int,
    like: ProposedItem | None = None,
) -> ProposedItem:
    letter = TAG_LETTERS[kind]
    tags = ProposedItem.objects.filter(imported=imported, tag__startswith=letter).values_list("tag", flat=True)
    numbers = [int(tag[len(letter) :]) for tag in tags if tag[len(letter) :].isdigit()]
    offset = order - like.order if like else 1
    return ProposedItem(
        imported=imported,
        kind=kind,
        parent=parent,
        values=values,
        order=order,
        tag=f"{letter}{max(numbers, default=0) + offset}",
        as_written=like.as_written if like else "",
        provenance=like.provenance if like else [],
        certainty=like.certainty if like else 1.0,
        state=like.state if like else ItemState.WAITING,
        drop_reason=like.drop_reason if like else "",
        moved_from=like.moved_from if like else None,
    )


def _remember_added(step: ReviewStep, items: list[ProposedItem]) -> None:
    step.added = [item.pk for item in items]
    step.save(update_fields=["added"])


@transaction.atomic
def take_back_step(*, by: Actor, imported: Import) -> str | None:
    """Take the latest step of the review back. Returns its verb, or None when there is none left."""
    check_can_import(by, imported.partnership)
    check_reviewable(ImportState(locked(imported).state))
    step = ReviewStep.objects.filter(imported=imported).order_by("-id").first()
    if step is None:
        return None
    touched = {row["id"]: row for row in step.before}
    rows = list(ProposedItem.objects.filter(pk__in=[*touched, *step.added]))
    if any(row.state == ItemState.COMMITTED for row in rows):
        return None
    for row in rows:
        if row.pk in touched:
            for name in _REMEMBERED:
                setattr(row, name, touched[row.pk].get(name))
    ProposedItem.objects.bulk_update([r for r in rows if r.pk in touched], list(_FIELDS), batch_size=400)
    ProposedItem.objects.filter(pk__in=step.added).delete()
    leave_event(by, imported, "take_back_step", {"verb": step.verb})
    step.delete()
    return step.verb


_FIELDS = ("kind", "parent", "order", "values", "state", "drop_reason", "moved_from")
