"""Questions about areas in a year's report: each area with what was asked about it, the plan's own questions too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from samplan.followup.models import Round
from samplan.followup.shapes import QuestionResult, Results
from samplan.followup.shapes.report import AreaPart, AskedPart, Words
from samplan.plans.models import Area, AreaTag

ABOUT = ("area", "question", "challenge")
"""What questions of a round are about that stand under their area: itself, and what the plan asks of it."""


def with_questions(areas: list[AreaPart], rounds: Iterable[tuple[Round, Results]]) -> list[AreaPart]:
    """The areas, each with the questions that rounds asked about it; areas that nothing else is said of come too.

    Answers stand where they stood: the area tells only which questions are its own. Two queries, none without any.
    """
    asked: dict[int, list[AskedPart]] = defaultdict(list)
    for round_, results in rounds:
        for told in results.questions:
            if told.question.item in ABOUT and told.question.area_id:
                asked[told.question.area_id].append(_asked(round_, told))
    if not asked:
        return areas
    rows = list(Area.objects.filter(pk__in=asked).order_by("order", "pk"))
    focus: dict[int, list[int]] = defaultdict(list)
    for area, number in AreaTag.objects.filter(area__in=rows).order_by("order").values_list("area_id", "number"):
        focus[area].append(number)
    found = list(areas)
    for row in rows:
        at = next((n for n, part in enumerate(found) if part.slug == row.slug), None)
        if at is None:
            new = AreaPart(number=row.number, title=row.title, slug=row.slug, focus=focus[row.pk], asked=asked[row.pk])
            found.append(new)
        else:
            found[at] = found[at].model_copy(update={"asked": [*found[at].asked, *asked[row.pk]]})
    return found


def _asked(round_: Round, told: QuestionResult) -> AskedPart:
    question = told.question
    return AskedPart(
        round=round_.pk,
        number=question.number,
        code=question.code,
        text=Words(sv=question.text.sv, en=question.text.en),
        choices=bool(question.choices),
        changed=told.changed,
    )
