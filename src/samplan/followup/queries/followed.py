"""When plans were followed up, by rounds and by judged years: told to `plans`, which asks for it as lines."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from samplan.followup.catalogue import rounds
from samplan.followup.models import Answer, AskedQuestion, Judgement, Round
from samplan.followup.shapes import RoundState
from samplan.plans.followed import as_followed
from samplan.plans.models import Activity, Lineage, Plan
from samplan.plans.shapes.followed import FollowedBy
from samplan.plans.shapes.versions import LineageWay


def followed_lines(plan: Plan) -> list[QuerySet[Any]]:
    """Years of a plan's follow-up: rounds that somebody answered, and of its areas what was asked and judged.

    An area that came out of one of an earlier plan was followed up with it. Of areas only closed rounds tell: before
    that nobody may read the answers.
    """
    item = Cast(KeyTextTransform("id", "about"), IntegerField())
    asked = _asked(plan).annotate(followed_item=item)
    of_areas = asked.filter(about__item="area").annotate(followed_was=F("followed_item"))
    asked_by_plan = asked.filter(about__item="question").annotate(
        followed_was=Cast(KeyTextTransform("area", "about"), IntegerField())
    )
    stands_in = Activity.objects.filter(pk=OuterRef("followed_item")).values("area_id")
    of_activities = asked.filter(about__item="activity").annotate(followed_was=Subquery(stands_in[:1]))
    judged = _judged(plan).annotate(followed_was=F("area_id"))
    whole = judged.filter(goal=None, activity=None)
    now, year, of_plan = _area_now(plan), "round__year", "judged__plan_id"
    return [
        as_followed(_rounds(plan), FollowedBy.ROUND, year="year", plan=plan.pk),
        as_followed(of_areas, FollowedBy.ROUND, year=year, area=now),
        as_followed(asked_by_plan, FollowedBy.ROUND, year=year, area=now),
        as_followed(of_activities, FollowedBy.ROUND, year=year, area=now),
        as_followed(judged, FollowedBy.JUDGED, year="judged__year", area=now, number=of_plan),
        as_followed(
            whole, FollowedBy.JUDGED, year="judged__year", area=now, number=of_plan, value="value", text="text"
        ),
    ]


def _area_now(plan: Plan) -> Coalesce:
    """The area of the plan that an earlier plan's area (`followed_was`) became, else that area itself.

    An area that was split became several, and stays itself here: the plan lays its past at each of its parts.
    """
    here = Lineage.objects.filter(from_area=OuterRef("followed_was"), to_area__plan=plan)
    became = here.exclude(way=LineageWay.SPLIT).values("to_area_id")
    return Coalesce(Subquery(became[:1]), F("followed_was"), output_field=IntegerField())


def _of(plan: Plan, at: str = "") -> Q:
    """Rounds that are about the plan: the county's about its joint ones, about a body's own plan only its own."""
    if plan.owner_id is not None:
        return Q(**{f"{at}plan": plan})
    joint = Q(**{f"{at}plan": None}) | Q(**{f"{at}plan__owner": None})
    return Q(**{f"{at}partnership": plan.partnership_id}) & joint


def _answered(**where: Any) -> Exists:
    return Exists(Answer.objects.filter(**where).exclude(choice="", text="", more={}))


def _rounds(plan: Plan) -> QuerySet[Round]:
    """What was read from a document is told by the plan's own texts already."""
    read = rounds().read_from_document.code
    return Round.objects.filter(_of(plan), _answered(asked__round=OuterRef("pk"))).exclude(kind=read)


def _asked(plan: Plan) -> QuerySet[AskedQuestion]:
    closed = AskedQuestion.objects.filter(_of(plan, "round__"), round__state=RoundState.CLOSED)
    return closed.filter(_answered(question=OuterRef("pk")))


def _judged(plan: Plan) -> QuerySet[Judgement]:
    """Judgements of areas as a whole and of what stands in them."""
    of = Q(judged__plan=plan) if plan.owner_id is not None else Q(judged__plan__partnership=plan.partnership_id)
    return Judgement.objects.filter(of).exclude(value="")
