"""Gap tables of old documents as closed gap rounds of their years: the same questions and answers as of a round asked.

Nobody was asked by Samplan: the round says that it was read from a document. Whom the tables name and the county does
not know is left out and told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from samplan.actors.models import Body, BodyKind
from samplan.actors.shapes import Sentences
from samplan.documents.folding import fold
from samplan.followup import catalogue, rules
from samplan.followup.actions.questions import drafts_of, own_drafts, rows_of
from samplan.followup.freezing import freeze
from samplan.followup.models import Answer, Asked, AskedQuestion, Closing, Consent, Correction, Round, Statement
from samplan.followup.old_documents import OldBlock
from samplan.followup.old_gaps import OldGap, OldGaps, of_year, old_gaps
from samplan.followup.shapes import QuestionDraft, RoundState
from samplan.plans.models import OtherBlock, Plan

GAP = "gap"


def lay_gaps(plan: Plan, document: str, otherwise: int) -> list[Round]:
    """The rounds that are new. otherwise: the year of a table that names none. Four queries, and 14 for each year.

    A year that has a gap round already keeps it; only one of this plan's documents that nobody has touched is made anew
    when more was read since.
    """
    rows = OtherBlock.objects.filter(plan=plan, removed_at=None).exclude(import_ref="")
    blocks = [OldBlock(b.kind, b.text, b.page, b.position) for b in rows.order_by("import_ref", "position", "pk")]
    if not any(b.kind == "table" for b in blocks):
        return []
    bodies = Body.objects.filter(county=plan.partnership.county)
    told = old_gaps(blocks, dict(bodies.values_list("name", "pk")), otherwise)
    together = bodies.filter(kind=BodyKind.REGION).values_list("pk", flat=True).first()
    there = {r.year: r for r in Round.objects.filter(partnership=plan.partnership, kind=GAP, area=None)}
    made = []
    for year in told.years:
        some = of_year(told, year)
        if together is None:
            some = replace(some, answers=tuple(a for a in some.answers if a.body is not None))
        if some.answers and year <= timezone.localdate().year and _gives_way(there.get(year), plan, some):
            made.append(_round(plan, document, year, some, together))
    return made


def untouched(plan: Plan) -> list[Round]:
    """The plan's rounds out of tables of documents that nobody has built on (five queries)."""
    rows = Round.objects.filter(
        plan=plan, kind__in=(GAP, "courses"), state=RoundState.CLOSED, frozen__has_key="document"
    )
    built: set[int | None] = set()
    for model in (Statement, Correction, Closing):
        built |= set(model.objects.filter(round__in=rows).values_list("round_id", flat=True))
    built |= set(Consent.objects.filter(asked__round__in=rows).values_list("asked__round_id", flat=True))
    return [row for row in rows if row.pk not in built]


def _gives_way(there: Round | None, plan: Plan, told: OldGaps) -> bool:
    if there is None:
        return True
    same = there.frozen.get("document", {}).get("told") == _told(told)
    if same or there.pk not in {row.pk for row in untouched(plan)}:
        return False
    there.delete()
    return True


def _told(told: OldGaps) -> list[list[Any]]:
    return [[a.measure, a.body, a.state, a.note] for a in told.answers]


def _round(plan: Plan, document: str, year: int, told: OldGaps, together: int | None) -> Round:
    now, last = timezone.now(), date(year, 12, 31)
    made = Round.objects.create(
        partnership=plan.partnership, plan=plan, kind=GAP, year=year, due=last, opened_at=now, closed_at=now
    )
    drafts = _questions(told.answers)
    AskedQuestion.objects.bulk_create(rows_of(made, list(drafts.values())))
    wanted = [(together if a.body is None else a.body, a.body is None) for a in told.answers]
    Asked.objects.bulk_create(
        Asked(round=made, body_id=body, joint=joint) for body, joint in dict.fromkeys(wanted) if body is not None
    )
    codes = dict(AskedQuestion.objects.filter(round=made).values_list("code", "pk"))
    rows = Asked.objects.filter(round=made).values_list("body_id", "joint", "pk")
    asked = {None if joint else body: pk for body, joint, pk in rows}
    saved = timezone.make_aware(datetime.combine(last, time(12)))
    Answer.objects.bulk_create(
        Answer(
            asked_id=asked[one.body],
            question_id=codes[drafts[one.measure.casefold()].code],
            choice=one.state,
            text="" if rules.has_identity_number(one.note) else one.note,
            version=1,
            saved_at=saved,
        )
        for one in told.answers
    )
    made.state, made.frozen = RoundState.CLOSED, freeze(made) | {"document": _document(plan, document, told)}
    made.save(update_fields=["state", "frozen"])
    return made


def _document(plan: Plan, document: str, told: OldGaps) -> dict[str, Any]:
    """Where it was read: places are of the tables."""
    places = dict.fromkeys((a.page, a.position) for a in told.answers)
    return {
        "name": document,
        "plan": str(plan),
        "read_on": timezone.localdate().isoformat(),
        "places": [{"page": page, "position": position} for page, position in places],
        "left_out": list(told.unknown),
        "told": _told(told),
    }


def _questions(answers: Sequence[OldGap]) -> dict[str, QuestionDraft]:
    """A question for each measure, by its words; the catalogue's where the words are the same."""
    kind = next(k for k in catalogue.kinds() if k.code == GAP)
    known = {_key(words): q.code for q in kind.questions for words in (q.short.sv, q.text.sv)}
    found: dict[str, QuestionDraft] = {}
    for one in answers:
        code = known.get(_key(one.measure))
        drafts = drafts_of(kind, [code], {}) if code else own_drafts(kind, [one.measure])
        for draft in drafts[:1]:
            if not any(d.code == draft.code for d in found.values()):
                part = Sentences(sv=one.part, en=one.part) if one.part and not code else draft.part
                found.setdefault(one.measure.casefold(), replace(draft, part=part))
            else:
                found.setdefault(one.measure.casefold(), next(d for d in found.values() if d.code == draft.code))
    return found


def _key(words: str) -> str:
    return fold(words).casefold().rstrip(" .:")
