"""What a layout gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.judge.fresh.paper import Paper
from samplan.plans.shapes.exchange import Area, PlanFile


@dataclass(frozen=True)
class Made:
    """also: other truths that are as right. aliases: a question as an annex words it -> as the plan does.
    sheets: the layout is one that people keep as a workbook."""

    paper: Paper
    truth: PlanFile
    sheets: bool = False
    also: tuple[PlanFile, ...] = ()
    aliases: dict[str, str] = field(default_factory=dict)


def plan(title: str, county: str, areas: list[Area], **more: object) -> PlanFile:
    return PlanFile(title=title, county=county, areas=areas, **more)
