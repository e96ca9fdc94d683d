"""Fetches all of a plan's rows, removed ones left out, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.db.models import CharField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast

from samplan.plans import followed, rules
from samplan.plans.models import (
    Activity,
    Area,
    AreaTag,
    AreaText,
    ChallengeQuestion,
    CheckAside,
    Cost,
    Effect,
    FollowUp,
    FollowUpQuestion,
    Fund,
    Goal,
    Indicator,
    Item,
    Lineage,
    Need,
    NeedArea,
    OtherBlock,
    OverallGoal,
    OwnershipAsk,
    Perspective,
    Plan,
    PlanFocusArea,
    PlanProposal,
    PlanRelation,
    Responsible,
    TargetImage,
    Waiting,
)
from samplan.plans.shapes.followed import Followed, FollowedBy, FollowedUp
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.versions import LineageWay

Row = TypeVar("Row", bound=Item)
ASIDE = "aside"
"""The name of lines that are findings set aside: their text is the finding's key."""
NEED_AREA = "need_area"
"""The name of lines that are needs of other areas, under the area that they concern too: the need's id, words and
who has seen it."""
WAITS = "waits"
"""The name of lines that are what an area waits for: the title, and as the name the decision that released it."""
CAME = "came_from"
"""The name of lines that are areas which were split, under their parts: the title, as the name the slug, the id."""
RELATED, RELATED_PLAN = "related", "related_plan"
"""The names of lines that tell how the plan stands to others: what, and to which."""
ByArea = dict[int, list[Row]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table whose rows are one text, beside it at most a name (who acts, a heading), a year, and more."""

    id: int
    text: str
    version: int
    imported: bool
    name: str = ""
    year: int | None = None
    more: str = ""


@dataclass
class PlanRows:
    """A plan's rows. Those of areas are grouped by the area's id; lines by kind and the id of what they stand in."""

    plan: Plan
    areas: list[Area]
    target_images: list[TargetImage]
    focus_areas: list[PlanFocusArea]
    funds: list[Fund]
    other: dict[int | None, list[OtherBlock]]
    tags: dict[int, list[AreaTag]]
    goals: dict[int, list[Goal]]
    activities: dict[int, list[Activity]]
    indicators: dict[int, list[Indicator]]
    responsible: dict[int, list[Responsible]]
    costs: dict[int, list[Cost]]
    lines: dict[tuple[str, int], list[Line]] = field(default_factory=dict)

    def simple(self, kind: ItemKind, parent_id: int) -> list[Line]:
        """The rows of one simple kind in one place, in order."""
        return self.lines.get((kind.value, parent_id), [])

    def texts(self, kind: ItemKind, parent_id: int) -> list[str]:
        """The texts of one simple kind in one place, in order."""
        return [line.text for line in self.simple(kind, parent_id)]

    def text(self, kind: ItemKind, area_id: int) -> str | None:
        """An area's background, needs or comment; None when there is none."""
        found = self.texts(kind, area_id)
        return found[0] if found else None

    @property
    def followed(self) -> FollowedUp:
        """What other rooms tell of the plan's follow-up; of areas, only of those that are the plan's today."""
        areas = {area.pk: _in_order([*self._told(area.pk), *self._told_before(area.pk)]) for area in self.areas}
        former = {area.pk: tuple(n.name for n in self.lines.get((CAME, area.pk), [])) for area in self.areas}
        return FollowedUp(_in_order(_followed(self.lines.get((followed.PLAN, self.plan.pk), []))), areas, former)

    def _told(self, area_id: int) -> list[Followed]:
        return _followed(self.lines.get((followed.AREA, area_id), []))

    def _told_before(self, area_id: int) -> list[Followed]:
        """What was told of an area that has been split: its past is that of each of its parts."""
        came = self.lines.get((CAME, area_id), [])
        return [replace(one, was=line.text) for line in came for one in self._told(int(line.more))]


def _followed(lines: Iterable[Line]) -> list[Followed]:
    return [Followed(n.year or 0, FollowedBy(n.more), n.name, n.text, n.id) for n in lines]


def _in_order(told: Iterable[Followed]) -> tuple[Followed, ...]:
    return tuple(sorted(told, key=lambda f: (-f.year, f.by != FollowedBy.JUDGED, not f.value, -f.number)))


def grouped(rows: Iterable[Row], key: str) -> dict[int, list[Row]]:
    """Rows by the value of one column."""
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


def there(model: type[Row], **where: Any) -> QuerySet[Row]:
    """A table's rows in order, removed ones left out."""
    found: QuerySet[Row] = model._default_manager.filter(removed_at=None, **where)
    return found.order_by("order", "pk")


def _line_rows(
    rows: QuerySet[Any], kind: Any, parent: str, name: str = "", *, dated: bool = False, more: str = ""
) -> QuerySet[Any]:
    """Rows of one table in the columns that all simple kinds share."""
    told = rows.order_by().annotate(
        line_kind=kind,
        line_parent=F(parent),
        line_name=F(name) if name else Value("", output_field=TextField()),
        line_year=F("year") if dated else Cast(Value(None), IntegerField()),
        line_more=F(more) if more else Value("", output_field=TextField()),
    )
    lines: QuerySet[Any] = told.values_list(
        "line_kind",
        "line_parent",
        "order",
        "pk",
        "text",
        "version",
        "import_ref",
        "line_name",
        "line_year",
        "line_more",
    )
    return lines


def _named(kind: ItemKind) -> Value:
    return Value(kind.value, output_field=CharField())


def plan_lines(plan: Plan) -> list[QuerySet[Any]]:
    """The simple kinds directly under a plan."""
    return [
        _line_rows(there(OverallGoal, plan=plan), _named(ItemKind.OVERALL_GOAL), "plan_id"),
        _line_rows(there(Perspective, plan=plan), _named(ItemKind.PERSPECTIVE), "plan_id"),
        _line_rows(there(Effect, plan=plan), _named(ItemKind.EFFECT), "area_id", "level"),
        *_related(plan),
    ]


def _related(plan: Plan) -> list[QuerySet[Any]]:
    """How the plan stands to others: title, way and note; and of the same ones id, first and last day."""
    ties = PlanRelation.objects.filter(from_plan=plan, removed_at=None, to_plan__removed_at=None)
    first, last = "to_plan__valid_from", "to_plan__valid_to"
    return [
        as_lines(ties, RELATED, "from_plan_id", "to_plan__title", name="kind", more="note"),
        as_lines(ties, RELATED_PLAN, "from_plan_id", "to_plan_id", name=first, more=last),
    ]


def area_lines(area: dict[str, Any]) -> list[QuerySet[Any]]:
    """The simple kinds of areas; area: how a table with a column `area` is asked for them."""
    question = {f"question__{key}": value for key, value in area.items()}
    proposals = there(PlanProposal, **question)
    return [
        _line_rows(there(FollowUp, **area), _named(ItemKind.FOLLOWUP), "area_id", "heading", dated=True),
        _line_rows(proposals, _named(ItemKind.PROPOSAL), "question_id", "actor"),
        _line_rows(there(ChallengeQuestion, **area), _named(ItemKind.CHALLENGE_QUESTION), "area_id"),
        _line_rows(there(Need, **area), _named(ItemKind.NEED), "area_id", "source", dated=True, more="evidence"),
        _shared_needs(area),
        _line_rows(there(FollowUpQuestion, **area), _named(ItemKind.FOLLOWUP_QUESTION), "area_id"),
        _line_rows(there(AreaText, **area), F("field"), "area_id"),
    ]


def _shared_needs(area: dict[str, Any]) -> Any:
    """Ties of needs to other areas, seen from the areas asked for and from their own needs."""
    here = Q(**area) | Q(**{f"need__{key}": value for key, value in area.items()})
    ties = NeedArea.objects.filter(here, need__removed_at=None, need__area__removed_at=None, area__removed_at=None)
    return as_lines(ties, NEED_AREA, "area_id", "need_id", name="need__text", more="need__source")


def joined_lines(parts: list[QuerySet[Any]]) -> dict[tuple[str, int], list[Line]]:
    """The rows of several simple kinds, in one query: by kind and by the id of what they stand in."""
    lines: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for kind, parent, _order, pk, text, version, ref, name, year, more in sorted(
        parts[0].union(*parts[1:], all=True), key=lambda row: row[2:4]
    ):
        lines[kind, parent].append(Line(pk, text, version, bool(ref), name, year, more))
    return lines


def as_lines(
    rows: QuerySet[Any], kind: str, parent: str, text: str, *, name: str = "", dated: bool = False, more: str = ""
) -> Any:
    """Rows of any table in the columns of a line. text, name and more: columns that hold what is wanted."""
    has_order = any(f.name == "order" for f in rows.model._meta.get_fields())
    told = rows.order_by().annotate(
        line_kind=Value(kind, output_field=CharField()),
        line_parent=F(parent),
        line_order=F("order") if has_order else Value(0),
        line_text=Cast(F(text), TextField()),
        line_version=Value(1),
        line_ref=Value("", output_field=CharField()),
        line_name=Cast(F(name), TextField()) if name else Value("", output_field=TextField()),
        line_year=F("year") if dated else Cast(Value(None), IntegerField()),
        line_more=Cast(F(more), TextField()) if more else Value("", output_field=TextField()),
    )
    own = ("line_kind", "line_parent", "line_order", "pk", "line_text", "line_version", "line_ref")
    return told.values_list(*own, "line_name", "line_year", "line_more")


def the_plan(plan: Plan | int) -> Plan:
    """The plan with its county: by its id, in one query, or the row that somebody has at hand. Raises NotThere."""
    if isinstance(plan, Plan):
        return plan
    found = Plan.objects.select_related("county", "partnership").filter(pk=plan, removed_at=None).first()
    if found is None:
        raise rules.not_there()
    return found


def plan_rows(plan_or_id: Plan | int, *, area_id: int | None = None) -> PlanRows:
    """All rows of a plan, in 12 queries (one less for a plan at hand); raises NotThere.

    area_id: only what stands in this area, beside all the plan's areas and focus areas; 10 queries.
    """
    plan = the_plan(plan_or_id)
    area = {"area__plan": plan} if area_id is None else {"area_id": area_id}
    other = there(OtherBlock, plan=plan) if area_id is None else there(OtherBlock, area_id=area_id)
    asides = as_lines(CheckAside.objects.filter(**area), ASIDE, "area_id", "key")
    waits = Waiting.objects.filter(dependency__removed_at=None, **area)
    waited = as_lines(waits, WAITS, "area_id", "dependency__title", name="dependency__decision")
    focus = as_lines(AreaTag.objects.filter(**area), _FOCUS, "area_id", "number")
    small = plan_lines(plan) if area_id is None else [asides, waited]
    lines = joined_lines([*area_lines(area), focus, *small, *came_from(plan), *followed.followed_lines(plan)])
    return PlanRows(
        plan=plan,
        areas=list(there(Area, plan=plan)),
        target_images=list(there(TargetImage, plan=plan)) if area_id is None else [],
        focus_areas=list(there(PlanFocusArea, plan=plan).select_related("node__framework")),
        funds=list(there(Fund, plan=plan)) if area_id is None else [],
        other=grouped(other, "area_id"),  # type: ignore[arg-type]  # None is the plan itself
        tags=_focus_of(lines),
        goals=grouped(there(Goal, **area), "area_id"),
        activities=grouped(there(Activity, **area), "area_id"),
        indicators=grouped(there(Indicator, **area), "area_id"),
        responsible=grouped(with_answer(there(Responsible, **area).select_related("body")), "area_id"),
        costs=grouped(there(Cost, **area), "area_id"),
        lines=lines,
    )


def came_from(plan: Plan) -> list[QuerySet[Any]]:
    """The areas that were split, under each of their parts: of this plan, or of the one that it was rolled from."""
    parts = Lineage.objects.filter(way=LineageWay.SPLIT, from_area__isnull=False)
    rolled = "to_area__became__to_area"
    ways = (
        (parts.filter(to_area__plan=plan), "to_area_id"),
        (parts.filter(**{f"{rolled}__plan": plan}), f"{rolled}_id"),
    )
    return [
        as_lines(rows, CAME, to, "from_area__title", name="from_area__slug", more="from_area_id") for rows, to in ways
    ]


def with_answer(rows: QuerySet[Responsible]) -> QuerySet[Responsible]:
    """The rows, each with what was answered to the latest question (`answered`): None where nobody was asked."""
    asks = OwnershipAsk.objects.filter(responsible=OuterRef("pk")).order_by("-asked_at", "-pk")
    return rows.annotate(answered=Subquery(asks.values("answer")[:1]))


_FOCUS = "focus_number"


def _focus_of(lines: dict[tuple[str, int], list[Line]]) -> dict[int, list[AreaTag]]:
    """The numbers of the areas' focus areas, which came with the lines, taken out of them."""
    places = [place for kind, place in lines if kind == _FOCUS]
    return {
        place: [AreaTag(pk=told.id, area_id=place, number=int(told.text)) for told in lines.pop((_FOCUS, place))]
        for place in places
    }


def own_rows(plan_or_id: Plan | int) -> PlanRows:
    """What stands directly under a plan, and its areas without what stands in them; raises NotThere.

    8 queries, 7 for a plan at hand.
    """
    plan = the_plan(plan_or_id)
    other = there(OtherBlock, plan=plan, area=None)
    tags = AreaTag.objects.filter(area__plan=plan).order_by("order")
    asides = as_lines(CheckAside.objects.filter(plan=plan, area=None), ASIDE, "plan_id", "key")
    return PlanRows(
        plan=plan,
        areas=list(there(Area, plan=plan)),
        target_images=list(there(TargetImage, plan=plan)),
        focus_areas=list(there(PlanFocusArea, plan=plan).select_related("node__framework")),
        funds=list(there(Fund, plan=plan)),
        other=grouped(other, "area_id"),  # type: ignore[arg-type]  # None is the plan itself
        tags=grouped(tags, "area_id"),  # type: ignore[type-var]
        goals={},
        activities={},
        indicators={},
        responsible={},
        costs={},
        lines=joined_lines([*plan_lines(plan), asides]),
    )
