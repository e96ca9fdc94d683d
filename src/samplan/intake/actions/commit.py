"""Accepted items go into the plan, and a whole import comes out of it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from samplan.actors.rules import check_can_import
from samplan.intake.actions.events import leave_event, locked
from samplan.intake.actions.placing import Choices, own_values, set_back, settle, tie
from samplan.intake.actions.review import accept_all_items
from samplan.intake.comparing import with_a_place
from samplan.intake.models import Import, ProposedItem
from samplan.intake.rules import IntakeError, check_transition
from samplan.intake.shapes import ImportState, ItemState, Outcome, Undone
from samplan.intake.unfolding import ItemDraft, fold
from samplan.plans import actions as plans
from samplan.plans.models import Plan
from samplan.plans.shapes.exchange import PlanFile
from samplan.plans.shapes.items import ItemKind, Origin

if TYPE_CHECKING:
    from samplan.actors.rules import Actor


@transaction.atomic
def commit_import(*, by: Actor, imported: Import, plan: Plan | None = None, choices: Choices | None = None) -> Plan:
    """Put all accepted items into a plan: `plan`, or the import's own, or a new one.

    Items that still wait, and all under them, stay in the review and can be committed later. In a plan that the
    import did not make, what stands there word for word is not added again, and what is worded otherwise stays as it
    is unless `choices` (by the item's id) says so. Raises ChangedMeanwhile when it was changed since it was compared.
    """
    check_can_import(by, imported.partnership)
    imported = locked(imported)
    check_transition(ImportState(imported.state), ImportState.COMMITTED)
    target = plan or _still_there(imported.plan)
    items = list(ProposedItem.objects.filter(imported=imported))
    fresh = with_a_place(items)
    if not any(item.kind != ItemKind.PLAN for item in fresh):
        raise _nothing_to_put_in(items)
    if target is not None and target.import_ref != imported.ref:
        _add_beside(by, imported, target, items, fresh, choices or {})
    elif any(item.state == ItemState.COMMITTED for item in items) and target is not None:
        _add_one_by_one(by, imported, target, items, {item.pk for item in fresh}, {})
    else:
        target = _add_all(by, imported, target, fresh)
    tie(by, target, items, {item.pk for item in fresh if not item.outcome})
    done = ProposedItem.objects.filter(pk__in=[item.pk for item in fresh])
    done.filter(outcome="").update(outcome=Outcome.ADDED)
    done.update(state=ItemState.COMMITTED)
    imported.plan = target
    imported.state = ImportState.COMMITTED
    imported.save(update_fields=["plan", "state"])
    leave_event(by, imported, "commit_import", {"items": len(fresh)})
    return target


def _add_beside(
    by: Actor, imported: Import, plan: Plan, items: list[ProposedItem], fresh: list[ProposedItem], choices: Choices
) -> None:
    """Into a plan of another hand: new areas at once, the rest in the areas that are there."""
    # Two imports into one plan come one after the other, so that neither adds what the other just did.
    plan = (
        Plan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("partnership", "county")
        .get(pk=plan.pk)
    )
    to_add, standing = settle(by, imported, plan, fresh, items, choices)
    roots = {item.pk for item in items if item.kind == ItemKind.PLAN}
    whole: set[int] = set()
    for item in sorted(to_add, key=lambda i: (i.kind != ItemKind.AREA, i.kind == ItemKind.PROPOSAL, i.order)):
        if item.parent_id in roots or item.parent_id in whole or item.parent_id is None:
            whole.add(item.pk)
    at_once = [item for item in to_add if item.pk in whole]
    if at_once:
        _add_all(by, imported, plan, at_once)
    _tell_relations(by, imported, plan, [item for item in fresh if item.pk in roots - whole])
    _add_one_by_one(by, imported, plan, items, {item.pk for item in to_add} - whole, standing)


def _tell_relations(by: Actor, imported: Import, plan: Plan, roots: list[ProposedItem]) -> None:
    """What the file says of its plan and others goes along, though the plan that it stands beside is another."""
    for item in roots:
        if told := item.values.get("relations"):
            plan_file, origins = PlanFile.model_validate({"relations": told}), {"": _origin(imported, item)}
            plans.place_plan_file(
                by=by, partnership=imported.partnership, plan_file=plan_file, origins=origins, plan=plan
            )


@transaction.atomic
def commit_whole(*, by: Actor, imported: Import) -> Plan:
    """Accept everything that waits and put it into the plan: one confirmation for a document that needs no judging."""
    accept_all_items(by=by, imported=imported)
    return commit_import(by=by, imported=imported)


def _still_there(plan: Plan | None) -> Plan | None:
    """The import's own plan, unless it has been removed meanwhile: then the items need a new one."""
    return plan if plan is not None and plan.removed_at is None else None


def _origin(imported: Import, item: ProposedItem) -> Origin:
    place: dict[str, Any] = item.provenance[0] if item.provenance else {}
    return Origin(
        import_ref=imported.ref,
        document=imported.name,
        page=place.get("page"),
        position=place.get("position"),
        row=place.get("row"),
        column=place.get("column"),
        as_written=item.as_written or None,
        certainty=item.certainty,
    )


def _add_all(by: Actor, imported: Import, plan: Plan | None, fresh: list[ProposedItem]) -> Plan:
    keys = {item.pk: ("" if item.kind == ItemKind.PLAN else f"#{item.pk}") for item in fresh}
    roots = {item.pk for item in fresh if item.kind == ItemKind.PLAN}
    drafts = [
        ItemDraft(
            key=keys[item.pk],
            parent=None if item.pk in roots else keys.get(item.parent_id or 0, ""),
            kind=ItemKind(item.kind),
            values=own_values(item),
        )
        for item in fresh
    ]
    plan_file, paths = fold(drafts)
    by_path = {paths[keys[item.pk]]: item for item in fresh if keys[item.pk] in paths}
    origins = {path: _origin(imported, item) for path, item in by_path.items()}
    placed = plans.place_plan_file(
        by=by, partnership=imported.partnership, plan_file=plan_file, origins=origins, plan=plan
    )
    for path, item in by_path.items():
        item.plan_item = placed.ids.get(path)
    ProposedItem.objects.bulk_update([i for i in by_path.values() if i.plan_item], ["plan_item"], batch_size=400)
    return placed.plan


def _add_one_by_one(
    by: Actor,
    imported: Import,
    plan: Plan,
    items: list[ProposedItem],
    fresh: set[int],
    standing: Mapping[int, int],
) -> None:
    """Later items go in beside those that stand in the plan already (`standing` by their id), parents first."""
    in_plan = {item.pk: item.plan_item for item in items if item.state == ItemState.COMMITTED} | dict(standing)
    root = {item.pk for item in items if item.kind == ItemKind.PLAN}
    for item in sorted(items, key=lambda i: (i.kind != ItemKind.AREA, i.kind == ItemKind.PROPOSAL, i.order)):
        if item.pk not in fresh or item.pk in root:
            continue
        under_plan = item.parent_id is None or item.parent_id in root
        made = plans.add_item(
            by=by,
            plan=plan,
            kind=ItemKind(item.kind),
            values=own_values(item),
            parent_id=None if under_plan else in_plan[item.parent_id or 0],
            origin=_origin(imported, item),
        )
        item.plan_item = made.pk
        in_plan[item.pk] = made.pk
        item.save(update_fields=["plan_item"])


def _nothing_to_put_in(items: list[ProposedItem]) -> IntakeError:
    # Who presses twice, or in two tabs, has not forgotten to accept.
    if any(item.state == ItemState.COMMITTED for item in items):
        return IntakeError(
            "Det godkända står redan i planen. Inget har ändrats. Godkänn fler delar först.",
            "What is accepted stands in the plan already. Nothing has changed. Accept more items first.",
        )
    return IntakeError(
        "Inget är godkänt ännu. Planen är oförändrad. Godkänn delar först.",
        "Nothing is accepted yet. The plan is unchanged. Accept items first.",
    )


@transaction.atomic
def undo_import(*, by: Actor, imported: Import) -> Undone:
    """Take everything that this import brought out of the plan, and set back what it replaced.

    What people changed since then stays, and is told. The review stays as it was, so the import can be committed again.
    """
    check_can_import(by, imported.partnership)
    imported = locked(imported)
    check_transition(ImportState(imported.state), ImportState.UNDONE)
    if imported.plan is None:
        raise IntakeError(
            "Inläsningen har ingen plan. Inget har ändrats.", "The import has no plan. Nothing has changed."
        )
    back, changed = set_back(by, imported)
    withdrawal = plans.withdraw_import(by=by, import_ref=imported.ref, plan=imported.plan)
    ProposedItem.objects.filter(imported=imported, state=ItemState.COMMITTED).update(
        state=ItemState.ACCEPTED, plan_item=None, outcome="", plan_before=None
    )
    Import.objects.filter(pk=imported.pk).update(state=ImportState.UNDONE)
    leave_event(by, imported, "undo_import", {})
    return Undone(
        removed=withdrawal.removed,
        set_back=back,
        kept=withdrawal.kept + changed,
        plan_removed=withdrawal.plan_removed,
    )
