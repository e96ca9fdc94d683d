"""What loses its follow-up when an activity is stopped by a decision: counted before anybody confirms it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q

from samplan.actors.shapes import Sentences
from samplan.followup.models import Answer, AskedQuestion, Judgement, Round
from samplan.followup.queries.drafting import roots_of
from samplan.followup.shapes import RoundState
from samplan.followup.shapes.losing import Loss, LostQuestion
from samplan.plans.models import Activity, ChainLink, Goal, Indicator
from samplan.plans.shapes.statuses import ActivityStatus

STOPPED = frozenset({ActivityStatus.ENDED.value, ActivityStatus.NOT_CARRIED_OUT.value})
"""States in which an activity serves no goal any longer."""
Node = tuple[str, int]


def loss_of(activity: Activity) -> Loss:
    """What nobody follows up any longer when this activity is stopped (nine queries, whatever the plan's size)."""
    plan = activity.area.plan
    living = Activity.objects.filter(area__plan=plan, removed_at=None, area__removed_at=None).exclude(
        Q(pk=activity.pk) | Q(status__in=STOPPED)
    )
    others = list(living)
    last = all(one.area_id != activity.area_id for one in others)
    served = _Served(plan.pk)
    mine = served.by(activity)
    left = mine - {goal for one in others for goal in served.by(one)}
    goals = Goal.objects.filter(pk__in=left, removed_at=None, area__removed_at=None)
    indicators = Indicator.objects.filter(area=activity.area_id, removed_at=None) if last else Indicator.objects.none()
    judged = Judgement.objects.filter(activity=activity).exclude(value="").values_list("judged__year", flat=True)
    return Loss(
        goals=tuple(goals.order_by("order", "pk").values_list("text", flat=True)),
        indicators=tuple(indicators.order_by("order", "pk").values_list("text", flat=True)),
        questions=_questions(activity, whole_area=last),
        judged=tuple(sorted(judged)),
    )


class _Served:
    """Which goals activities serve: the one that is named, and those that the theory of change leads to (one query)."""

    def __init__(self, plan_id: int) -> None:
        self.steps: dict[Node, list[Node]] = defaultdict(list)
        for link in ChainLink.objects.filter(plan=plan_id, removed_at=None):
            for start in _end(link, "from", ("activity", "effect", "image")):
                self.steps[start] += _end(link, "to", ("effect", "image", "goal"))

    def by(self, activity: Activity) -> set[int]:
        """Ids of the goals that an activity serves."""
        goals = {activity.goal_id} if activity.goal_id is not None else set()
        seen: set[Node] = set()
        ahead: list[Node] = [("activity", activity.pk)]
        while ahead:
            node = ahead.pop()
            if node in seen:
                continue
            seen.add(node)
            goals |= {node[1]} if node[0] == "goal" else set()
            ahead += self.steps.get(node, [])
        return goals


def _end(link: ChainLink, side: str, kinds: tuple[str, ...]) -> list[Node]:
    ids = [(kind, getattr(link, f"{side}_{kind}_id")) for kind in kinds]
    return [(kind, pk) for kind, pk in ids if pk is not None]


def _questions(activity: Activity, *, whole_area: bool) -> tuple[LostQuestion, ...]:
    """Questions of rounds about the activity, and about its area where nothing else is left in it (five queries)."""
    plan, area = activity.area.plan, activity.area_id
    line = f"activity-{roots_of(plan, 'activity').get(activity.pk, activity.pk)}"
    about = Q(code=line)
    if whole_area:
        first = roots_of(plan, "area").get(area, area)
        about |= Q(code=f"area-{first}") | Q(code__startswith=f"question-{first}-")
    rows = list(AskedQuestion.objects.filter(about, round__partnership=plan.partnership_id).order_by("pk"))
    rounds = Round.objects.in_bulk({row.round_id for row in rows})
    answers: dict[int, int] = defaultdict(int)
    given = Answer.objects.filter(question__in=rows).exclude(choice="", text="", more={})
    for question in given.values_list("question_id", flat=True):
        answers[question] += 1
    by_code: dict[str, list[AskedQuestion]] = defaultdict(list)
    for row in rows:
        by_code[f"{rounds[row.round_id].kind}:{row.code}"].append(row)
    return tuple(_lost(some, rounds, answers) for some in by_code.values())


def _lost(rows: list[AskedQuestion], rounds: dict[int, Any], answers: dict[int, int]) -> LostQuestion:
    text = rows[-1].wording["text"]
    return LostQuestion(
        text=Sentences(sv=text["sv"], en=text["en"]),
        years=tuple(sorted({rounds[r.round_id].year for r in rows if answers[r.pk]})),
        answers=sum(answers[r.pk] for r in rows),
        open=any(rounds[r.round_id].state == RoundState.OPEN for r in rows),
    )


def loss_in(plan_id: int, activity_id: int) -> Loss | None:
    """The same for an activity of a plan by its id; None for one that is not there (one query more)."""
    rows = Activity.objects.filter(pk=activity_id, area__plan=plan_id, removed_at=None)
    found = rows.select_related("area__plan").first()
    return loss_of(found) if found is not None else None
