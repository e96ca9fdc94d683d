"""How the demo county's plans belong together, what they wait for, and what was moved in time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any


def lay_versions(path: Path, coordinator: Any, plans: Sequence[Any]) -> None:
    """Lay what the file tells, through the real actions. plans: in the order in which they were read."""
    import yaml

    from samplan.plans import actions
    from samplan.plans.shapes.versions import PlanRelationKind

    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for tie in told["replaces"]:
        later, earlier = plans[tie["later"] - 1], plans[tie["earlier"] - 1]
        actions.relate_plans(by=coordinator, plan=later, other=earlier, kind=PlanRelationKind.REPLACES)
    for one in told["dependencies"]:
        _dependency(coordinator, plans[-1], one)
    for move in told["moved"]:
        _move(coordinator, plans[-1], move)


def _areas(plan: Any) -> dict[str, Any]:
    from samplan.plans import queries

    return {area.number or "": area.id for area in queries.plan_outline(plan.pk).areas}


def _dependency(coordinator: Any, plan: Any, told: dict[str, Any]) -> None:
    from samplan.plans import actions
    from samplan.plans.shapes.items import ItemKind

    names = ("title", "text", "owner", "expected", "expected_written")
    made = actions.add_item(
        by=coordinator, plan=plan, kind=ItemKind.DEPENDENCY, values={name: told.get(name) for name in names}
    )
    areas = _areas(plan)
    actions.set_waiting(by=coordinator, dependency_id=made.pk, areas=[areas[number] for number in told["areas"]])
    if "decision" in told:
        actions.release_dependency(
            by=coordinator, dependency_id=made.pk, decision=told["decision"], on=told["released_on"]
        )


def _move(coordinator: Any, plan: Any, told: dict[str, Any]) -> None:
    from samplan.plans import actions, queries
    from samplan.plans.shapes.items import ItemKind

    rows = queries.area_for_editing(_areas(plan)[told["area"]]).items[ItemKind.ACTIVITY]
    item = next(row for row in rows if row.values["text"].startswith(told["starts"]))
    actions.reschedule_activity(
        by=coordinator,
        activity_id=item.id,
        timeframe=told["timeframe"],
        start=told["start"],
        end=told["end"],
        reason=told["reason"],
        seen_version=item.version,
    )
