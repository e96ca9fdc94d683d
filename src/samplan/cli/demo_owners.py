"""Who owns what in the demo county: parts, questions that wait or came back, and a body that became another."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any


def lay_owners(path: Path, coordinator: Any, partnership: Any, plan: Any) -> None:
    """Lay what the file tells, through the real actions. A body is named as the county knows it."""
    import yaml

    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    areas = _areas(plan)
    for part in told["parts"]:
        _part(coordinator, partnership, plan, areas, part)
    for change in told["became"]:
        _became(coordinator, partnership, change)
    for ask in told["asks"]:
        _ask(coordinator, partnership, plan, areas, ask)


def _areas(plan: Any) -> dict[str, Any]:
    from samplan.plans import queries

    return {area.number or "": area for area in queries.plan_outline(plan.pk).areas}


def _body(partnership: Any, name: str) -> Any:
    from samplan.actors.queries import bodies_of

    return bodies_of(partnership).get(name=name)


def _part(coordinator: Any, partnership: Any, plan: Any, areas: dict[str, Any], told: dict[str, Any]) -> None:
    """Add a part, or say since when and who, where the document already names the body."""
    from samplan.actors.queries import person_by_email
    from samplan.plans import actions, queries
    from samplan.plans.shapes.items import ItemKind

    area, kind = queries.area_for_editing(areas[told["area"]].id), ItemKind.RESPONSIBLE
    person = person_by_email(told["person"]) if "person" in told else None
    activity = next(
        (i.id for i in area.items[ItemKind.ACTIVITY] if i.values["text"].startswith(told.get("activity", "\0"))), None
    )
    values = {
        "text": told["text"],
        "body": _body(partnership, told["text"]).pk,
        "part": told.get("part", "responsible"),
        "activity": activity,
        "valid_from": told.get("since"),
        "person": person.pk if person else None,
    }
    same = ("text", "part", "activity")
    there = next((i for i in area.items[kind] if all(i.values[name] == values[name] for name in same)), None)
    if there is None:
        actions.add_item(by=coordinator, plan=plan, kind=kind, values=values, parent_id=area.id)
    else:
        actions.change_item(by=coordinator, kind=kind, item_id=there.id, values=values, seen_version=there.version)


def _became(coordinator: Any, partnership: Any, told: dict[str, Any]) -> None:
    from samplan.actors import actions as actors
    from samplan.plans import actions

    after = actors.create_body(
        by=coordinator,
        partnership=partnership,
        kind="unit",
        name=told["after"],
        part_of=_body(partnership, told["part_of"]),
        valid_from=told["on"],
    )
    before = _body(partnership, told["before"])
    actions.succeed_bodies(by=coordinator, partnership=partnership, before=[before], after=[after], on=told["on"])


def _ask(coordinator: Any, partnership: Any, plan: Any, areas: dict[str, Any], told: dict[str, Any]) -> None:
    from django.utils import timezone

    from samplan.actors.queries import person_by_email
    from samplan.plans import actions, queries
    from samplan.plans.shapes.ownership import OwnerPart

    rows = [r for r in queries.owned_in(plan) if r.area_id == areas[told["area"]].id and r.name == told["text"]]
    row = next((r for r in rows if r.part is OwnerPart.RESPONSIBLE), rows[0])
    due = timezone.localdate() + timedelta(days=told["days"])
    (ask,) = actions.ask_owners(
        by=coordinator, partnership=partnership, rows=[row.id], question=told["question"], due=due
    )
    if "answer" in told:
        by = person_by_email(told["by"])
        if by is None:
            raise LookupError(told["by"])
        actions.answer_ask(by=by, ask_id=ask.pk, answer=told["answer"], text=told["says"])
