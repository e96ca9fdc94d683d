"""History that begins at the first import: follow-ups of an old document become closed rounds of their years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.rules import Actor
from samplan.followup import catalogue, rules
from samplan.followup.actions.count_history import lay_counts
from samplan.followup.actions.gap_history import lay_gaps, untouched
from samplan.followup.freezing import FORMAT
from samplan.followup.models import Closing, Round, Statement, StatementTag
from samplan.followup.old_documents import OldBlock, OldStatement, municipal_statements, year_of
from samplan.followup.shapes import RoundState, StatementOrigin, TagKind
from samplan.plans.catalogue import attainment_label
from samplan.plans.models import Area, AreaTag, FollowUp, Goal, OtherBlock, Plan, PlanFocusArea

Place = dict[str, Any]


@transaction.atomic
def lay_history(*, by: Actor, plan: Plan) -> list[Round]:
    """Make closed rounds of what a plan's old documents told: one for each year, with texts, judgements, statements.

    Of every round nothing is asked and nobody answers; what it says is frozen with its place in the document. A round
    of this plan is made anew when more of the document has come into the plan and nobody has built on it;
    others that are there already are left alone. Gap tables and counts become rounds too. Returns the rounds that
    are new. Raises NotAllowed. Queries: a fixed number, and six for each year, 14 for one with a gap table or
    with courses.
    """
    rules.check_can_follow_up(by, plan.partnership)
    plan = (
        Plan.objects.select_for_update(no_key=True, of=("self",)).select_related("partnership__county").get(pk=plan.pk)
    )
    code = catalogue.rounds().read_from_document.code
    there = {r.year: r for r in Round.objects.filter(partnership=plan.partnership, kind=code)}
    told = _Told(plan)
    made = [told.round(year, code) for year in told.years() if told.gives_way(there.get(year), code)]
    made += lay_gaps(plan, told.document_of_blocks, told.year)
    made += lay_counts(plan, told.document_of_blocks, told.year)
    for round_ in made:
        audit.record(
            by=by,
            verb="lay_history",
            object_kind="round",
            object_id=round_.pk,
            partnership_id=plan.partnership_id,
            data={"plan": plan.pk, "year": round_.year},
        )
    return made


@transaction.atomic
def drop_history(*, by: Actor, plan: Plan) -> int:
    """Take away the rounds that were read from a plan's documents, when the import is undone. Returns how many went.

    A round in which somebody has changed a statement or put anything right, or that was opened again, stays. Raises
    NotAllowed.
    """
    rules.check_can_follow_up(by, plan.partnership)
    rows = Round.objects.filter(plan=plan, kind=catalogue.rounds().read_from_document.code)
    touched = set(Statement.objects.filter(round__in=rows, version__gt=1).values_list("round_id", flat=True))
    touched |= set(Closing.objects.filter(round__in=rows).values_list("round_id", flat=True))
    gone = [*rows.exclude(pk__in=touched), *untouched(plan)]
    for round_ in gone:
        audit.record(
            by=by,
            verb="drop_history",
            object_kind="round",
            object_id=round_.pk,
            partnership_id=round_.partnership_id,
            data={"plan": plan.pk, "year": round_.year},
        )
        round_.delete()
    return len(gone)


class _Told:
    """What a plan's documents told of follow-up, by year. Only what was read: what people wrote is no history."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        rows = FollowUp.objects.filter(area__plan=plan, removed_at=None).exclude(import_ref="")
        followups = list(rows.select_related("area").order_by("area__order", "area_id", "order", "pk"))
        self.focus = list(PlanFocusArea.objects.filter(plan=plan, removed_at=None).order_by("number"))
        blocks = OtherBlock.objects.filter(plan=plan, area=None, removed_at=None).exclude(import_ref="")
        self.blocks = list(blocks.order_by("order", "pk"))
        named = [(f.number, f.title) for f in self.focus]
        self.statements = municipal_statements([_block(b) for b in self.blocks], named)
        self.document = next((r.source_document for r in [*followups, *self.blocks] if r.source_document), "")
        self.document_of_blocks = self.document or _document(plan)
        self.year = self._year(followups)
        self.followups: dict[int, list[FollowUp]] = defaultdict(list)
        for row in followups:
            # A text without a year belongs to the year that the area, or else the document, was followed up in.
            years = [f.year for f in followups if f.area_id == row.area_id and f.year]
            self.followups[row.year or max(years, default=self.year)].append(row)

    def _year(self, followups: Sequence[FollowUp]) -> int:
        """The year of the document: most of its follow-ups', else the one that its texts name, else the plan's."""
        years = [f.year for f in followups if f.year]
        if years:
            return max(set(years), key=lambda y: (years.count(y), y))
        first = self.plan.valid_from.year if self.plan.valid_from else timezone.localdate().year
        return year_of([b.text for b in self.blocks] if self.statements else [], first)

    def years(self) -> list[int]:
        """The years that something is told of, the earliest first."""
        own = [self.year] if self.statements else []
        return sorted({*self.followups, *own})

    def gives_way(self, there: Round | None, code: str) -> bool:
        """Whether a year may be laid: nothing is there, or a round of this plan that says less and is unchanged."""
        if there is None:
            return True
        rows = list(Statement.objects.filter(round=there).order_by("number"))
        statements = self.statements if there.year == self.year else []
        same = [r.proposed for r in rows] == [s.text for s in statements]
        now = self._frozen(there.year, code)
        same = same and {k: there.frozen.get(k) for k in ("followups", "attainments")} == {
            k: now[k] for k in ("followups", "attainments")
        }
        built = any(r.version > 1 for r in rows) or Closing.objects.filter(round=there).exists()
        if there.plan_id != self.plan.pk or same or built:
            return False
        there.delete()
        return True

    def round(self, year: int, code: str) -> Round:
        """A closed round of one year, with its statements if they are that year's."""
        statements = self.statements if year == self.year else []
        now = timezone.now()
        made = Round.objects.create(
            partnership=self.plan.partnership,
            plan=self.plan,
            kind=code,
            year=year,
            state=RoundState.CLOSED,
            due=date(year, 12, 31),
            opened_at=now,
            closed_at=now,
            frozen=self._frozen(year, code),
        )
        rows = [self._statement(made, n, one) for n, one in enumerate(statements, start=1)]
        Statement.objects.bulk_create(rows)
        by_number = dict(Statement.objects.filter(round=made).values_list("number", "pk"))
        nodes = {f.number: f.node_id for f in self.focus}
        StatementTag.objects.bulk_create(
            StatementTag(
                statement_id=by_number[n],
                kind=TagKind.FOCUS,
                number=str(one.focus[0]),
                name=one.focus[1],
                node_id=nodes.get(one.focus[0]),
                first=True,
            )
            for n, one in enumerate(statements, start=1)
        )
        return made

    def _statement(self, round_: Round, number: int, one: OldStatement) -> Statement:
        return Statement(
            round=round_,
            number=number,
            origin=StatementOrigin.DOCUMENT,
            proposed=one.text,
            text=one.text,
            written_count=one.written_count,
            place={"document": self.document, "page": one.page, "position": one.position},
            changed_at=round_.opened_at,
        )

    def _frozen(self, year: int, code: str) -> dict[str, Any]:
        """The round as one value: no questions and no bodies, but texts and judgements with their places."""
        areas = {row.area_id: row.area for row in self.followups.get(year, [])}
        tags = dict(AreaTag.objects.filter(area__in=areas, order=0).values_list("area_id", "number"))
        return {
            "format": FORMAT,
            "kind": code,
            "year": year,
            "county": self.plan.partnership.county.name,
            "due": date(year, 12, 31).isoformat(),
            "questions": [],
            "bodies": [],
            "document": {"name": self.document, "plan": str(self.plan), "read_on": timezone.localdate().isoformat()},
            "followups": [_followup(row, tags.get(row.area_id)) for row in self.followups.get(year, [])],
            "attainments": self._attainments(list(areas.values())) if year == self.year else [],
        }

    def _attainments(self, areas: list[Area]) -> list[dict[str, Any]]:
        """How far goals were attained, of areas as a whole and of single goals, with the document's own words."""
        told = [_attained(a, "area", a.title, a.goal_status, a.goal_status_written) for a in areas if a.goal_status]
        goals = Goal.objects.filter(area__in=[a.pk for a in areas], removed_at=None).exclude(import_ref="")
        judged = goals.exclude(attainment="").select_related("area")
        return told + [_attained(g.area, "goal", g.text, g.attainment, g.attainment_written) for g in judged]


def _document(plan: Plan) -> str:
    """The document that a plan's other blocks came from, "" for none."""
    rows = OtherBlock.objects.filter(plan=plan, removed_at=None).exclude(source_document="")
    return rows.order_by("pk").values_list("source_document", flat=True).first() or ""


def _block(row: OtherBlock) -> OldBlock:
    return OldBlock(row.kind, row.text, row.page, row.position)


def _place(row: FollowUp) -> Place:
    return {"document": row.source_document, "page": row.source_page, "position": row.source_position}


def _followup(row: FollowUp, focus: int | None) -> dict[str, Any]:
    area = row.area
    return {
        "area": area.pk,
        "slug": area.slug,
        "number": area.number,
        "title": area.title,
        "focus": focus,
        "heading": row.heading,
        "text": row.text,
        "place": _place(row),
    }


def _attained(area: Area, kind: str, text: str, value: str, written: str) -> dict[str, Any]:
    label = attainment_label(value)
    return {
        "area": area.pk,
        "number": area.number,
        "title": area.title,
        "kind": kind,
        "text": text,
        "value": value,
        "word": {"sv": label.sv, "en": label.en, "mark": label.mark} if label else None,
        "written": written,
    }
