"""A closed round's statements with their sources, drafts, and who may be named: a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, When
from django.utils import timezone

from samplan.actors.models import BodyKind, Partnership
from samplan.actors.shapes import Sentences
from samplan.followup.catalogue import quantified
from samplan.followup.compiling import (
    by_name,
    cells_tell_no_more,
    compiling,
    digest_of,
    drafts_of,
    names_tell_no_more,
    said_with,
)
from samplan.followup.freezing import question_value
from samplan.followup.models import (
    Answer,
    Asked,
    AskedQuestion,
    Consent,
    Correction,
    NameChoice,
    Round,
    Statement,
    StatementSource,
    StatementTag,
)
from samplan.followup.naming import NameSaid, Naming, naming_of
from samplan.followup.queries.frozen import question_of
from samplan.followup.shapes import (
    Choice,
    Compilation,
    ConsentLine,
    Given,
    Question,
    SourceAnswer,
    StatementOrigin,
    StatementView,
    Tag,
    TagKind,
)
from samplan.plans.models import Area, FrameworkNode, Plan, PlanFocusArea
from samplan.plans.queries import framework_choices
from samplan.plans.shapes.tags import FrameworkChoice
from samplan.plans.shapes.versions import PlanType

TOO_FEW = Sentences(
    sv="Namnen visas inte: de som inte vill nämnas skulle gå att räkna ut.",
    en="No names are shown: those who do not want to be named could be worked out.",
)
ALL_SAY = Sentences(
    sv="Namnen visas inte: alla säger det, och de som inte vill nämnas är så få att de skulle märkas.",
    en="No names are shown: all say it, and those who do not want to be named are so few that they would be noticed.",
)
NOBODY = Sentences(sv="Ingen av dem har sagt ja till att nämnas.", en="None of them has consented to being named.")


@dataclass(frozen=True, slots=True)
class RoundAnswers:
    """All that a round's statements are made of.

    bodies: names by who was asked, in Swedish order, none of them joint; body_ids: the bodies' own ids. sources: of
    all its statements.
    """

    round: Round
    bodies: dict[int, str]
    body_ids: dict[int, int]
    noun: str
    questions: tuple[Question, ...]
    by_id: dict[int, Question]
    answers: dict[tuple[int, str], Given]
    corrected: frozenset[tuple[int, int]]
    consents: dict[int, Consent]
    sources: tuple[StatementSource, ...]
    naming: Naming

    def given(self, asked: int, code: str) -> Given | None:
        """An answer that says something."""
        return self.answers.get((asked, code))


def round_answers(round_: Round) -> RoundAnswers:
    """The round's bodies, questions, answers as they stand today, corrections, consents and sources (seven queries)."""
    asked = list(Asked.objects.filter(round=round_, joint=False).select_related("body"))
    asked.sort(key=lambda a: by_name(a.body.name))
    rows = list(AskedQuestion.objects.filter(round=round_))
    questions = [question_of(question_value(q), q.pk) for q in rows]
    codes = {q.pk: q.code for q in rows}
    answers = {
        (a.asked_id, codes[a.question_id]): Given(
            a.choice, a.text, timezone.localtime(a.saved_at).date(), a.nothing_new, a.version, a.more
        )
        for a in Answer.objects.filter(asked__round=round_, asked__joint=False)
        if a.choice or a.text.strip() or a.more
    }
    municipal = all(a.body.kind == BodyKind.MUNICIPALITY for a in asked)
    corrected = Correction.objects.filter(round=round_).values_list("asked_id", "question_id")
    consents = {c.asked_id: c for c in Consent.objects.filter(asked__round=round_)}
    sources = tuple(StatementSource.objects.filter(statement__round=round_))
    return RoundAnswers(
        round=round_,
        bodies={a.pk: a.body.name for a in asked},
        body_ids={a.pk: a.body_id for a in asked},
        noun="municipality" if municipal and asked else "other",
        questions=tuple(questions),
        by_id={q.id: q for q in questions},
        answers=answers,
        corrected=frozenset((a, q) for a, q in corrected if a is not None and q is not None),
        consents=consents,
        sources=sources,
        naming=_naming_in(round_, consents, [(s, codes[s.question_id]) for s in sources if s.question_id in codes]),
    )


def _naming_in(round_: Round, consents: dict[int, Consent], sources: Iterable[tuple[StatementSource, str]]) -> Naming:
    """Who may be named where, from consents and what was said of single statements (one query)."""
    choices = NameChoice.objects.filter(asked__round=round_)
    return naming_of(
        {asked: (c.names, c.at) for asked, c in consents.items()},
        [NameSaid(c.statement_id, c.asked_id, c.names, frozenset(c.codes), c.at) for c in choices],
        [(s.statement_id, s.asked_id, code) for s, code in sources if not s.against],
    )


def statements_of(told: RoundAnswers) -> tuple[StatementView, ...]:
    """The round's statements in order (two queries)."""
    made_of: dict[int, list[StatementSource]] = defaultdict(list)
    for source in told.sources:
        made_of[source.statement_id].append(source)
    rows = Statement.objects.filter(round=told.round).prefetch_related("tags")
    return tuple(_view(row, made_of[row.pk], told) for row in rows)


def _view(row: Statement, made_of: Iterable[StatementSource], told: RoundAnswers) -> StatementView:
    sources = [s for s in (_source(s, told) for s in made_of) if s is not None]
    sources.sort(key=lambda s: (by_name(s.body), s.question.number))
    says = tuple(s for s in sources if not s.against)
    behind = list(dict.fromkeys(s.asked_id for s in says))
    compiled = row.origin == StatementOrigin.COMPILED
    n, asked = len(behind), len(told.bodies)
    written = Sentences(sv=row.written_count, en=row.written_count)
    words = quantified(n, asked, told.noun) if compiled else written
    named, why = _named(row, says, told) if compiled else ((), None)
    digest = digest_of(
        ((s.asked_id, s.question.code, s.against, s.given) for s in sources),
        ((asked, code, given.choice) for (asked, code), given in told.answers.items()),
    )
    return StatementView(
        id=row.pk,
        number=row.number,
        origin=StatementOrigin(row.origin),
        text=row.text,
        proposed=row.proposed,
        said=said_with(row.text, words),
        words=words,
        n=n if compiled else None,
        asked=asked,
        show_names=row.show_names,
        named=named,
        withheld=n - len(named),
        names_why=why,
        sources=says,
        against=tuple(s for s in sources if s.against),
        tags=tuple(_tag(t) for t in row.tags.all()),
        changed=compiled and digest != row.digest,
        place=row.place,
        version=row.version,
    )


def _source(row: StatementSource, told: RoundAnswers) -> SourceAnswer | None:
    asked, question = row.asked_id, told.by_id.get(row.question_id)
    if question is None or asked not in told.bodies:
        return None
    given = told.given(asked, question.code)
    return SourceAnswer(
        asked_id=asked,
        body=told.bodies[asked],
        question=question,
        given=given,
        chosen=question.choice(given.choice) if given else None,
        against=row.against,
        corrected=(asked, question.id) in told.corrected,
    )


def _named(
    row: Statement, says: tuple[SourceAnswer, ...], told: RoundAnswers
) -> tuple[tuple[str, ...], Sentences | None]:
    """The names that may be shown, and why none is."""
    if not row.show_names:
        return (), None
    behind, naming = list(dict.fromkeys(s.asked_id for s in says)), told.naming
    willing = [a for a in behind if naming.with_statement(row.pk, a)]
    if not willing:
        return (), NOBODY
    # Whoever was not asked has said nothing, and everybody may know that: they hide nobody.
    questions = {s.question.id: s.question for s in says}.values()
    codes = frozenset(q.code for q in questions)
    asked = [a for a in told.bodies if any(q.asked_of(told.body_ids[a]) for q in questions)]
    unwilling = [a for a in asked if not naming.known(a, codes)]
    guarded = any(_guarded(a, says, told) for a in asked)
    if guarded and len(behind) == len(asked) and len(unwilling) < compiling().names.candidates:
        return (), ALL_SAY
    said = {a: "says" if a in behind else "" for a in asked}
    known = sum(naming.known(a, codes) for a in behind)
    safe = names_tell_no_more(asked=len(asked), said=len(behind), named=known) and cells_tell_no_more(
        list(said.values()), [said[a] for a in unwilling]
    )
    if guarded and not safe:
        return (), TOO_FEW
    return tuple(told.bodies[a] for a in willing), None


def _guarded(asked: int, says: tuple[SourceAnswer, ...], told: RoundAnswers) -> bool:
    """Whether readers may not learn of a body if it says this.

    It says it by one of its answers: then one that may be known is enough. Of who does not say it every answer to the
    questions must be one that may be known: it may let its name stand beside one and not beside another.
    """
    own = frozenset(s.question.code for s in says if s.asked_id == asked)
    if own:
        return not told.naming.known(asked, own)
    theirs = {s.question.code for s in says if s.question.asked_of(told.body_ids[asked])}
    return not all(told.naming.known(asked, frozenset({code})) for code in theirs)


def _tag(row: StatementTag) -> Tag:
    return Tag(
        kind=TagKind(row.kind),
        name=row.name,
        number=row.number,
        node_id=row.node_id,
        area_id=row.area_id,
        first=row.first,
        framework=row.framework,
    )


def compilation_of(round_: Round) -> Compilation:
    """A closed round's statements, drafts and consents (nine queries however large it is)."""
    told = round_answers(round_)
    statements = statements_of(told)
    made = [
        (s.question.code, s.given.choice if s.given and s.question.choices else "")
        for statement in statements
        for s in statement.sources
    ]
    return Compilation(
        round_id=round_.pk,
        year=round_.year,
        asked=len(told.bodies),
        statements=statements,
        drafts=drafts_of(told.questions, told.answers, made),
        consents=tuple(_consent(pk, name, told.consents.get(pk)) for pk, name in told.bodies.items()),
        closed_on=timezone.localtime(round_.closed_at).date() if round_.closed_at else None,
    )


def _consent(pk: int, name: str, row: Consent | None) -> ConsentLine:
    if row is None:
        return ConsentLine(pk, name, names=False, at=None)
    return ConsentLine(pk, name, names=row.names, at=row.at, note=row.note)


def answers_by_question(
    round_: Round,
) -> list[tuple[Question, list[tuple[int, str, Given | None, Choice | None]]]]:
    """Each question of a closed round with every body's answer as it stands today, by name (seven queries).

    Of each body: the id of who was asked, its name, the answer, and what it chose.
    """
    told = round_answers(round_)
    found = []
    for question in told.questions:
        rows = []
        for asked, name in told.bodies.items():
            given = told.given(asked, question.code)
            rows.append((asked, name, given, question.choice(given.choice) if given else None))
        found.append((question, rows))
    return found


def consents_of(round_: Round) -> list[ConsentLine]:
    """Who lets itself be named, of all who were asked, by name (two queries)."""
    asked = Asked.objects.filter(round=round_, joint=False).select_related("body")
    rows = {c.asked_id: c for c in Consent.objects.filter(asked__round=round_)}
    return sorted((_consent(a.pk, a.body.name, rows.get(a.pk)) for a in asked), key=lambda c: by_name(c.body))


def consent_of(asked_id: int) -> ConsentLine | None:
    """Whether the body that was asked lets its name be shown; None where it has not said (one query)."""
    row = Consent.objects.filter(asked=asked_id).select_related("asked__body").first()
    return _consent(row.asked_id, row.asked.body.name, row) if row else None


def plan_of_year(partnership: Partnership, year: int) -> Plan | None:
    """The county's plan that a year's follow-up is about: one that held then, the newest first (one query).

    Not a body's own plan, and a strategy or programme only where there is no county-joint plan.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    began, ended = Q(valid_from=None) | Q(valid_from__lte=last), Q(valid_to=None) | Q(valid_to__gte=first)
    found = Plan.objects.filter(began, ended, partnership=partnership, removed_at=None, owner=None)
    others_last = Case(When(type=PlanType.COUNTY, then=0), default=1)
    return (
        found.select_related("partnership__county", "county")
        .order_by(others_last, F("valid_from").desc(nulls_last=True), "-pk")
        .first()
    )


def tag_choices(partnership: Partnership, year: int) -> list[Tag]:
    """What a statement may be tagged with: the plan's focus areas and areas, perspectives, and any framework's nodes.

    Seven queries.
    """
    plan = plan_of_year(partnership, year)
    nodes = (t for framework in frameworks_to_tag(plan) for t in framework_tags(framework))
    return [*(_plan_tags(plan) if plan else ()), *_perspectives(), *nodes]


def frameworks_to_tag(plan: Plan | None) -> list[FrameworkChoice]:
    """The county's frameworks that answers and statements can be tagged with, beside focus areas and perspectives.

    Three queries; none without a plan.
    """
    if plan is None:
        return []
    focus = PlanFocusArea.objects.filter(plan=plan, removed_at=None, node__isnull=False)
    apart = {compiling().perspectives, *focus.values_list("node__framework__code", flat=True)}
    return [f for f in framework_choices(plan) if f.code not in apart]


def framework_tags(framework: FrameworkChoice) -> list[Tag]:
    """The nodes of a framework as tags, by what they are called today. Pure."""
    return [
        Tag(TagKind.FRAMEWORK, node.name, node.number, node_id=node.id, framework=framework.name)
        for node in framework.nodes
    ]


def focus_tags(plan: Plan | None) -> list[Tag]:
    """The plan's focus areas (one query)."""
    rows = PlanFocusArea.objects.filter(plan=plan, removed_at=None).order_by("number") if plan else ()
    return [Tag(TagKind.FOCUS, f.title, str(f.number), node_id=f.node_id) for f in rows]


def _plan_tags(plan: Plan) -> Iterable[Tag]:
    yield from focus_tags(plan)
    for area in Area.objects.filter(plan=plan, removed_at=None).order_by("order", "pk"):
        yield Tag(TagKind.AREA, area.title, area.number, area_id=area.pk)


def _perspectives() -> Iterable[Tag]:
    nodes = FrameworkNode.objects.filter(framework__code=compiling().perspectives).order_by("order", "pk")
    for node in nodes:
        yield Tag(TagKind.PERSPECTIVE, node.name, node_id=node.pk)


def statement_in(round_: Round, statement_id: int) -> Statement | None:
    """A statement of the round."""
    return Statement.objects.filter(pk=statement_id, round=round_).first()


def by_focus(statements: Iterable[StatementView]) -> list[tuple[Tag | None, list[StatementView]]]:
    """Statements under the tag that they stand under: focus areas in their order, then nodes of other frameworks.

    Those without one come last.
    """
    groups: dict[tuple[str, str, str], tuple[Tag | None, list[StatementView]]] = {}
    found: dict[tuple[str, str, str], list[StatementView]] = defaultdict(list)
    for statement in statements:
        tag = statement.focus
        key = (tag.framework, tag.number.zfill(4), tag.name) if tag else ("\uffff", "", "")
        found[key].append(statement)
        groups[key] = (tag, found[key])
    return [groups[key] for key in sorted(groups)]
