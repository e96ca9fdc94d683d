"""Letters to those who are asked: kept first, claimed before they go, each at most once; and the links in them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from samplan.actors.models import Body
from samplan.actors.rules import Actor, check_can_administer_all
from samplan.followup import catalogue, rules
from samplan.followup.actions.events import leave_event
from samplan.followup.actions.rounds import check_emails, new_contact, new_key
from samplan.followup.catalogue import kind_name
from samplan.followup.languages import language_of
from samplan.followup.models import Answer, Asked, BadAddress, Contact, Letter, Round
from samplan.followup.progress import counted, progress_of
from samplan.followup.queries.frozen import round_before
from samplan.followup.queries.named import names_waiting
from samplan.followup.shapes import ContactPart, LetterSort, LetterToSend, Progress, RoundState


@transaction.atomic
def queue_letters(
    *, by: Actor, round_id: int, sort: str, asked_id: int | None = None, today: date | None = None
) -> int:
    """Put letters in the queue: the questions to those who have not got them, or a reminder to those who have.

    asked_id: to that body alone. Whoever is done is not reminded, nobody twice on a day, and nothing goes to an address
    that nobody has. Returns how many letters are new. Raises NotAllowed and RoundIsClosed.
    """
    round_ = Round.objects.select_related("partnership").get(pk=round_id)
    rules.check_can_run(by, round_)
    rules.check_open(round_)
    day = today or timezone.localdate()
    sort = LetterSort(sort)
    contacts = _answering(round_)
    if asked_id is not None:
        contacts = contacts.filter(asked=asked_id)
    if sort is LetterSort.REMIND:
        contacts = _to_remind(round_, contacts, day)
    else:
        contacts = contacts.exclude(pk__in=_written(round_))
    rows = [Letter(contact_id=pk, sort=sort, on=day) for pk in contacts.values_list("pk", flat=True)]
    # Two who press the button at once: the second one's rows meet the first one's and are left out.
    Letter.objects.bulk_create(rows, ignore_conflicts=True)
    leave_event(by, round_, "queue_letters", {"sort": sort.value, "letters": len(rows)})
    return len(rows)


def _answering(round_: Round) -> QuerySet[Contact]:
    """Those who answer for whole bodies by a link that holds, at addresses that somebody has."""
    bad = BadAddress.objects.values("email")
    found = Contact.objects.filter(asked__round=round_, revoked_at=None, part=ContactPart.ANSWERS)
    return found.exclude(email__in=bad)


def _written(round_: Round) -> list[int]:
    """Ids of the contacts who have got the questions (one query)."""
    found = Letter.objects.filter(contact__asked__round=round_, sort=LetterSort.ASK)
    return list(found.values_list("contact_id", flat=True))


def _to_remind(round_: Round, contacts: QuerySet[Contact], day: date) -> QuerySet[Contact]:
    """Those of them who have got the questions, are not done, and have got no letter today."""
    today_already = Letter.objects.filter(contact__asked__round=round_, on=day).values("contact_id")
    left = [pk for pk, (progress, _n) in progress_of([round_.pk]).items() if progress is not Progress.DONE]
    return contacts.filter(pk__in=_written(round_), asked__in=left).exclude(pk__in=today_already)


@transaction.atomic
def climb_ladder(*, by: Actor, round_id: int, today: date | None = None) -> int:
    """Put the letters in the queue that the round's ladder of reminders has today, by its kind. How many are new.

    Of steps that have been missed only the last one goes, and none from before somebody got the questions. Twelve
    queries at most. Raises NotAllowed and RoundIsClosed.
    """
    round_ = Round.objects.select_related("partnership").get(pk=round_id)
    rules.check_can_run(by, round_)
    rules.check_open(round_)
    kind, day = catalogue.kind(round_.kind), today or timezone.localdate()
    if kind is None:
        return 0
    new = _reminders(round_, kind, day)
    if kind.head is not None and day >= round_.due + timedelta(days=kind.head):
        new += _to_heads(round_, day)
    if new:
        leave_event(by, round_, "climb_ladder", {"letters": new})
    return new


def _reminders(round_: Round, kind: catalogue.KindEntry, day: date) -> int:
    passed = [step for n in kind.remind if (step := round_.due + timedelta(days=n)) <= day]
    if not passed:
        return 0
    step = max(passed)
    letters = Letter.objects.filter(contact__asked__round=round_)
    done = letters.filter(step=step).values("contact_id")
    in_time = letters.filter(sort=LetterSort.ASK, on__lt=step).values("contact_id")
    contacts = _to_remind(round_, _answering(round_).filter(pk__in=in_time).exclude(pk__in=done), day)
    rows = [Letter(contact=contact, sort=LetterSort.REMIND, on=day, step=step) for contact in contacts]
    Letter.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _to_heads(round_: Round, day: date) -> int:
    """Word to the heads of bodies that have been reminded and have answered nothing; once."""
    silent = [pk for pk, (progress, _n) in progress_of([round_.pk]).items() if progress is Progress.NOT]
    reminded = Letter.objects.filter(contact__asked__round=round_, sort=LetterSort.REMIND).values("contact__asked")
    told = Letter.objects.filter(contact__asked__round=round_, sort=LetterSort.HEAD).values("contact__asked")
    bad = BadAddress.objects.values("email")
    asked = Asked.objects.filter(pk__in=silent).filter(pk__in=reminded).exclude(head_email="").exclude(pk__in=told)
    rows = list(asked.exclude(head_email__in=bad))
    Contact.objects.bulk_create((_head(one, round_.due) for one in rows), ignore_conflicts=True)
    heads = Contact.objects.filter(asked__in=rows, part=ContactPart.HEAD, email=F("asked__head_email"))
    letters = [Letter(contact=head, sort=LetterSort.HEAD, on=day) for head in heads]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    return len(letters)


def _head(asked: Asked, due: date) -> Contact:
    contact = new_contact(asked.pk, asked.head_email, due, language_of(asked.head_email))
    contact.part = ContactPart.HEAD
    return contact


@transaction.atomic
def name_head(*, by: Actor, asked_id: int, body_id: int | None, email: str) -> Asked:
    """Say who is told, and where, when the last reminder to a body has not helped; an empty address: nobody.

    Raises NotAllowed, RoundIsClosed, and NotTaken for what is no address.
    """
    asked = Asked.objects.select_related("round__partnership").get(pk=asked_id)
    rules.check_can_run(by, asked.round)
    rules.check_open(asked.round)
    email = email.strip().lower()
    if email:
        check_emails(email, [email])
    county = asked.round.partnership.county_id
    asked.head = Body.objects.filter(pk=body_id, county_id=county).first() if body_id else None
    asked.head_email = email
    asked.save(update_fields=["head", "head_email"])
    leave_event(by, asked.round, "name_head", {"asked": asked.pk, "body": asked.head_id})
    return asked


@transaction.atomic
def claim_letter(*, by: Actor, letter_id: int) -> LetterToSend | None:
    """Take on a letter before it is sent; None when it is taken, whoever did, or when it should go no more.

    The claim is never given back: whether a mail server has taken a letter is not always known, and no letter at all
    is better than two. Raises NotAllowed for all but the system and those who run the installation.
    """
    check_can_administer_all(by)
    mine = Letter.objects.filter(pk=letter_id, claimed_at=None).update(claimed_at=timezone.now())
    if not mine:
        return None
    letter = Letter.objects.select_related(
        "contact__asked__body", "contact__asked__round__partnership__county", "contact__delegated_by"
    ).get(pk=letter_id)
    round_ = letter.contact.asked.round
    leave_event(by, round_, "claim_letter", {"letter": letter.pk})
    if not _should_go(letter, round_):
        return None
    return _letter_to_send(letter, round_)


def _should_go(letter: Letter, round_: Round) -> bool:
    """Whether the letter still has a reason: a reminder to who is done has none, nor one that nobody can get."""
    contact = letter.contact
    holds = contact.part == ContactPart.HEAD or rules.link_holds(contact, timezone.localdate())
    state = RoundState.CLOSED if letter.sort == LetterSort.NAMES else RoundState.OPEN
    if not holds or round_.state != state:
        return False
    if letter.sort == LetterSort.NAMES and not _names(letter, round_):
        return False
    if letter.sort in {LetterSort.REMIND, LetterSort.HEAD} and contact.asked.finished_at is not None:
        return False
    return not BadAddress.objects.filter(email__iexact=contact.email).exists()


def _names(letter: Letter, round_: Round) -> int:
    """With how many of the letter's statements the body's name still waits for its yes or no."""
    asked = letter.contact.asked_id
    return len(names_waiting(round_, asked).get(asked, frozenset()) & frozenset(letter.statements))


def _letter_to_send(letter: Letter, round_: Round) -> LetterToSend:
    contact, asked = letter.contact, letter.contact.asked
    answered, questions = counted([round_.pk])[asked.pk][1:]
    if contact.part == ContactPart.COLLEAGUE:
        questions = len(contact.codes)
        done = Answer.objects.filter(asked=asked, question__code__in=contact.codes).exclude(choice="", text="", more={})
        answered = done.count()
    before = round_before(round_)
    others = (
        Contact.objects.filter(asked=asked, part=ContactPart.ANSWERS, revoked_at=None)
        if (contact.part == ContactPart.HEAD)
        else Contact.objects.none()
    )
    return LetterToSend(
        id=letter.pk,
        sort=LetterSort(letter.sort),
        email=contact.email,
        name=asked.body.name,
        language=contact.language,
        body=asked.body.name,
        county=round_.partnership.county.name,
        year=round_.year,
        due=round_.due,
        questions=questions,
        left=questions - answered,
        has_before=before is not None,
        contact_id=contact.pk,
        key=contact.key,
        kind=kind_name(round_.kind),
        part=ContactPart(contact.part),
        asker=contact.delegated_by.email if contact.delegated_by else "",
        others=tuple(c.email for c in others),
        statements=_names(letter, round_) if letter.sort == LetterSort.NAMES else 0,
        again=letter.step is not None,
    )


@transaction.atomic
def note_letter(*, by: Actor, letter_id: int, sent: bool, at: datetime | None = None) -> Letter:
    """Note that the mail server has taken a letter, or refused it. at: when, if not now. Raises NotAllowed."""
    check_can_administer_all(by)
    letter = Letter.objects.select_related("contact__asked__round").get(pk=letter_id)
    letter.sent_at, letter.failed = (at or timezone.now(), False) if sent else (None, True)
    letter.save(update_fields=["sent_at", "failed"])
    leave_event(by, letter.contact.asked.round, "send_letter" if sent else "fail_letter", {"letter": letter.pk})
    return letter


@transaction.atomic
def revoke_link(*, by: Actor, contact_id: int) -> Contact:
    """End a contact's link at once. Answers stay with the body. Raises NotAllowed."""
    contact = Contact.objects.select_related("asked__round__partnership").get(pk=contact_id)
    rules.check_can_run(by, contact.asked.round)
    contact.revoked_at, contact.key = timezone.now(), new_key()
    contact.save(update_fields=["revoked_at", "key"])
    leave_event(by, contact.asked.round, "revoke_link", {"contact": contact.pk})
    return contact


@transaction.atomic
def renew_link(*, by: Actor, asked_id: int, email: str) -> Contact:
    """Give an address a new link to a body's answers and put the letter with it in the queue; its old one ends.

    Raises NotAllowed, RoundIsClosed, and NotTaken for what is no address.
    """
    asked = Asked.objects.select_related("round__partnership", "body").get(pk=asked_id)
    rules.check_can_run(by, asked.round)
    rules.check_open(asked.round)
    email = email.strip().lower()
    check_emails(asked.body.name, [email] if email else [])
    fresh = new_contact(asked.pk, email, asked.round.due, language_of(email))
    contact = Contact.objects.filter(asked=asked, email=email, part=ContactPart.ANSWERS).first() or fresh
    contact.key, contact.revoked_at, contact.until = fresh.key, None, fresh.until
    contact.language = language_of(email, contact.language)
    contact.save()
    queue_link(contact, LetterSort.LINK)
    leave_event(by, asked.round, "renew_link", {"contact": contact.pk})
    return contact


def queue_link(contact: Contact, sort: LetterSort) -> None:
    """Put the letter with a new link in the queue, also where one has gone the same day: that one's link holds no more.

    The row of the day is taken up again, for it stands for one letter of a sort and day; whoever has claimed it and is
    sending the old link notes that, and the new one goes all the same.
    """
    letter, made = Letter.objects.get_or_create(contact=contact, sort=sort, on=timezone.localdate())
    if not made:
        letter.claimed_at, letter.sent_at, letter.failed = None, None, False
        letter.save(update_fields=["claimed_at", "sent_at", "failed"])
