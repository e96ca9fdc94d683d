"""A whole import out of a plan again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from samplan.actors import audit
from samplan.actors.rules import Actor, check_can_import
from samplan.plans.kinds import KINDS
from samplan.plans.models import Area, ChallengeQuestion, Item, Plan
from samplan.plans.saving import person_or_none, take_out


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What became of an import that was withdrawn.

    removed: items taken out. kept: items that somebody changed since, or that hold something that stays.
    plan_removed: the plan that the import made was empty then, and is taken out too.
    """

    removed: int
    kept: int
    plan_removed: bool = False


@transaction.atomic
def withdraw_import(*, by: Actor, import_ref: str, plan: Plan, reason: str = "") -> Withdrawal:
    """Take everything out that an import brought in and nobody has changed since; it can be restored item by item.

    An area stays when something that stays stands in it, and a question when a proposal does. A plan that the import
    made and that is empty then is taken out too.
    """
    check_can_import(by, plan.partnership)
    kept = 0
    gone: list[Item] = []
    holds: dict[type[Model], set[int]] = {Area: set(), ChallengeQuestion: set()}
    # Innermost first, so that a holder knows what stays in it.
    for model in _innermost_first():
        for row in _rows_of(model, plan):
            untouched = row.import_ref == import_ref and row.version == 1
            if untouched and row.pk not in holds.get(model, ()):
                gone.append(row)
                continue
            kept += row.import_ref == import_ref
            _note_holder(row, holds)
    _take_out_all(by, gone, reason)
    emptied = plan.import_ref == import_ref and plan.version == 1 and not any(_any_left(plan))
    if emptied:
        take_out(plan, by=by, reason=reason)
    audit.record(
        by=by,
        verb="withdraw_import",
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=plan.partnership_id,
        data={"import_ref": import_ref, "removed": len(gone), "kept": kept},
    )
    return Withdrawal(removed=len(gone), kept=kept, plan_removed=emptied)


def _innermost_first() -> list[type[Item]]:
    """Every table of items once; what stands in something comes before it."""
    inner = dict.fromkeys(s.model for s in KINDS.values() if s.model not in (ChallengeQuestion, Area))
    return [*inner, ChallengeQuestion, Area]


def _rows_of(model: type[Item], plan: Plan) -> Sequence[Item]:
    path = next(s.parent for s in KINDS.values() if s.model is model)
    where = {"plan": "plan", "area": "area__plan", "question": "question__area__plan"}[path]
    return list(cast("Any", model)._default_manager.filter(removed_at=None, **{where: plan}))


def _note_holder(row: Any, holds: dict[type[Model], set[int]]) -> None:
    if getattr(row, "area_id", None) is not None:
        holds[Area].add(row.area_id)
    if getattr(row, "question_id", None) is not None:
        holds[ChallengeQuestion].add(row.question_id)


def _take_out_all(by: Actor, gone: Sequence[Item], reason: str) -> None:
    now = timezone.now()
    by_model: dict[type[Item], list[Item]] = {}
    for row in gone:
        row.removed_at, row.removed_by, row.removed_reason = now, person_or_none(by), reason
        row.changed_at, row.changed_by = now, person_or_none(by)
        row.version += 1
        by_model.setdefault(type(row), []).append(row)
    fields = ["removed_at", "removed_by", "removed_reason", "changed_at", "changed_by", "version"]
    for model, rows in by_model.items():
        bulk_update_with_history(
            rows, model, fields, batch_size=100, default_user=person_or_none(by), default_change_reason=reason[:100]
        )


def _any_left(plan: Plan) -> Iterator[bool]:
    for model in _innermost_first():
        yield bool(_rows_of(model, plan))
