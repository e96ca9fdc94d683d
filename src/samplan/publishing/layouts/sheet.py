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
    since = len(maker.blocks)
    maker.heading(wording.numbered(area.number, area.title), 2)
    parts.area_facts(maker, content, area)
    maker.section("Nuläge", area.background)
    maker.section("Måluppfyllelse", wording.label(area.goal_status))
    parts.needs(maker, content, area, "Utvecklingsbehov")
    _goals(maker, area)
    _activities(maker, area)
    if area.indicators:
        if parts.rich_indicators(area):
            parts.indicators(maker, area)
        else:
            maker.heading("Indikatorer", 3)
            maker.bullets(i.text for i in area.indicators)
    parts.after(maker, area, since)


def _goals(maker: Maker, area: AreaContent) -> None:
    if not area.goals:
        return
    if parts.is_judged(area.goals):
        parts.goals_tables(maker, area, NAMES)
        return
    maker.heading("Mål", 3)
    if parts.has_steps(area):
        rows = [[[g.text for g in family if g.level is level] for level in Horizon] for family in parts.families(area)]
        maker.table(NAMES, rows, title=f"Mål för {area.title}")
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
    plain = [key for key in keys if not any(_tells_more(activity) for activity in columns[key])]
    if not 1 < len(plain) <= _WIDEST:
        plain = []
    for key in keys:
        if key not in plain:
            _one_by_one(maker, _title(key), columns[key], area)
    if plain:
        maker.heading("Aktiviteter" if len(plain) == len(keys) else "Andra aktiviteter", 3)
        maker.table(
            [_title(key) for key in plain],
            [[[a.text for a in columns[key]] for key in plain]],
            title=f"Aktiviteter för {area.title}",
        )


def _tells_more(activity: ActivityContent) -> bool:
    """Whether an activity has a time, a status or a body beside its text."""
    return bool(activity.status or activity.status_written or parts.has_owners(activity) or wording.time_of(activity))


def _one_by_one(maker: Maker, title: str, activities: list[ActivityContent], area: AreaContent) -> None:
    """Activities as a list, or as a table where they tell more than their text."""
    maker.heading(title, 3)
    if not any(_tells_more(activity) for activity in activities):
        maker.bullets(activity.text for activity in activities)
        return
    rows = [(*row[:2], *row[3:]) for row in map(parts.activity_row, activities)]
    maker.table(("Aktiviteter", "Tidsplan", "Status", *parts.OWNERS), rows, title=f"{title}, {area.title}")
