"""Recommendations to a body, and what it answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.models import Body, Partnership
from samplan.actors.rules import Actor
from samplan.followup import rules, statement_rules
from samplan.followup.models import Recommendation
from samplan.followup.shapes import RecommendationAnswer
from samplan.followup.statement_rules import not_taken, person_of
from samplan.plans.models import Area


@transaction.atomic
def recommend(
    *,
    by: Actor,
    partnership: Partnership,
    year: int,
    text: str,
    body_id: int,
    area_id: int | None = None,
    due: date | None = None,
    at: datetime | None = None,
) -> Recommendation:
    """Address a recommendation to one of the county's bodies. It waits in Mina uppgifter of those who act for it.

    Whoever answers for an area recommends about it alone. Raises NotAllowed, and NotTaken for no text or no such body.
    """
    rules.check_can_follow_up_area(by, partnership, area_id)
    text = rules.as_kept(text)
    if not text:
        raise not_taken("Skriv vad som rekommenderas.", "Write what is recommended.")
    rules.check_text(text)
    body = Body.objects.filter(pk=body_id, county_id=partnership.county_id).first()
    if body is None:
        raise not_taken("Välj en av länets organisationer.", "Choose one of the county's bodies.")
    area = Area.objects.filter(pk=area_id, plan__partnership=partnership).first() if area_id else None
    made = Recommendation.objects.create(
        partnership=partnership,
        year=year,
        text=text,
        body=body,
        area=area,
        due=due,
        made_at=at or timezone.now(),
        made_by=person_of(by),
    )
    _event(by, made, "recommend", {"body": body.pk, "year": year})
    return made


@transaction.atomic
def answer_recommendation(
    *, by: Actor, recommendation_id: int, answer: str, reason: str = "", at: datetime | None = None
) -> Recommendation:
    """Accept, decline with a reason, or say that it is done. It may be said again; the last word stands.

    Raises NotAllowed for others than those who act for the body or run follow-up, and NotTaken.
    """
    row = Recommendation.objects.select_related("partnership", "body").get(pk=recommendation_id)
    statement_rules.check_acts_for(by, row.partnership, row.body)
    if answer not in set(RecommendationAnswer):
        raise not_taken("Välj ett svar.", "Choose an answer.")
    statement_rules.check_answer(answer, reason)
    rules.check_text(reason)
    row.answer, row.reason = answer, reason.strip()
    row.answered_at, row.answered_by = max(at or timezone.now(), row.made_at), person_of(by)
    row.save(update_fields=["answer", "reason", "answered_at", "answered_by"])
    _event(by, row, "answer_recommendation", {"answer": answer})
    return row


@transaction.atomic
def withdraw_recommendation(*, by: Actor, recommendation_id: int) -> None:
    """Take back a recommendation that nobody has answered. Raises NotAllowed and NotTaken."""
    row = Recommendation.objects.select_related("partnership").get(pk=recommendation_id)
    rules.check_can_follow_up_area(by, row.partnership, row.area_id)
    if row.answer:
        raise not_taken("Rekommendationen är besvarad och står kvar.", "The recommendation is answered and stays.")
    _event(by, row, "withdraw_recommendation", {"text": row.text})
    row.delete()


def _event(by: Actor, row: Recommendation, verb: str, data: dict[str, Any]) -> None:
    audit.record(
        by=by,
        verb=verb,
        object_kind="recommendation",
        object_id=row.pk,
        partnership_id=row.partnership_id,
        data=data,
    )
