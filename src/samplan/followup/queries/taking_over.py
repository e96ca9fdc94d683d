"""What owners said of their activities in a closed round, beside how the activities stand in the plan."""

from __future__ import annotations

from samplan.followup.models import Round
from samplan.followup.queries.corrected import frozen_today
from samplan.followup.queries.frozen import given_of, question_of
from samplan.followup.shapes import TakenOver
from samplan.plans.catalogue import activity_label
from samplan.plans.models import Activity
from samplan.plans.shapes.items import ItemKind


def to_take_over(round_: Round) -> list[TakenOver]:
    """Answers about activities, put right where they were, of activities that still are in the plan (two queries).

    fits: the plan says the same already. clash: several bodies answer for the activity, and choose differently.
    """
    questions = [q for q in map(question_of, round_.frozen.get("questions", [])) if q.item == ItemKind.ACTIVITY]
    rows = Activity.objects.filter(pk__in=[q.item_id for q in questions], removed_at=None, area__removed_at=None)
    there = {row.pk: row for row in rows.select_related("area")}
    (told,) = frozen_today([round_])
    found = []
    for question in questions:
        row = there.get(question.item_id)
        said = [
            (body, given_of(body["answers"][question.code]))
            for body in told["bodies"]
            if question.code in body["answers"]
        ]
        chosen = {given.choice for _body, given in said}
        for body, given in said:
            choice = question.choice(given.choice)
            if row is None or choice is None:
                continue
            words = given.text or choice.sv
            found.append(
                TakenOver(
                    key=f"{row.pk}-{body['body']}",
                    activity_id=row.pk,
                    area_id=row.area_id,
                    activity=row.text,
                    body=body["name"],
                    choice=choice,
                    words=words,
                    reason=str(given.more.get("reason", "")),
                    new_time=str(given.more.get("new_time", "")),
                    now=activity_label(row.status),
                    now_written=row.status_written,
                    time=row.timeframe,
                    version=row.version,
                    fits=row.status == given.choice and row.status_written == words and _time_fits(row, given.more),
                    clash=len(chosen) > 1,
                )
            )
    return found


def _time_fits(row: Activity, more: object) -> bool:
    new = str(more.get("new_time", "")) if isinstance(more, dict) else ""
    return not new or new == row.timeframe
