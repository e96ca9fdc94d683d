"""Tables of counts of old documents as closed rounds of courses and participants, a round for each year.

Nobody was asked by Samplan. Whose table it was is not told, so all of it is the region's, which speaks for the county;
employers stand as the document names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from samplan.actors.models import Body, BodyKind
from samplan.documents.folding import fold
from samplan.followup import catalogue
from samplan.followup.actions.questions import drafts_of, own_drafts, rows_of
from samplan.followup.freezing import freeze
from samplan.followup.models import Answer, Asked, AskedQuestion, Round
from samplan.followup.old_counts import OldCount, occasions, old_counts
from samplan.followup.old_documents import OldBlock
from samplan.followup.shapes import QuestionDraft, RoundState
from samplan.plans.models import OtherBlock, Plan

COURSES, OCCASIONS, HELD = "courses", "occasions", "yes"


def lay_counts(plan: Plan, document: str, otherwise: int) -> list[Round]:
    """The rounds that are new. otherwise: the year of a table that names none. A year that has such a round keeps it.

    Three queries, and nine for each year. Nothing where the county has no region to speak for it.
    """
    rows = OtherBlock.objects.filter(plan=plan, removed_at=None).exclude(import_ref="")
    blocks = [OldBlock(b.kind, b.text, b.page, b.position) for b in rows.order_by("import_ref", "position", "pk")]
    years: dict[int, list[OldCount]] = defaultdict(list)
    for one in old_counts(blocks, otherwise):
        years[one.year].append(one)
    if not years:
        return []
    region = Body.objects.filter(county=plan.partnership.county, kind=BodyKind.REGION).first()
    there = set(Round.objects.filter(partnership=plan.partnership, kind=COURSES).values_list("year", flat=True))
    new = [year for year in sorted(years) if year not in there and year <= timezone.localdate().year]
    return [_round(plan, document, year, years[year], region) for year in new] if region else []


def _round(plan: Plan, document: str, year: int, told: Sequence[OldCount], region: Body) -> Round:
    now, last = timezone.now(), date(year, 12, 31)
    made = Round.objects.create(
        partnership=plan.partnership, plan=plan, kind=COURSES, year=year, due=last, opened_at=now, closed_at=now
    )
    drafts = _questions(told)
    AskedQuestion.objects.bulk_create(rows_of(made, {d.code: d for d in drafts.values()}.values()))
    asked = Asked.objects.create(round=made, body=region)
    codes = dict(AskedQuestion.objects.filter(round=made).values_list("code", "pk"))
    courses: dict[str, list[OldCount]] = defaultdict(list)
    for one in told:
        courses[drafts[_key(one.told.course)].code].append(one)
    saved = timezone.make_aware(datetime.combine(last, time(12)))
    Answer.objects.bulk_create(
        Answer(
            asked=asked,
            question_id=codes[code],
            choice=HELD,
            more={OCCASIONS: occasions(some)},
            version=1,
            saved_at=saved,
        )
        for code, some in courses.items()
    )
    made.state, made.frozen = RoundState.CLOSED, freeze(made) | {"document": _document(plan, document, told)}
    made.save(update_fields=["state", "frozen"])
    return made


def _document(plan: Plan, document: str, told: Sequence[OldCount]) -> dict[str, Any]:
    places = dict.fromkeys((one.page, one.position) for one in told)
    return {
        "name": document,
        "plan": str(plan),
        "read_on": timezone.localdate().isoformat(),
        "places": [{"page": page, "position": position} for page, position in places],
    }


def _questions(told: Sequence[OldCount]) -> dict[str, QuestionDraft]:
    """A question for each course, by its words; the catalogue's where the words are the same."""
    kind = next(k for k in catalogue.kinds() if k.code == COURSES)
    known = {_key(q.short.sv): q.code for q in kind.questions}
    found: dict[str, QuestionDraft] = {}
    for one in told:
        key = _key(one.told.course)
        drafts = drafts_of(kind, [known[key]], {}) if key in known else own_drafts(kind, [one.told.course])
        found.setdefault(key, drafts[0])
    return found


def _key(words: str) -> str:
    return fold(words).casefold().rstrip(" .:")
