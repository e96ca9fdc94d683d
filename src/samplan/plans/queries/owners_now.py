"""Who has which part in an area of a plan, and in its items, today: out of rows at hand."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils import timezone

from samplan.plans.models import Responsible
from samplan.plans.queries.rows import PlanRows
from samplan.plans.shapes import content
from samplan.plans.shapes.ownership import AskAnswer, OwnerPart, SingleItem, holds_on, single_item

Owners = dict[tuple[SingleItem | None, OwnerPart], list[Responsible]]
"""Those who have a part today, by the item that it is (None: the area itself) and their part."""


def owners_now(rows: PlanRows, area_id: int) -> Owners:
    """Those who have a part in an area, or in one item of it, today."""
    today = timezone.localdate()
    owners: Owners = defaultdict(list)
    for r in rows.responsible.get(area_id, []):
        if holds_on(today, r.valid_from, r.valid_to):
            owners[single_item(r.activity_id, r.goal_id, r.indicator_id), OwnerPart(r.part)].append(r)
    return owners


def area_responsible(rows: PlanRows, area_id: int) -> list[Responsible]:
    """Who answers for the area as a whole today, in order; who has been asked and has not said yes is left out."""
    return [r for r in owners_now(rows, area_id).get((None, OwnerPart.RESPONSIBLE), []) if _has_it(r)]


def responsible_names(owners: Owners, item: SingleItem | None) -> list[str]:
    """Who answers today for an item (None: the area as a whole); who is asked and has not said yes is left out."""
    return [r.text for r in _in(owners, item, OwnerPart.RESPONSIBLE) if _has_it(r)]


def owner_lists(owners: Owners, item: SingleItem | None) -> dict[str, Any]:
    """The lists of who has which part in an item (None: the area itself), and who is asked, by the content's names."""
    told: dict[str, Any] = {part.value: [_body(r) for r in _in(owners, item, part) if _has_it(r)] for part in OwnerPart}
    asked = [(part, r) for part in OwnerPart for r in _in(owners, item, part) if not _has_it(r)]
    told["asked"] = [
        content.AskedBody(**_body(r).model_dump(), part=part) for part, r in asked if _answered(r) != AskAnswer.DECLINED
    ]
    return told


def _body(row: Responsible) -> content.Body:
    body = row.body
    if body is None:
        return content.Body(name=row.text)
    return content.Body(name=row.text, code=body.code, contact=body.contact or None)


def _answered(row: Responsible) -> str | None:
    """What was answered to the latest question whether they take it on; None where nobody has asked."""
    answered: str | None = row.answered  # type: ignore[attr-defined]  # annotated by the query
    return answered


def _has_it(row: Responsible) -> bool:
    return _answered(row) in (None, AskAnswer.ACCEPTED)


def _in(owners: Owners, item: SingleItem | None, part: OwnerPart) -> list[Responsible]:
    return owners.get((item, part), [])
