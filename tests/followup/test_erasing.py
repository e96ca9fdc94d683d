"""Contacts are erased while answers stay; what is due is exported and purged by a named decision alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from tests import factories
from tests.followup.worlds import a_round, answer_all, contacts

from samplan.actors.models import AuditEvent
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, queries, retention
from samplan.followup.models import Asked, BadAddress, Contact, Letter, Round
from samplan.followup.rules import NotTaken

pytestmark = pytest.mark.django_db
ADDRESS = "kommun1@exempel.example"


def answered(round_: Round) -> Round:
    """The round with letters on their way, one address that nobody has, and all of one body's answers."""
    actions.queue_letters(by=SYSTEM, round_id=round_.pk, sort="ask")
    for letter_id in queries.letters_waiting():
        actions.claim_letter(by=SYSTEM, letter_id=letter_id)
    actions.record_bounce(by=SYSTEM, email=ADDRESS, status="5.1.1", said=f"no {ADDRESS} here")
    actions.name_head(by=SYSTEM, asked_id=contacts(round_)[1].asked_id, body_id=None, email="chef@exempel.example")
    answer_all(contacts(round_)[0].asked)
    return round_


def closed(years: int = 0) -> Round:
    """The same, closed so many years ago and a day."""
    round_ = answered(a_round())
    at = timezone.now() - timedelta(days=366 * years + 1)
    return actions.close_round(by=SYSTEM, round_id=round_.pk, at=at)


def told_of_contacts() -> str:
    """Every word that the database keeps of rounds and events, but for questions."""
    rows: list[Any] = [*Contact.objects.values(), *BadAddress.objects.values(), *Asked.objects.values()]
    return str([*rows, *AuditEvent.objects.values(), *Round.objects.values(), *Letter.objects.values()])


def test_contacts_of_a_closed_round_are_erased_and_answers_stay():
    round_ = closed()
    frozen = Round.objects.get(pk=round_.pk).frozen
    assert ADDRESS in told_of_contacts()
    assert actions.erase_contacts(by=SYSTEM, round_id=round_.pk) == 3
    assert "exempel.example" not in told_of_contacts()
    assert not Letter.objects.exists()
    kept = Round.objects.get(pk=round_.pk)
    assert kept.frozen == frozen
    results = queries.results_of(kept)
    assert any(t.now and t.now.text for r in results.questions for t in r.texts)
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.data) == ("erase_contacts", {"contacts": 3})
    assert [row.answered > 0 for row in queries.board_of(kept).rows] == [True, False, False]


def test_contacts_of_an_open_round_are_not_erased_at_once():
    round_ = answered(a_round())
    with pytest.raises(NotTaken), transaction.atomic():
        actions.erase_contacts(by=SYSTEM, round_id=round_.pk)
    assert Contact.objects.count() == 3


def test_one_contact_is_erased_with_the_colleagues_they_asked_and_the_link_opens_nothing():
    round_ = answered(a_round())
    mine = contacts(round_)[0]
    code = round_.questions.first().code
    actions.share_questions(by=mine, contact_id=mine.pk, codes=[code], email="kollega@exempel.example")
    assert actions.erase_contact(by=SYSTEM, contact_id=mine.pk) == 2
    assert queries.contact_by(mine.pk, mine.key) is None
    told = told_of_contacts()
    assert ADDRESS not in told
    assert "kollega@" not in told
    assert "kommun2@exempel.example" in told
    assert mine.asked.answers.count() == round_.questions.count()
    # The body can be asked again.
    actions.renew_link(by=SYSTEM, asked_id=mine.asked_id, email="ny@exempel.example")


def test_an_address_that_somebody_else_has_stays_marked():
    round_ = answered(a_round())
    first, second = contacts(round_)[:2]
    actions.renew_link(by=SYSTEM, asked_id=second.asked_id, email=ADDRESS)
    actions.erase_contact(by=SYSTEM, contact_id=first.pk)
    assert BadAddress.objects.filter(email=ADDRESS).exists()


def test_nothing_is_purged_without_a_decision_or_when_the_export_fails():
    closed(years=1)

    def fails(_rows: Any) -> dict[str, str]:
        raise OSError("full")

    for decision in ("", "  \n"):
        with pytest.raises(NotTaken), transaction.atomic():
            actions.purge_due(by=SYSTEM, decision=decision, keep=lambda _rows: {})
    with pytest.raises(OSError, match="full"), transaction.atomic():
        actions.purge_due(by=SYSTEM, decision="Påhittat beslut 7", keep=fails)
    assert Contact.objects.count() == 3
    assert not AuditEvent.objects.filter(verb="purge_due").exists()


def test_what_is_due_is_handed_over_and_gone_and_the_record_names_the_decision():
    round_ = closed(years=1)
    handed: dict[str, list[dict[str, Any]]] = {}

    def keep(rows: Any) -> dict[str, str]:
        assert Contact.objects.count() == 3
        handed.update(rows)
        return {"contact.csv": "abc"}

    gone = actions.purge_due(by=SYSTEM, decision="Påhittat beslut 7", keep=keep)
    assert gone == {"contact": 3, "head": 1}
    assert {row["email"] for row in handed["contact"]} == {f"kommun{n}@exempel.example" for n in (1, 2, 3)}
    keys = set(Contact.objects.values_list("key", flat=True))
    assert not keys
    assert "key" not in handed["contact"][0]
    assert Asked.objects.filter(round=round_).exclude(head_email="").count() == 0
    event = AuditEvent.objects.latest("pk")
    assert event.data == {
        "decision": "Påhittat beslut 7",
        "purged": {"contact": 3, "head": 1},
        "files": {"contact.csv": "abc"},
    }
    assert Round.objects.get(pk=round_.pk).frozen["bodies"][0]["answers"]
    assert actions.purge_due(by=SYSTEM, decision="Påhittat beslut 7", keep=keep) == {}


def test_what_is_open_or_younger_is_not_due():
    by_code = {c.code: c for c in retention.retention()}
    answered(a_round(factories.a_partnership(factories.a_county("97", "Annatlän"))))
    closed()
    today = timezone.localdate()
    assert not retention.due(by_code["contact"], today).exists()
    assert retention.due(by_code["contact"], today + timedelta(days=400)).count() == 3
    assert not retention.due(by_code["bad_address"], today + timedelta(days=400)).exists()
    assert retention.due(by_code["bad_address"], today + timedelta(days=800)).count() == 1
    with pytest.raises(LookupError):
        retention.due(by_code["round"], today)


@pytest.mark.parametrize(
    ("today", "kept_from"),
    [
        (date(2026, 11, 30), date(2025, 11, 30)),
        (date(2027, 3, 31), date(2026, 3, 31)),
        (date(2028, 2, 29), date(2027, 2, 28)),
        (date(2029, 2, 28), date(2028, 2, 28)),
    ],
)
def test_what_is_kept_a_year_is_kept_to_the_day(today, kept_from):
    """The last days of a month too: what closed the day before the first kept day is due, what closed on it is not."""
    (kind,) = [c for c in retention.retention() if c.code == "contact"]
    begins = timezone.make_aware(datetime.combine(kept_from, time.min))
    closings = {"due": begins - timedelta(minutes=1), "kept": begins + timedelta(minutes=1)}
    rounds = {}
    for number, (name, at) in enumerate(closings.items()):
        here = factories.a_partnership(factories.a_county(str(96 + number), f"Län {name}"))
        rounds[name] = a_round(here)
        actions.close_round(by=SYSTEM, round_id=rounds[name].pk, at=at)
    assert {c.asked.round_id for c in retention.due(kind, today)} == {rounds["due"].pk}


def test_the_template_for_the_register_tells_every_class_as_it_is():
    page = (Path(__file__).resolve().parents[2] / "docs" / "registerforteckning.md").read_text(encoding="utf-8")
    for kind in retention.retention():
        time = "bevaras" if kind.years is None else f"{kind.years} år efter att {kind.begins.sv}"
        assert f"| {kind.sv[0].lower()}{kind.sv[1:]} | {time} |" in page, kind.code
