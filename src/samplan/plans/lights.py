"""How a plan stands: each area's light by the rules of catalogue/lights.yaml. Pure: content and day in, report out.

A light never says that something has helped: it tells whether what was planned is done, and what was judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from samplan.plans.shapes.content import ActivityContent, AreaContent, DependencyContent, Label, PlanContent
from samplan.plans.shapes.exchange import ActivityKind
from samplan.plans.shapes.lights import AreaLight, Light, Reason, StatusReport
from samplan.plans.shapes.statuses import ActivityStatus as Status
from samplan.plans.shapes.statuses import Attainment

MOVING = frozenset({Status.STARTED, Status.ONGOING, Status.DONE, Status.PERMANENT})
FINISHED = frozenset({Status.DONE, Status.PERMANENT, Status.ENDED, Status.NOT_CARRIED_OUT})
STOPPED = frozenset({Status.IN_DECISION, Status.WAITING, Status.PAUSED, Status.POSTPONED})
MISSED = frozenset({Attainment.NOT_ACHIEVED, Attainment.NOT_STARTED})
QUIETEST = 5
"""How many areas with least going on are named."""
WEIGHT = (Light.RED, Light.AMBER, Light.UNKNOWN)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(_Strict):
    """A text in both languages."""

    sv: str
    en: str

    def filled(self, **holes: object) -> Words:
        """The text with its holes filled."""
        return Words(sv=self.sv.format(**holes), en=self.en.format(**holes))


class Level(Words):
    """What a light is called, and the mark that it is drawn with."""

    mark: str


class Rule(_Strict):
    """A rule: the light that it gives, what it says, and what is said where it holds."""

    code: str
    level: Light
    rule: Words
    reason: Words


class Lights(_Strict):
    """The whole of catalogue/lights.yaml."""

    levels: dict[Light, Level]
    most_overdue_share: float
    most_overdue_least: int
    rules: tuple[Rule, ...]


@cache
def lights() -> Lights:
    """The rules, as the catalogue has them."""
    text = files("samplan").joinpath("catalogue/lights.yaml").read_text(encoding="utf-8")
    return Lights.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def light_label(light: Light) -> Label:
    """A light's word and mark."""
    level = lights().levels[light]
    return Label(code=light, sv=level.sv, en=level.en, mark=level.mark)


def reason_words(reason: Reason) -> Words:
    """Why an area has its light, in words."""
    rule = next(rule for rule in lights().rules if rule.code == reason.code)
    return rule.reason.filled(n=reason.number)


def rule_words() -> list[tuple[Label, list[Words]]]:
    """Every rule under its light, for those who want to know how an area is judged; green is what no rule holds for."""
    limits = {"share": round(lights().most_overdue_share * 100), "least": lights().most_overdue_least}
    return [
        (light_label(level), [r.rule.filled(**limits) for r in lights().rules if r.level is level]) for level in WEIGHT
    ]


def status_report(plan: PlanContent, today: date) -> StatusReport:
    """How the plan stands on a day."""
    waits = [d for d in plan.dependencies if d.released_on is None]
    begun = plan.begun(today)
    areas = tuple(
        _light(area, _numbers(area, today, [d for d in waits if any(w.area == area.id for w in d.waiting)]))
        if begun
        else _light(area, _before(area))
        for area in plan.areas
    )
    quiet = sorted((a for a in areas if a.area.goals), key=lambda a: (a.moving / len(a.area.goals), a.moving))
    return StatusReport(
        plan=plan,
        made_on=today,
        areas=areas,
        waits=tuple(sorted(waits, key=lambda d: (d.expected is None, d.expected or today))),
        quiet=tuple(quiet[:QUIETEST]) if begun else (),
    )


def _light(area: AreaContent, numbers: dict[str, int]) -> AreaLight:
    statuses = Counter(a.status for a in area.activities if a.status is not None)
    reasons = tuple(Reason(code, number) for code, number in numbers.items() if number)
    levels = {rule.code: rule.level for rule in lights().rules}
    told = [level for level in WEIGHT if any(levels[r.code] is level for r in reasons)]
    moving = sum(number for status, number in statuses.items() if status.code in MOVING)
    return AreaLight(area, told[0] if told else Light.GREEN, reasons, tuple(statuses.most_common()), moving)


def _before(area: AreaContent) -> dict[str, int]:
    """What can be said of an area before its plan has begun: nothing of time, only whether somebody answers for it."""
    return {"nobody": int(not area.responsible), "not_begun": 1}


def _numbers(area: AreaContent, today: date, waits: Iterable[DependencyContent]) -> dict[str, int]:
    """How many items each rule holds for, in the rules' order; 0 where it does not hold."""
    planned = [a for a in area.activities if a.kind is ActivityKind.PLANNED]
    ending = [a for a in planned if a.end and not a.recurring and not a.ongoing]
    overdue = [a for a in ending if _is_late(a, today)]
    moving = any(a.status and a.status.code in MOVING for a in area.activities)
    begun = [a for a in planned if a.start and a.start <= today and _code(a) not in FINISHED]
    judged = [g.attainment for g in area.goals if g.attainment and g.attainment.code != Attainment.UNJUDGED]
    most = len(overdue) >= max(lights().most_overdue_least, lights().most_overdue_share * len(ending))
    known = bool(judged or overdue or begun) or any(a.status for a in area.activities)
    return {
        "nothing_begun": 0 if moving else len(begun),
        "most_overdue": len(overdue) if most else 0,
        "overdue": 0 if most else len(overdue),
        "waits": sum(_code(a) in STOPPED for a in area.activities),
        "depends": sum(d.expected is not None and d.expected < today for d in waits),
        "goal_not_achieved": sum(label.code in MISSED for label in judged),
        "nobody": int(not area.responsible),
        "nothing_known": int(not known),
    }


def _code(activity: ActivityContent) -> str:
    return activity.status.code if activity.status else ""


def _is_late(activity: ActivityContent, today: date) -> bool:
    return activity.end is not None and activity.end < today and _code(activity) not in FINISHED
