"""How a plan stands: each rule in both directions, the heaviest counts, and the paper tells the same."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from tests.plans.checks.building import activity, area, goal, plan

from samplan.documents import read
from samplan.plans import lights
from samplan.plans.catalogue import attainment_label
from samplan.plans.shapes.content import AreaContent, Body, DependencyContent, WaitingContent
from samplan.plans.shapes.exchange import ActivityKind
from samplan.plans.shapes.lights import AreaLight, Light
from samplan.publishing.layouts.status_report import render_status

TODAY = date(2026, 6, 15)
YESTERDAY = TODAY - timedelta(days=1)
OWNED = {"responsible": [Body(name="Socialcheferna")]}


def act(n: int, status: str = "ongoing", start: date | None = None, end: date | None = None, **more: Any) -> Any:
    return activity(f"Steg {n}", n=n, status=status, timeframe=None, start=start, end=end, **more)


def seen(made: AreaContent, *waits: DependencyContent) -> AreaLight:
    return lights.status_report(plan(made, dependencies=list(waits)), TODAY).areas[0]


def told(one: AreaLight) -> dict[str, int]:
    return {reason.code: reason.number for reason in one.reasons}


LATE = {"start": date(2026, 1, 1), "end": YESTERDAY}
WAITS = WaitingContent(area="1", activity=None)
BOTH_WAYS = [
    # code, light, what makes it hold, the nearest thing that does not
    ("nothing_begun", "red", [act(1, "planned", start=TODAY)], [act(1, "planned", start=TODAY + timedelta(days=1))]),
    ("nothing_begun", "red", [act(1, "", start=YESTERDAY)], [act(1, "", start=YESTERDAY), act(2, "ongoing")]),
    ("most_overdue", "red", [act(1, **LATE), act(2, **LATE)], [act(1, **LATE), act(2, "done", **LATE)]),
    ("overdue", "amber", [act(1, **LATE), act(2)], [act(1, start=LATE["start"], end=TODAY), act(2)]),
    ("overdue", "amber", [act(1, **LATE)], [act(1, recurring=True, **LATE)]),
    ("overdue", "amber", [act(1, **LATE)], [act(1, kind=ActivityKind.REPORTED, **LATE)]),
    ("waits", "amber", [act(1), act(2, "in_decision")], [act(1), act(2, "monitored")]),
    ("waits", "amber", [act(1), act(2, "paused")], [act(1), act(2, "ended")]),
    ("nothing_known", "unknown", [act(1, "")], [act(1, "idea")]),
]


@pytest.mark.parametrize(("code", "light", "holds", "near"), BOTH_WAYS)
def test_each_rule_about_activities_holds_and_just_does_not(code: str, light: str, holds: Any, near: Any) -> None:
    found = seen(area(1, goals=[], activities=holds, **OWNED))
    assert (found.light, code in told(found)) == (light, True)
    assert code not in told(seen(area(1, goals=[], activities=near, **OWNED)))


def test_a_late_decision_a_missing_owner_and_a_missed_goal_ask_for_attention() -> None:
    late = DependencyContent(id="d", title="Beslut om lokal", expected=YESTERDAY, waiting=[WAITS])
    moving = area(1, activities=[act(1)], **OWNED)
    assert told(seen(moving, late)) == {"depends": 1}
    for other in (late.model_copy(update={"released_on": YESTERDAY}), late.model_copy(update={"expected": TODAY})):
        assert seen(moving, other).light is Light.GREEN
    assert told(seen(area(1, activities=[act(1)], responsible=[]))) == {"nobody": 1}
    missed = goal("Alla får svar", attainment=attainment_label("not_achieved"))
    partly = goal("Alla får svar", attainment=attainment_label("partly"))
    assert told(seen(area(1, goals=[missed], activities=[act(1)], **OWNED))) == {"goal_not_achieved": 1}
    assert seen(area(1, goals=[partly], activities=[act(1)], **OWNED)).light is Light.GREEN


def test_the_heaviest_rule_gives_the_light_and_every_reason_is_told() -> None:
    found = seen(area(1, activities=[act(1, "planned", **LATE), act(2, "planned", **LATE)], responsible=[]))
    assert found.light is Light.RED
    assert told(found) == {"nothing_begun": 2, "most_overdue": 2, "nobody": 1}
    words = [lights.reason_words(reason).sv for reason in found.reasons]
    assert words == [
        "Skulle ha börjat, ingen pågår eller är klar: 2",
        "De flesta har passerat sin tid: 2",
        "Ingen ansvarig",
    ]


def test_where_least_happens_is_counted_per_goal() -> None:
    busy = area(1, goals=[goal("Ett", n=1)], activities=[act(1), act(2, "done")], **OWNED)
    quiet = area(2, goals=[goal("Två", n=2), goal("Tre", n=3)], activities=[act(3)], **OWNED)
    without = area(3, goals=[], activities=[], **OWNED)
    report = lights.status_report(plan(busy, quiet, without), TODAY)
    assert [one.area.id for one in report.quiet] == [quiet.id, busy.id]
    assert dict(report.counts) == {Light.GREEN: 2, Light.UNKNOWN: 1}


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_paper_tells_every_area_and_every_rule_on_two_pages(kind: str) -> None:
    areas = [area(n, activities=[act(n, "planned", **LATE)], **OWNED) for n in range(1, 17)]
    late = DependencyContent(id="d", title="Beslut om lokal", owner="Länsrådet", expected=YESTERDAY, waiting=[WAITS])
    report = lights.status_report(plan(*areas, dependencies=[late]), TODAY)
    file = render_status(report, stem="laget", kind=kind)
    words = " ".join(text for text, _ in read(file.data, name=file.name).texts()).replace("\u00ad", "")
    for wanted in ("Går inte framåt: 16 av 16 områden", "Beslut om lokal", "försenat", areas[-1].title):
        assert wanted in words
    for _label, rules in lights.rule_words():
        assert all(" ".join(rule.sv.split()) in " ".join(words.split()) for rule in rules)
    if kind == "pdf":
        assert len(pypdfium2.PdfDocument(BytesIO(file.data))) <= 3
