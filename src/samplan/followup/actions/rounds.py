"""Opening a round with its questions and those who are asked, moving its last day, closing it, opening it again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from samplan.actors.models import Body, Partnership
from samplan.actors.rules import Actor
from samplan.actors.shapes import Sentences
from samplan.followup import catalogue, freezing, rules
from samplan.followup.actions.events import leave_event
from samplan.followup.actions.questions import as_before, drafts_of, narrowed, own_drafts, rows_of
from samplan.followup.languages import FIRST, languages_of
from samplan.followup.models import Asked, AskedQuestion, Closing, Contact, Round
from samplan.followup.queries.compiled import focus_tags, frameworks_to_tag, plan_of_year
from samplan.followup.queries.drafting import from_plan
from samplan.followup.queries.frozen import questions_before
from samplan.followup.rules import NotTaken
from samplan.followup.shapes import RoundState
from samplan.plans.models import Area, Plan


@transaction.atomic
def open_round(
    *,
    by: Actor,
    partnership: Partnership,
    kind: str,
    year: int,
    due: date,
    asked: Mapping[int, Sequence[str]],
    questions: Sequence[str],
    own_questions: Sequence[str] = (),
    plan_id: int | None = None,
    way: str = "",
    written: str = "",
    challenges: bool = False,
    tag_with: Collection[str] = (),
    targets: Mapping[str, int] | None = None,
    joint: tuple[int, Sequence[str]] | None = None,
    head: tuple[int | None, str] | None = None,
    area_id: int | None = None,
    at: datetime | None = None,
) -> Round:
    """Open a round. asked: the addresses of each body, by its id. questions: codes of the kind's own.

    own_questions: the county's, in words; the same words are the same question in another year. plan_id: the plan whose
    areas, activities or funds are asked about, way: by which kind of answer, "-" for not at all. written: by which kind
    of answer the follow-up questions that stand in the plan are asked, "" for not at all; challenges: whether its
    challenge questions are. targets: numbers to reach in the year, by code. joint: a body that answers for all
    together, and where. head: a body that is told of silence, and where. area_id: the area that it is about, of kinds
    that somebody who answers for an area may ask. tag_with: codes of frameworks that answers can be tagged with beside
    the focus areas, in kinds that have tags. at: when it was opened, for a round of the past.

    Raises NotAllowed, and NotTaken with nothing made.
    """
    rules.check_can_follow_up_area(by, partnership, area_id)
    found, area = catalogue.kind(kind), _area(partnership, area_id)
    if found is None or (area is not None and not found.of_area):
        raise _no(sv="Det slaget av uppföljning finns inte.", en="There is no such kind of follow-up.")
    if Round.objects.filter(partnership=partnership, kind=kind, year=year, area=area).exists():
        raise _no(
            sv=f"Det finns redan en uppföljning av det slaget för {year}.", en=f"There is one of that kind for {year}."
        )
    plan_id = area.plan_id if area else plan_id
    plan = Plan.objects.filter(pk=plan_id, partnership=partnership, removed_at=None).first() if plan_id else None
    round_ = Round.objects.create(
        partnership=partnership, kind=kind, year=year, plan=plan, area=area, due=due, opened_at=at or timezone.now()
    )
    planned = as_before(from_plan(found, plan, way, written, challenges=challenges).drafts, questions_before(round_))
    wanted = [*drafts_of(found, set(questions), targets or {}), *own_drafts(found, own_questions)]
    if area is not None:
        wanted = [replace(d, item="area", item_id=area.pk, area_id=area.pk) for d in wanted]
    about = (plan or plan_of_year(partnership, year)) if found.tagged else None
    frameworks = [f for f in frameworks_to_tag(about) if f.code in tag_with] if tag_with else []
    made = rows_of(round_, narrowed([*planned, *wanted], asked), focus_tags(about), frameworks)
    if not made:
        raise _no(sv="Välj minst en fråga.", en="Choose at least one question.")
    AskedQuestion.objects.bulk_create(made)
    _ask(round_, asked, joint if found.joint else None, head)
    leave_event(by, round_, "open_round", {"kind": kind, "year": year, "asked": len(asked), "questions": len(made)})
    return round_


def _area(partnership: Partnership, area_id: int | None) -> Area | None:
    """The area of one of the county's joint plans that a round is about. Raises NotTaken for another."""
    if area_id is None:
        return None
    found = Area.objects.filter(pk=area_id, plan__partnership=partnership, plan__owner=None, removed_at=None).first()
    if found is None:
        raise _no(sv="Området finns inte längre i planen.", en="The area is no longer in the plan.")
    return found


def _no(*, sv: str, en: str) -> NotTaken:
    return NotTaken(Sentences(sv=f"{sv} Inget har sparats.", en=f"{en} Nothing was saved."))


def _ask(
    round_: Round,
    asked: Mapping[int, Sequence[str]],
    joint: tuple[int, Sequence[str]] | None,
    head: tuple[int | None, str] | None,
) -> None:
    """Those who are asked, each with at least one address. Five queries however many they are."""
    if not asked:
        raise _no(sv="Välj minst en av länets organisationer.", en="Choose at least one of the county's bodies.")
    told = [(body, emails, False) for body, emails in asked.items()]
    if joint is not None:
        told.append((*joint, True))
    wanted = {body for body, _emails, _joint in told}
    bodies = Body.objects.filter(county_id=round_.partnership.county_id).in_bulk(list(wanted))
    if len(bodies) != len(wanted):
        raise _no(sv="Välj bara bland länets organisationer.", en="Choose among the county's bodies alone.")
    addresses = {(body, is_joint): tidy(emails) for body, emails, is_joint in told}
    for (body, _joint), emails in addresses.items():
        check_emails(bodies[body].name, emails)
    head_body, head_email = head or (None, "")
    if head_email:
        check_emails(head_email, tidy([head_email]))
    languages = languages_of([e for emails in addresses.values() for e in emails])
    Asked.objects.bulk_create(
        Asked(round=round_, body_id=body, joint=is_joint, head_id=head_body, head_email=head_email.strip().lower())
        for body, is_joint in addresses
    )
    rows = {(body, is_joint): pk for pk, body, is_joint in _rows(round_)}
    Contact.objects.bulk_create(
        new_contact(rows[key], email, round_.due, languages.get(email, FIRST))
        for key, emails in addresses.items()
        for email in emails
    )


def _rows(round_: Round) -> list[tuple[int, int, bool]]:
    return list(Asked.objects.filter(round=round_).values_list("pk", "body_id", "joint"))


def tidy(emails: Sequence[str]) -> list[str]:
    """Each address once, as it is kept."""
    return list(dict.fromkeys(e.strip().lower() for e in emails if e.strip()))


def new_contact(asked_id: int, email: str, due: date, language: str = FIRST) -> Contact:
    """A contact with a fresh link, not yet kept."""
    return Contact(asked_id=asked_id, email=email, language=language, key=new_key(), until=until_of(due))


def until_of(due: date) -> date:
    """The last day on which links hold."""
    return due + timedelta(days=catalogue.rounds().days_after_due)


def new_key() -> str:
    """What a link must name; nobody can guess it."""
    return get_random_string(24)


def check_emails(body: str, emails: Sequence[str]) -> None:
    """Raises NotTaken for none, or for one that is no address."""
    if not emails:
        raise _no(sv=f"Skriv en e-postadress för {body}, eller bocka ur.", en=f"Write an address for {body}.")
    for email in emails:
        try:
            validate_email(email)
        except ValidationError as error:
            raise _no(sv=f"”{email}” är ingen e-postadress.", en=f"“{email}” is no e-mail address.") from error


@transaction.atomic
def close_round(*, by: Actor, round_id: int, at: datetime | None = None) -> Round:
    """Close a round: no more answers, and all of it frozen within the row. A handful of queries, whatever its size.

    at: when it was closed, for a round of the past. Raises NotAllowed, and RoundIsClosed for one that is.
    """
    round_ = Round.objects.select_related("partnership__county").get(pk=round_id)
    rules.check_can_run(by, round_)
    round_.state = Round.objects.select_for_update(no_key=True).get(pk=round_id).state
    rules.check_open(round_)
    # Whoever saves an answer holds its body: all are waited for, and whoever comes later finds the round closed.
    list(Asked.objects.select_for_update(no_key=True).filter(round=round_).values_list("pk"))
    round_.frozen = freezing.freeze(round_)
    round_.state, round_.closed_at = RoundState.CLOSED, at or timezone.now()
    round_.save(update_fields=["frozen", "state", "closed_at"])
    leave_event(by, round_, "close_round", {"bodies": len(round_.frozen["bodies"])})
    return round_


@transaction.atomic
def reopen_round(*, by: Actor, round_id: int, reason: str, due: date, at: datetime | None = None) -> Round:
    """Open a closed round again, and say why. What was frozen stays, and can be read as that closing.

    due: the new last day; links hold from it. Raises NotAllowed, and NotTaken for a round that is open or no reason.
    """
    round_ = Round.objects.select_related("partnership__county").get(pk=round_id)
    rules.check_can_run(by, round_)
    round_.state = Round.objects.select_for_update(no_key=True).get(pk=round_id).state
    rules.check_closed(round_)
    reason = rules.check_reason(reason)
    if round_.closed_at is None:
        raise LookupError("a closed round has a time")
    number = Closing.objects.filter(round=round_).count() + 1
    moment = at or timezone.now()
    Closing.objects.create(
        round=round_,
        number=number,
        closed_at=round_.closed_at,
        frozen=round_.frozen,
        reopened_at=moment,
        reason=reason,
    )
    round_.state = RoundState.OPEN
    round_.save(update_fields=["state"])
    _move(round_, due)
    leave_event(by, round_, "reopen_round", {"closing": number, "reason": reason, "due": due.isoformat()})
    return round_


@transaction.atomic
def prolong_round(*, by: Actor, round_id: int, due: date) -> Round:
    """Move the last day of an open round; links hold longer by it. Raises NotAllowed, RoundIsClosed and NotTaken."""
    round_ = Round.objects.select_related("partnership__county").get(pk=round_id)
    rules.check_can_run(by, round_)
    rules.check_open(round_)
    if due <= round_.due:
        raise _no(sv="Den nya dagen måste ligga efter den som gäller.", en="The new day must lie after the old one.")
    before = round_.due
    _move(round_, due)
    leave_event(by, round_, "prolong_round", {"before": before.isoformat(), "due": due.isoformat()})
    return round_


def _move(round_: Round, due: date) -> None:
    """Give a round another last day; whoever's link has not been ended keeps it so much longer."""
    round_.first_due, round_.due = round_.first_due or round_.due, due
    round_.save(update_fields=["first_due", "due"])
    Contact.objects.filter(asked__round=round_, revoked_at=None).update(until=until_of(due))
