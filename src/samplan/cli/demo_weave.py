"""The theory of change of the demo county: effects and steps. And whom its areas are meant for: tags."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def lay_weave(path: Path, coordinator: Any, plan: Any) -> None:
    """Lay what the file tells, through the real actions. Nothing that it points at may be missing."""
    import yaml

    from samplan.plans import actions, queries
    from samplan.plans.shapes.items import ItemKind

    told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    effects = {}
    for effect in told["effects"]:
        values = {"level": effect["level"], "text": effect["text"]}
        effects[effect["key"]] = actions.add_item(by=coordinator, plan=plan, kind=ItemKind.EFFECT, values=values).pk
    content = queries.plan_content(plan.pk)
    for step in told["steps"]:
        actions.add_step(
            by=coordinator,
            plan=plan,
            start=_named(content, effects, step["from"]),
            end=_named(content, effects, step["to"]),
            assumption=step.get("assumption", ""),
        )
    _tags(coordinator, plan, content, told["groups"])
    for one in told["questions"]:
        area = next(int(a.id) for a in content.areas if a.number == one["area"])
        kind, values = ItemKind.FOLLOWUP_QUESTION, {"text": one["text"]}
        actions.add_item(by=coordinator, plan=plan, kind=kind, values=values, parent_id=area)


def _tags(coordinator: Any, plan: Any, content: Any, told: list[dict[str, Any]]) -> None:
    """Tag areas and activities with target groups."""
    from samplan.plans import actions, queries
    from samplan.plans.shapes.tags import Wanted

    framework = next(f for f in queries.framework_choices(plan) if f.code == "malgrupper")
    ids = {node.code: node.id for node in framework.nodes}
    wanted = {}
    for one in told:
        if "activity" in one:
            key = _named(content, {}, one)
        else:
            key = ("area", int(next(a.id for a in content.areas if a.number == one["area"])))
        nodes = tuple(ids[code] for code in one["groups"])
        wanted[key] = Wanted(nodes, nodes[0])
    actions.tag_items(by=coordinator, plan=plan, framework=framework.code, wanted=wanted)


def _named(content: Any, effects: dict[str, int], told: Any) -> tuple[str, int]:
    """The kind and the id of what the file points at."""
    if isinstance(told, str):
        return "effect", effects[told]
    if "image" in told:
        place = next(i for i, image in enumerate(content.target_images) if image.number == told["image"])
        return "target_image", int(content.image_ids[place])
    if "overall" in told:
        return "overall_goal", int(content.overall_goal_ids[told["overall"] - 1])
    area = next(a for a in content.areas if a.number == told["area"])
    return "activity", int(next(a.id for a in area.activities if a.text.startswith(told["activity"])))
