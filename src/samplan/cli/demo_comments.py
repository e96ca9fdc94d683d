"""The demo county's draft that is out to be commented on, what was said of it, and one answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any


def lay_comments(path: Path, coordinator: Any, plan: Any) -> None:
    """Lay what the file tells, through the real actions."""
    import yaml
    from django.utils import timezone

    from samplan.plans import actions, queries

    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    areas = {area.number or "": area.id for area in queries.plan_outline(plan.pk).areas}
    for number, words in told["costs"].items():
        _costs(coordinator, areas[number], words)
    draft = told["draft"]
    day = timezone.localdate() + timedelta(days=draft["days"])
    sent = actions.send_draft(by=coordinator, plan=plan, due=day, roles=draft["roles"], words=draft["words"])
    for one in told["comments"]:
        _comment(coordinator, sent, areas, one)


def _costs(coordinator: Any, area_id: int, words: list[str]) -> None:
    """Say what the area's costs pay, one by one."""
    from samplan.plans import actions, queries
    from samplan.plans.shapes.items import ItemKind

    kind = ItemKind.COST
    for item, text in zip(queries.area_for_editing(area_id).items[kind], words, strict=False):
        actions.change_item(
            by=coordinator, kind=kind, item_id=item.id, values={"text": text}, seen_version=item.version
        )


def _comment(coordinator: Any, sent: Any, areas: dict[str, int], told: dict[str, Any]) -> None:
    from samplan.actors.queries import person_by_email
    from samplan.plans import actions, queries
    from samplan.plans.shapes.items import ItemKind

    kind, area_id = ItemKind.ACTIVITY, areas.get(told.get("area", ""))
    place, item = (f"area:{area_id}" if area_id else ""), None
    if area_id and "about" in told:
        found = queries.area_for_editing(area_id).items[kind]
        item = next(i for i in found if str(i.values["text"]).startswith(told["about"]))
        place = f"activity:{item.id}"
    person = person_by_email(told["by"])
    if person is None:
        raise LookupError(told["by"])
    made = actions.comment_on_draft(by=person, sent_id=sent.pk, text=told["text"], place=place)
    if answer := told.get("answer"):
        if item is not None and "reword" in answer:
            values = {"text": answer["reword"]}
            actions.change_item(by=coordinator, kind=kind, item_id=item.id, values=values, seen_version=item.version)
        words = {"changed": answer["changed"], "text": answer["text"], "seen_version": made.version}
        actions.answer_comment(by=coordinator, comment_id=made.pk, **words)
