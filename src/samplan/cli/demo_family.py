"""Plans beside the demo county's joint one: a municipality's own below it, and a strategy that it touches."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def lay_family(path: Path, coordinator: Any, partnership: Any, county_plan: Any) -> list[Any]:
    """Lay the plans that the file tells, and how they stand to the county's, by the real actions; the new plans."""
    import yaml

    from samplan.plans import actions
    from samplan.plans.shapes.exchange import PlanFile

    made = []
    for told in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["plans"]:
        written = PlanFile.model_validate(told["plan"])
        plan = actions.import_plan_file(by=coordinator, partnership=partnership, plan_file=written)
        plan = actions.set_plan_type(by=coordinator, plan=plan, name=told["type"])
        made.append(plan)
        for tie in told["ties"]:
            ends = (county_plan, plan) if tie.get("from_county") else (plan, county_plan)
            actions.relate_plans(by=coordinator, plan=ends[0], other=ends[1], kind=tie["kind"], note=tie["note"])
        if own := told.get("own"):
            _own(coordinator, partnership, plan, county_plan, own)
    return made


def _own(coordinator: Any, partnership: Any, plan: Any, county_plan: Any, told: dict[str, Any]) -> None:
    """Say whose own plan it is; its contact picks activities of the county's into it, by area and first words."""
    from samplan.actors.queries import bodies_of, person_by_email
    from samplan.plans import actions, queries

    owner = bodies_of(partnership).get(name=told["by"])
    plan = actions.set_plan_owner(by=coordinator, plan=plan, owner=owner)
    contact = person_by_email(told["contact"])
    if contact is None:
        raise LookupError(told["contact"])
    wanted = tuple(told["picks"])
    areas = queries.to_pick(plan, county_plan)
    chosen = {(item.kind, item.id) for area in areas for item in area.items if item.text.startswith(wanted)}
    actions.pick_items(by=contact, plan=plan, source=county_plan, chosen=chosen)
