"""A whole plan file into a plan at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import transaction
from django.db.models import Max, Model
from simple_history.utils import bulk_create_with_history

from samplan.actors import audit
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor, check_can_edit, check_can_import
from samplan.plans import rules
from samplan.plans.actions.plans import make_plan
from samplan.plans.actions.relating import relate_as_told
from samplan.plans.addressing import AreaPlaces
from samplan.plans.kinds import KINDS, to_columns, to_values
from samplan.plans.models import (
    Activity,
    Area,
    AreaTag,
    AreaText,
    FrameworkNode,
    Goal,
    Item,
    Need,
    NeedArea,
    OtherBlock,
    Plan,
    PlanFocusArea,
    PlanProposal,
    Responsible,
)
from samplan.plans.saving import (
    focus_areas_by_number,
    origin_columns,
    person_or_none,
    save,
    tags_of,
)
from samplan.plans.shapes.areanames import by_name, folded
from samplan.plans.shapes.exchange import PlanFile
from samplan.plans.shapes.items import NAMES_ELSEWHERE, ItemKind, Origin

PLAN_LISTS: tuple[tuple[str, ItemKind], ...] = (
    ("overall_goals", ItemKind.OVERALL_GOAL),
    ("target_images", ItemKind.TARGET_IMAGE),
    ("perspectives", ItemKind.PERSPECTIVE),
    ("funds", ItemKind.FUND),
    ("other", ItemKind.OTHER),
)
AREA_LISTS: tuple[tuple[str, ItemKind], ...] = (
    ("need_rows", ItemKind.NEED),
    ("goals", ItemKind.GOAL),
    ("activities", ItemKind.ACTIVITY),
    ("indicators", ItemKind.INDICATOR),
    ("responsible", ItemKind.RESPONSIBLE),
    ("costs", ItemKind.COST),
    ("followups", ItemKind.FOLLOWUP),
    ("challenge_questions", ItemKind.CHALLENGE_QUESTION),
    ("followup_questions", ItemKind.FOLLOWUP_QUESTION),
    ("other", ItemKind.OTHER),
)
AREA_TEXTS: tuple[tuple[str, ItemKind], ...] = (
    ("background", ItemKind.BACKGROUND),
    ("needs", ItemKind.NEEDS),
    ("comment", ItemKind.COMMENT),
)


@dataclass
class _Writer:
    """Collects rows by table and saves each table's in one go."""

    by: Actor
    origins: Mapping[str, Origin]
    rows: dict[type[Model], list[Model]] = field(default_factory=dict)
    made: dict[str, Item] = field(default_factory=dict)

    def make(
        self, kind: ItemKind, part: Any, pointer: str, order: int, *, drop: tuple[str, ...] = (), **columns: Any
    ) -> Item:
        """A row from a part of the file, unsaved. Raises InvalidValue with the pointer of the value at fault."""
        values = {"text": part} if isinstance(part, str) else part.model_dump(exclude=set(drop))
        if kind is ItemKind.ACTIVITY:
            values = rules.with_status(values)
        if kind is ItemKind.INDICATOR:
            values = rules.with_uncertainty(values)
        try:
            checked = rules.check_values(kind, values)
        except rules.InvalidValue as error:
            path = pointer if isinstance(part, str) else f"{pointer}/{error.field}".rstrip("/")
            raise rules.InvalidValue(path, error.sentences) from error
        spec = KINDS[kind]
        row = spec.model(
            **{**to_columns(kind, checked), **spec.fixed, **columns},
            order=order,
            changed_by=person_or_none(self.by),
            **origin_columns(self.origins.get(pointer)),
        )
        self.rows.setdefault(spec.model, []).append(row)
        self.made[pointer] = row
        return row

    def save_goals(self) -> None:
        """Save goals, those that others stand under first."""
        rows = cast("list[Goal]", self.rows.pop(Goal, []))
        for some in ([g for g in rows if g.under is None], [g for g in rows if g.under is not None]):
            self.rows[Goal] = list(some)
            self.save(Goal)

    def save(self, *models: type[Model]) -> None:
        """Save the rows of these tables, with their history."""
        for model in models:
            if rows := self.rows.pop(model, []):
                bulk_create_with_history(rows, model, batch_size=500, default_user=person_or_none(self.by))


@dataclass(frozen=True, slots=True)
class Placed:
    """The plan that a file was written into, and the id of each item by its JSON pointer in the file."""

    plan: Plan
    ids: Mapping[str, int]


def import_plan_file(
    *,
    by: Actor,
    partnership: Partnership,
    plan_file: PlanFile,
    origins: Mapping[str, Origin] | None = None,
    plan: Plan | None = None,
) -> Plan:
    """Write a whole plan file into a new plan, or behind what a plan holds: see `place_plan_file`."""
    return place_plan_file(by=by, partnership=partnership, plan_file=plan_file, origins=origins, plan=plan).plan


@transaction.atomic
def place_plan_file(
    *,
    by: Actor,
    partnership: Partnership,
    plan_file: PlanFile,
    origins: Mapping[str, Origin] | None = None,
    plan: Plan | None = None,
) -> Placed:
    """Write a whole plan file into a new plan, or behind what a plan already holds.

    origins: where the values stood, by JSON pointer into the file ("/areas/3/goals/0"). The plan's county is always
    the partnership's. A focus area whose number the plan already has is not added again. Raises NotAllowed, and
    InvalidValue whose field is the pointer of the value at fault; then nothing is written.
    """
    check_can_import(by, partnership)
    told = dict(origins or {})
    made = plan is None
    if plan is None:
        values: dict[str, object] = plan_file.model_dump(include={"title", "valid_from", "valid_to"})
        values["mode"] = rules.mode_of(plan_file)
        plan = make_plan(by=by, partnership=partnership, values=values, origin=_origin_of_plan(told))
    else:
        check_can_edit(by, plan.partnership)
        plan = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        _fill_in(by, plan, plan_file)
    plan_file = relate_as_told(by, plan, plan_file, told, made=made)
    writer = _Writer(by, told)
    _write_plan_lists(writer, plan, plan_file)
    _write_areas(writer, plan, plan_file)
    audit.record(
        by=by,
        verb="import_plan_file",
        object_kind="plan",
        object_id=plan.pk,
        partnership_id=partnership.pk,
        data={"areas": len(plan_file.areas), "county_written": plan_file.county_code or plan_file.county},
    )
    return Placed(plan, {pointer: int(row.pk) for pointer, row in writer.made.items() if row.pk is not None})


def _origin_of_plan(told: Mapping[str, Origin]) -> Origin | None:
    """Where the plan's title stood; where none did, the import that the plan comes from, without a place."""
    own = told.get("/title") or told.get("")
    some = next(iter(told.values()), None)
    return own or (Origin(import_ref=some.import_ref, document=some.document) if some else None)


def _fill_in(by: Actor, plan: Plan, plan_file: PlanFile) -> None:
    """What the plan does not say itself is taken from the file."""
    before = (plan.title, plan.valid_from, plan.valid_to)
    plan.title = plan.title or plan_file.title or ""
    plan.valid_from = plan.valid_from or plan_file.valid_from
    plan.valid_to = plan.valid_to or plan_file.valid_to
    if (plan.title, plan.valid_from, plan.valid_to) != before:
        rules.check_values(ItemKind.PLAN, to_values(ItemKind.PLAN, plan))
        plan.version += 1
        save(plan, by=by)


def _next_order(model: type[Item], **where: Any) -> int:
    last = model._default_manager.filter(**where).aggregate(last=Max("order"))["last"]
    return 0 if last is None else int(last) + 1


def _write_plan_lists(writer: _Writer, plan: Plan, plan_file: PlanFile) -> None:
    for name, kind in PLAN_LISTS:
        where = {"plan": plan, "area": None} if kind is ItemKind.OTHER else {"plan": plan}
        first = _next_order(KINDS[kind].model, **where)
        for i, part in enumerate(getattr(plan_file, name)):
            writer.make(kind, part, f"/{name}/{i}", first + i, plan=plan)
    _write_focus_areas(writer, plan, plan_file)
    writer.save(*(KINDS[kind].model for _, kind in PLAN_LISTS), PlanFocusArea)


def _write_focus_areas(writer: _Writer, plan: Plan, plan_file: PlanFile) -> None:
    there = set(focus_areas_by_number(plan))
    first = _next_order(PlanFocusArea, plan=plan)
    nodes = _nodes_by_title() if plan_file.focus_areas else {}
    seen: set[int] = set()
    for i, part in enumerate(plan_file.focus_areas):
        if part.number in seen:
            raise rules.number_taken(part.number, f"/focus_areas/{i}/number")
        seen.add(part.number)
        if part.number not in there:
            row = writer.make(ItemKind.FOCUS_AREA, part, f"/focus_areas/{i}", first + i, plan=plan)
            cast("PlanFocusArea", row).node = nodes.get(part.title.casefold())


def _nodes_by_title() -> dict[str, FrameworkNode]:
    """The focus areas of known frameworks by their name and by every other wording, case folded."""
    found: dict[str, FrameworkNode] = {}
    for node in FrameworkNode.objects.filter(framework__kind="focus_areas").prefetch_related("wordings"):
        for wording in (node.name, *(w.text for w in node.wordings.all())):
            found.setdefault(wording.casefold(), node)
    return found


AREA_PARTS = (*(name for name, _ in AREA_LISTS), *(name for name, _ in AREA_TEXTS))


def _write_areas(writer: _Writer, plan: Plan, plan_file: PlanFile) -> None:
    first = _next_order(Area, plan=plan)
    places = AreaPlaces(plan)
    areas: list[Area] = []
    for i, part in enumerate(plan_file.areas):
        row = writer.make(ItemKind.AREA, part, f"/areas/{i}", first + i, drop=AREA_PARTS, plan=plan)
        area = cast("Area", row)
        area.slug = places.take(f"{area.number} {area.title}")
        if told := writer.origins.get(f"/areas/{i}/goal_status"):
            area.goal_status_written = told.as_written or ""
        areas.append(area)
    writer.save(Area)
    focus_areas = focus_areas_by_number(plan)
    for i, (area, part) in enumerate(zip(areas, plan_file.areas, strict=True)):
        writer.rows.setdefault(AreaTag, []).extend(tags_of(area, tuple(part.focus_areas), focus_areas))
        _write_area(writer, plan, area, part, f"/areas/{i}")
    writer.save_goals()
    writer.save(AreaTag, AreaText, *(KINDS[kind].model for _, kind in AREA_LISTS if kind is not ItemKind.OTHER))
    writer.save(OtherBlock, PlanProposal)
    _share_needs(writer, plan, plan_file)


def _share_needs(writer: _Writer, plan: Plan, plan_file: PlanFile) -> None:
    """Tie needs to the other areas that they concern, by number or title: areas of the file, else those of the plan.

    A name that no area has, or several, is passed over.
    """
    if not any(need.areas for part in plan_file.areas for need in part.need_rows):
        return
    own = [(writer.made[f"/areas/{i}"].pk, part.number, part.title) for i, part in enumerate(plan_file.areas)]
    there = by_name(list(Area.objects.filter(plan=plan, removed_at=None).values_list("pk", "number", "title")))
    in_file = {folded(name) for _, *both in own for name in both}
    known = {name: area for name, area in there.items() if name not in in_file} | by_name(own)
    for i, part in enumerate(plan_file.areas):
        for j, told in enumerate(part.need_rows):
            need = cast("Need", writer.made[f"/areas/{i}/need_rows/{j}"])
            named = [known[folded(name)] for name in told.areas if folded(name) in known]
            others = [area for area in dict.fromkeys(named) if area != need.area_id]
            writer.rows.setdefault(NeedArea, []).extend(NeedArea(need=need, area_id=area) for area in others)
    writer.save(NeedArea)


def _write_area(writer: _Writer, plan: Plan, area: Area, part: Any, pointer: str) -> None:
    for name, kind in AREA_TEXTS:
        if (text := getattr(part, name)) is not None and text.strip():
            writer.make(kind, text, f"{pointer}/{name}", 0, area=area)
    for name, kind in AREA_LISTS:
        for i, item in enumerate(getattr(part, name)):
            here = f"{pointer}/{name}/{i}"
            if kind is ItemKind.CHALLENGE_QUESTION:
                question = writer.make(kind, item, here, i, drop=("proposals",), area=area)
                for j, proposal in enumerate(item.proposals):
                    writer.make(ItemKind.PROPOSAL, proposal, f"{here}/proposals/{j}", j, question=question)
            elif kind is ItemKind.OTHER:
                writer.make(kind, item, here, i, area=area, plan=plan)
            else:
                writer.make(kind, item, here, i, drop=NAMES_ELSEWHERE.get(kind, ()), area=area)
    _put_under(writer, part.goals, pointer)
    _tie_activities(writer, area, part, pointer)


def _put_under(writer: _Writer, goals: Sequence[Any], pointer: str) -> None:
    """Short-term goals under the long-term one that they name by its text; the first that has it."""
    rows = [cast("Goal", writer.made[f"{pointer}/goals/{i}"]) for i in range(len(goals))]
    long = {told.text: row for row, told in zip(reversed(rows), reversed(goals), strict=True) if told.level == "long"}
    for row, told in zip(rows, goals, strict=True):
        if told.under is not None and told.level == "short":
            row.under = long.get(told.under)


def _tie_activities(writer: _Writer, area: Area, part: Any, pointer: str) -> None:
    """Activities to the goal that they name by its text, the first that has it, and to those who answer for them."""
    goals = {told.text: f"{pointer}/goals/{i}" for i, told in reversed(list(enumerate(part.goals)))}
    order = len(part.responsible)
    for i, told in enumerate(part.activities):
        here = f"{pointer}/activities/{i}"
        activity = cast("Activity", writer.made[here])
        if told.goal in goals:
            activity.goal = cast("Goal", writer.made[goals[told.goal]])
        for j, name in enumerate(told.responsible):
            row = cast(
                "Responsible", writer.make(ItemKind.RESPONSIBLE, name, f"{here}/responsible/{j}", order, area=area)
            )
            row.activity = activity
            # It came with its activity, and goes out with it when the import is withdrawn.
            for column, value in origin_columns(writer.origins.get(here)).items():
                setattr(row, column, value)
            order += 1
