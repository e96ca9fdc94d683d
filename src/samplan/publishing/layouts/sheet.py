"""The development-area sheet: present state, attainment, need, goals, and activities done, planned and to come."""

from __future__ import annotations

from itertools import zip_longest

from samplan.plans.shapes.content import ActivityContent, AreaContent, PlanContent
from samplan.plans.shapes.exchange import ActivityKind, Horizon
from samplan.publishing.layouts import parts, wording
from samplan.publishing.layouts.making import Maker

NAMES = ("Mål på lång sikt", "Mål på kort sikt")
_WIDEST = 4
"""More columns of activities than this do not fit on standing paper."""


def area(maker: Maker, content: PlanContent, area: AreaContent) -> None:
    """One area."""
    maker.heading(wording.numbered(area.number, area.title), 2)
    parts.area_facts(maker, content, area)
    maker.section("Nuläge", area.background)
    maker.section("Måluppfyllelse", wording.label(area.goal_status))
    maker.section("Utvecklingsbehov", area.needs)
    _goals(maker, area)
    _activities(maker, area)
    if area.indicators:
        if parts.rich_indicators(area):
            parts.indicators(maker, area)
        else:
            maker.heading("Indikatorer", 3)
            maker.bullets(i.text for i in area.indicators)
    parts.after(maker, area)


def _goals(maker: Maker, area: AreaContent) -> None:
    if not area.goals:
        return
    maker.heading("Mål", 3)
    if parts.is_judged(area.goals):
        parts.goals_table(maker, area, NAMES)
        return
    long, short = ([g.text for g in area.goals if g.level == level] for level in (Horizon.LONG, Horizon.SHORT))
    maker.table(NAMES, list(zip_longest(long, short, fillvalue="")), title=f"Mål för {area.title}")


def _key(activity: ActivityContent) -> tuple[int, int]:
    """Columns in the order of the sheet: done by year, then planned by year; without a year first."""
    return (0 if activity.kind == ActivityKind.REPORTED else 1, activity.year or 0)


def _title(key: tuple[int, int]) -> str:
    done, year = key[0] == 0, key[1]
    name = "Genomförda aktiviteter" if done else "Planerade aktiviteter"
    return f"{name} {year}" if year else name


def _activities(maker: Maker, area: AreaContent) -> None:
    columns: dict[tuple[int, int], list[ActivityContent]] = {}
    for activity in area.activities:
        columns.setdefault(_key(activity), []).append(activity)
    if not columns:
        return
    keys = sorted(columns)
    plain = not any(a.status or a.status_written or a.responsible or wording.time_of(a) for a in area.activities)
    if plain and 1 < len(keys) <= _WIDEST:
        maker.heading("Aktiviteter", 3)
        maker.table(
            [_title(key) for key in keys],
            [[[a.text for a in columns[key]] for key in keys]],
            title=f"Aktiviteter för {area.title}",
        )
        return
    for key in keys:
        maker.heading(_title(key), 3)
        rows = [(row[0], row[1], row[3], row[4]) for row in map(parts.activity_row, columns[key])]
        maker.table(("Aktiviteter", "Tidsplan", "Status", "Ansvarig"), rows, title=f"{_title(key)}, {area.title}")
