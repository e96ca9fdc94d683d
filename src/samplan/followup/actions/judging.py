"""The yearly judgement of a plan: opened, written, locked, and put right after it was locked."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.actors.shapes import Sentences
from samplan.followup import rules, statement_rules
from samplan.followup.models import Correction, JudgedYear, Judgement
from samplan.followup.queries.beside_judging import proposals_of
from samplan.followup.queries.judged import something_judged
from samplan.followup.queries.losing import loss_of
from samplan.followup.rules import check_text
from samplan.followup.statement_rules import StatementChanged, not_taken, person_of
from samplan.plans import actions as plans
from samplan.plans.models import Activity, Area, Goal, Plan
from samplan.plans.rules import check_can_edit_item, check_can_report
from samplan.plans.shapes.statuses import ActivityStatus, Attainment

KINDS = ("area", "goal", "activity")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody judges: as `models.Judgement` has it."""

    value: str = ""
    written: str = ""
    text: str = ""
    reason: str = ""
    decision: str = ""
    needs: str = ""

    def clean(self) -> Said:
        """Without blanks at the ends."""
        return Said(**{name: rules.as_kept(value) for name, value in asdict(self).items()})


@transaction.atomic
def open_judging(*, by: Actor, plan: Plan, year: int, at: datetime | None = None) -> JudgedYear:
    """Open a year's judgement of a plan, or find it; every earlier year that is open is locked.

    Raises NotAllowed, and NotTaken for a year before the latest that is opened or after the next one.
    """
    rules.check_can_follow_up(by, plan.partnership)
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    statement_rules.check_year_to_judge(year, timezone.localdate())
    later = JudgedYear.objects.filter(plan=plan, year__gt=year).order_by("year").first()
    found = JudgedYear.objects.filter(plan=plan, year=year).first()
    if found is None and later is not None:
        raise not_taken(
            f"{later.year} är redan öppnat. Tidigare år är låsta.",
            f"{later.year} is opened already. Earlier years are locked.",
        )
    now = at or timezone.now()
    JudgedYear.objects.filter(plan=plan, year__lt=year, locked_at=None).update(locked_at=now)
    if found is None:
        found = JudgedYear.objects.create(plan=plan, year=year, opened_at=now)
        _event(by, plan, "open_judging", {"year": year})
    return found


@transaction.atomic
def judge(*, by: Actor, plan: Plan, year: int, kind: str, item_id: int, said: Said, seen_version: int = 0) -> Judgement:
    """Say how a goal, an activity or an area went in a year; the plan itself gets the same state where it has another.

    kind: "goal", "activity" or "area". seen_version: of the judgement that the page was made from, 0 for none. Raises
    NotAllowed, YearIsLocked, StatementChanged, and NotTaken for text without a judgement or a stop without a reason.
    """
    return _judge(by, plan, year, (kind, item_id), said, seen_version)


@transaction.atomic
def take_answer(
    *, by: Actor, plan: Plan, year: int, kind: str, item_id: int, key: str, seen_version: int = 0
) -> Judgement:
    """Judge a thing as somebody who answers for it said in a closed round of the year; the judgement names the answer.

    key: as `Proposed.key`. Raises what `judge` raises, and NotTaken for an answer that is not there.
    """
    item, area = _item(plan, kind, item_id)
    _check_may(by, plan, area, item)
    told = next((p for p in proposals_of(plan, year).get((kind, item_id), ()) if p.key == key), None)
    if told is None:
        raise not_taken("Svaret finns inte längre.", "The answer is no longer there.")
    said = Said(value=told.value, text=told.text, reason=told.reason, needs=told.needs if kind == "area" else "")
    source = {"key": told.key, "body": told.body, "round": asdict(told.round), "on": told.on.isoformat()}
    return _judge(by, plan, year, (kind, item_id), said, seen_version, source)


def _judge(
    by: Actor,
    plan: Plan,
    year: int,
    what: tuple[str, int],
    said: Said,
    seen_version: int,
    source: dict[str, Any] | None = None,
) -> Judgement:
    kind, item_id = what
    item, area = _item(plan, kind, item_id)
    _check_may(by, plan, area, item)
    judged = JudgedYear.objects.select_for_update(no_key=True).filter(plan=plan, year=year).first()
    if judged is None:
        raise not_taken("Året är inte öppnat för bedömning.", "The year is not open for judging.")
    statement_rules.check_year_open(judged)
    said = _checked(said, kind)
    row = _row(judged, area, item)
    if row.version != seen_version:
        raise StatementChanged(_meanwhile())
    row.area = area
    was = _said_of(row)
    if source is not None or said != was:
        # Whoever writes something else than the answer says it themselves.
        row.source = source or {}
    row.lost = _lost(item, was, said, row.lost)
    _put(row, said, by)
    _carry_over(by, item, was, said)
    data = {"year": year, "kind": kind, "item": item_id, "value": said.value}
    _event(by, plan, "judge" if source is None else "take_answer", data | ({"from": source["key"]} if source else {}))
    return row


@transaction.atomic
def lock_year(*, by: Actor, plan: Plan, year: int, at: datetime | None = None) -> JudgedYear:
    """Lock a year's judgement: from now on only corrections change it, and are seen. Raises NotAllowed and NotTaken."""
    rules.check_can_follow_up(by, plan.partnership)
    judged = JudgedYear.objects.select_for_update(no_key=True).filter(plan=plan, year=year).first()
    if judged is None:
        raise not_taken("Året är inte öppnat för bedömning.", "The year is not open for judging.")
    statement_rules.check_year_open(judged)
    judged.locked_at = at or timezone.now()
    judged.save(update_fields=["locked_at"])
    _event(by, plan, "lock_year", {"year": year})
    return judged


@transaction.atomic
def take_back_year(*, by: Actor, plan: Plan, year: int) -> list[int]:
    """Take back a year that was opened and in which nothing is judged; years that it locked are open again: those.

    Raises NotAllowed, YearIsLocked, and NotTaken for a year that is not opened or in which something is judged.
    """
    rules.check_can_follow_up(by, plan.partnership)
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    judged = JudgedYear.objects.select_for_update(no_key=True).filter(plan=plan, year=year).first()
    if judged is None:
        raise not_taken("Året är inte öppnat för bedömning.", "The year is not open for judging.")
    statement_rules.check_year_open(judged)
    if something_judged(judged):
        raise not_taken(
            f"Något är bedömt i {year}. Ta bort bedömningarna först, eller lås året.",
            f"Something is judged in {year}. Take the judgements away first, or lock the year.",
        )
    # Opening a year locks the earlier ones in the same moment; what somebody locked by hand stays locked.
    locked = JudgedYear.objects.filter(plan=plan, year__lt=year, locked_at=judged.opened_at)
    again = sorted(locked.values_list("year", flat=True))
    locked.update(locked_at=None)
    judged.delete()
    _event(by, plan, "take_back_year", {"year": year, "open_again": again})
    return again


@transaction.atomic
def correct_judgement(
    *, by: Actor, plan: Plan, year: int, kind: str, item_id: int, said: Said, reason: str
) -> Correction:
    """Put a locked year's judgement right, with what stood before, what stands now and why. The plan is left alone.

    Raises NotAllowed, and NotTaken for a year that is open, without a reason, or where nothing changes.
    """
    rules.check_can_follow_up(by, plan.partnership)
    item, area = _item(plan, kind, item_id)
    judged = JudgedYear.objects.select_for_update(no_key=True).filter(plan=plan, year=year).first()
    if judged is None or judged.locked_at is None:
        raise not_taken("Året är inte låst. Ändra bedömningen direkt.", "The year is not locked. Just change it.")
    reason = statement_rules.check_reason(reason)
    said = _checked(said, kind)
    row = _row(judged, area, item)
    was = _said_of(row)
    before = asdict(was)
    if before == asdict(said):
        raise not_taken("Bedömningen är redan så.", "The judgement is like that already.")
    row.source, row.lost = {}, _lost(item, was, said, row.lost)
    _put(row, said, by)
    made = Correction.objects.create(
        partnership=plan.partnership,
        judgement=row,
        about={"kind": kind, "year": year, "area": str(area), "item": str(item), "plan": plan.pk},
        before=before,
        after=asdict(said),
        reason=reason,
        at=timezone.now(),
        by=person_of(by),
    )
    _event(by, plan, "correct_judgement", {"year": year, "kind": kind, "item": item_id, "correction": made.pk})
    return made


def _item(plan: Plan, kind: str, item_id: int) -> tuple[Goal | Activity | Area, Area]:
    """The goal, activity or area itself, and the area that it stands in."""
    area: Area | None
    if kind == "area":
        area = Area.objects.filter(pk=item_id, plan=plan, removed_at=None).first()
        if area is not None:
            return area, area
    elif kind in KINDS:
        model: Any = Goal if kind == "goal" else Activity
        row = model.objects.filter(pk=item_id, area__plan=plan, removed_at=None).select_related("area").first()
        if row is not None:
            return row, row.area
    raise not_taken("Det finns inte längre i planen.", "It is no longer in the plan.")


def _check_may(by: Actor, plan: Plan, area: Area, item: Goal | Activity | Area) -> None:
    """Activities are judged by whoever may report them, goals and areas by whoever may change the area."""
    if isinstance(item, Activity):
        check_can_report(by, plan, area.pk, item.pk)
    else:
        check_can_edit_item(by, plan, area.pk)


def _checked(said: Said, kind: str) -> Said:
    said = said.clean()
    known = {s.value for s in (ActivityStatus if kind == "activity" else Attainment)}
    if said.value and said.value not in known:
        raise not_taken("Den bedömningen finns inte.", "There is no such judgement.")
    for text in (said.text, said.reason, said.decision, said.needs):
        check_text(text)
    statement_rules.check_judgement(
        value=said.value,
        text=said.text,
        reason=said.reason,
        decision=said.decision,
        of_activity=kind == "activity",
    )
    return said


def _row(judged: JudgedYear, area: Area, item: Goal | Activity | Area) -> Judgement:
    """The judgement that stands, in whatever area it was made, or a new one that is not kept yet (version 0)."""
    goal = item if isinstance(item, Goal) else None
    activity = item if isinstance(item, Activity) else None
    found = Judgement.objects.select_for_update(no_key=True, of=("self",)).filter(
        judged=judged, goal=goal, activity=activity
    )
    if item is area:
        found = found.filter(area=area)
    return found.first() or Judgement(judged=judged, area=area, goal=goal, activity=activity, version=0)


def _said_of(row: Judgement) -> Said:
    return Said(**{field.name: getattr(row, field.name) for field in fields(Said)})


def _put(row: Judgement, said: Said, by: Actor) -> None:
    for name, value in asdict(said).items():
        setattr(row, name, value)
    row.version += 1
    row.changed_at, row.changed_by = timezone.now(), person_of(by)
    row.save()


def _lost(item: Goal | Activity | Area, was: Said, said: Said, kept: dict[str, Any]) -> dict[str, Any]:
    """What loses its follow-up by the decision, counted when it is written down and kept with it."""
    if not isinstance(item, Activity) or not said.decision:
        return {}
    return kept if kept and was.decision == said.decision else loss_of(item).value


def _carry_over(by: Actor, item: Goal | Activity | Area, was: Said, said: Said) -> None:
    """What is said now is what the plan says today: nobody has to write it twice.

    Only what is said anew: what somebody has written in the plan since is left alone.
    """
    current = "" if isinstance(item, Area) else item.status if isinstance(item, Activity) else item.attainment
    if not said.value or (said.value == was.value and said.value != current):
        return
    written = said.written if said.value != current else None
    if isinstance(item, Activity) and said.value != current:
        plans.set_activity_status(
            by=by, activity_id=item.pk, status=said.value, written=written, seen_version=item.version
        )
    elif isinstance(item, Goal):
        comment = _comment(item, was, said)
        if said.value != current or comment is not None:
            plans.set_goal_attainment(
                by=by,
                goal_id=item.pk,
                attainment=said.value,
                written=written,
                comment=comment,
                seen_version=item.version,
            )


def _comment(goal: Goal, was: Said, said: Said) -> str | None:
    """The goal's comment in the plan after a judgement, None to keep it. One that was taken back goes there too."""
    if said.text == was.text or said.text == goal.attainment_comment:
        return None
    return said.text if said.text or was.text == goal.attainment_comment else None


def _meanwhile() -> Sentences:
    return Sentences(
        sv="Någon annan har bedömt det här sedan du öppnade sidan. Din text är inte sparad. Kopiera den, öppna sidan"
        " igen och jämför.",
        en="Somebody else has judged this since you opened the page. Your text was not saved. Copy it, open the page"
        " again and compare.",
    )


def _event(by: Actor, plan: Plan, verb: str, data: dict[str, Any]) -> None:
    audit.record(by=by, verb=verb, object_kind="plan", object_id=plan.pk, partnership_id=plan.partnership_id, data=data)
