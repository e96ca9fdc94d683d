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
    return made
