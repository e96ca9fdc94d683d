"""The theory of change of a plan's content: what leads to what, and what hangs loose. Pure.

The levels, in their order: activities, effects soon, effects in the end, target pictures, and goals (those of areas
and the overall ones). A step always leads onward to a later level, so there are no circles.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samplan.plans.shapes.content import AreaContent, PlanContent
from samplan.plans.shapes.exchange import ActivityKind
from samplan.plans.shapes.versions import EffectLevel

STARTS = ("activity", "effect", "target_image")
ENDS = ("effect", "target_image", "goal", "overall_goal")
ACTIVITY, SOON, IN_THE_END, IMAGE, GOAL = range(5)
_LEVELS = {"activity": ACTIVITY, "target_image": IMAGE, "goal": GOAL, "overall_goal": GOAL}

Key = tuple[str, str]
"""What names an item in a chain: its kind and its id."""


def level_of(kind: str, effect: EffectLevel | str | None = None) -> int:
    """The level of a kind of item; effect: how far away it lies, where the item is an effect."""
    if kind == "effect":
        return SOON if effect == EffectLevel.SHORT else IN_THE_END
    return _LEVELS[kind]


@dataclass(frozen=True, slots=True)
class Link:
    """An item that may stand in the chain. area: the area that it belongs to, where there is one."""

    kind: str
    id: str
    level: int
    text: str
    area: AreaContent | None = None

    @property
    def key(self) -> Key:
        """Kind and id."""
        return self.kind, self.id


@dataclass(frozen=True, slots=True)
class Step:
    """One item leads to another. assumption: what must be true for it to hold; "" when nobody has said it."""

    start: Link
    end: Link
    assumption: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """All items that may stand in the chain, in the plan's order by level, and the steps between them.

    no_way_on: activities, effects and target pictures that lead nowhere. no_way_here: effects, target pictures and
    goals that nothing leads to; what leads to a step leads to the long-term goal above it. An activity that names its
    goal leads to it, without a step of its own; one that is reported as done is not asked where it leads.
    """

    links: tuple[Link, ...]
    steps: tuple[Step, ...]
    no_way_on: tuple[Link, ...]
    no_way_here: tuple[Link, ...]

    def from_each(self) -> list[tuple[Link, list[Step]]]:
        """Each item that leads somewhere with its steps: every step stands once, in the order of the levels."""
        found = [(link, [s for s in self.steps if s.start.key == link.key]) for link in self._in(self.starting())]
        return [(link, steps) for link, steps in found if steps]

    def starting(self) -> set[Key]:
        """What leads somewhere by a step."""
        return {s.start.key for s in self.steps}

    def drawn(self) -> list[Link]:
        """What some step begins or ends in."""
        return self._in(self.starting() | {s.end.key for s in self.steps})

    def _in(self, keys: set[Key]) -> list[Link]:
        return [link for link in self.links if link.key in keys]


def chain_of(content: PlanContent) -> Chain:
    """The chain of a plan. A step whose item is not in the content is left out."""
    links = tuple(sorted(_links(content), key=lambda link: link.level))
    by_key = {link.key: link for link in links}
    steps = []
    for told in content.chain:
        start, end = by_key.get((told.from_kind, told.from_id)), by_key.get((told.to_kind, told.to_id))
        if start is not None and end is not None:
            steps.append(Step(start, end, told.assumption or ""))
    serving = [(("activity", a.id), ("goal", a.goal)) for area in content.areas for a in area.activities if a.goal]
    done = {("activity", a.id) for area in content.areas for a in area.activities if a.kind is ActivityKind.REPORTED}
    # A step that somebody works for is work for the long-term goal that it stands under.
    under = {("goal", g.id): ("goal", g.under) for area in content.areas for g in area.goals if g.under}
    leading = {s.start.key for s in steps} | {start for start, _ in serving} | done
    reached = {s.end.key for s in steps} | {end for _, end in serving}
    reached |= {long for short, long in under.items() if short in reached}
    return Chain(
        links,
        tuple(steps),
        tuple(link for link in links if link.level < GOAL and link.key not in leading),
        tuple(link for link in links if link.level > ACTIVITY and link.key not in reached),
    )


def _links(content: PlanContent) -> Iterable[Link]:
    areas = {area.id: area for area in content.areas}
    for area in content.areas:
        for activity in area.activities:
            yield Link("activity", activity.id, ACTIVITY, activity.text, area)
    for effect in content.effects:
        yield Link("effect", effect.id, level_of("effect", effect.level), effect.text, areas.get(effect.area or ""))
    for image_id, image in zip(content.image_ids, content.target_images, strict=False):
        yield Link("target_image", image_id, IMAGE, image.title)
    for goal_id, text in zip(content.overall_goal_ids, content.overall_goals, strict=False):
        yield Link("overall_goal", goal_id, GOAL, text)
    for area in content.areas:
        for goal in area.goals:
            yield Link("goal", goal.id, GOAL, goal.text, area)
