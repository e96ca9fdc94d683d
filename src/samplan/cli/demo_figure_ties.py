"""Figures of the demo county's indicators: made-up official ones, and values of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from samplan.cli.demo_figures import SOURCE


def lay_figure_ties(path: Path, coordinator: Any, plan: Any) -> None:
    """Tie what the file tells, through the real actions. Nothing that it points at may be missing."""
    import yaml

    from samplan.analysis import actions
    from samplan.analysis.questions import choosing
    from samplan.analysis.results import Polarity
    from samplan.analysis.shapes import Aim

    for told in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["ties"]:
        own = told.get("own")
        frozen = _own_definition(own) if own else choosing.definition_of(f"{SOURCE}:{told['figure']}")
        if frozen is None:
            raise LookupError(f"there is no made-up figure {told['figure']}")
        aim = (own or told)["aim"]
        figure = actions.tie_figure(
            by=coordinator,
            indicator_id=_indicator(coordinator, plan, told),
            told=frozen,
            aim=Aim(**aim | {"polarity": Polarity(aim["polarity"])}),
        )
        if own:
            _values(coordinator, plan, figure.pk, own["values"])


def _own_definition(told: dict[str, Any]) -> Any:
    from samplan.analysis.results import Measure
    from samplan.analysis.shapes import Definition

    return Definition(
        title=told["title"], definition=told["definition"], measure=Measure.SHARE, producer=told["producer"]
    )


def _indicator(coordinator: Any, plan: Any, told: dict[str, Any]) -> int:
    """The id of the indicator that is meant; a new one is added first."""
    from samplan.plans import actions, queries
    from samplan.plans.shapes.items import ItemKind

    if "new" in told:
        area = next(a for a in queries.plan_outline(plan.pk).areas if a.number == told["area"])
        made = actions.add_item(
            by=coordinator, plan=plan, kind=ItemKind.INDICATOR, values={"text": told["new"]}, parent_id=area.id
        )
        return int(made.pk)
    lines = queries.indicator_lines(plan)
    return next(x.id for x in lines if x.area.number == told["area"] and x.text.startswith(told["indicator"]))


def _values(coordinator: Any, plan: Any, figure: int, told: dict[int, list[list[int]]]) -> None:
    """The values by file, as a county would give them: one row for each municipality and year."""
    from samplan.analysis import actions, queries

    units = [code for code in queries.units_of_county(plan.county_id) if len(code) == 4 and not code.startswith("00")]
    rows = ["Period;Kommun;Täljare;Nämnare"]
    for year, parts in told.items():
        rows += [f"{year};{unit};{n};{of}" for unit, (n, of) in zip(sorted(units), parts, strict=True)]
    data = "\n".join(rows).encode()
    file = actions.receive_value_file(by=coordinator, figure_id=figure, name="halsosamtal.csv", data=data)
    actions.put_value_file(by=coordinator, file_id=file.pk)
