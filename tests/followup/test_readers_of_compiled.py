"""Whoever reads closed rounds reads what was made of them: statements, drafts, the year; and changes nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.test_compiling import TEXT, a_closed_round, a_statement
from tests.followup.worlds import DUE, contacts

from samplan.actors.models import Person, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions, rules
from samplan.followup.models import Round, Statement

pytestmark = pytest.mark.django_db
FORMS = ("docx", "pdf", "xlsx", "json", "csv")


def a_compiled_round() -> tuple[Round, Statement]:
    """Ten municipalities of which five say it and three are named, all with a word of their own."""
    round_ = a_closed_round(yes=5, no=3, municipalities=10)
    made = a_statement(round_, yes=5)
    actions.change_statement(by=SYSTEM, statement_id=made.pk, text=TEXT, seen_version=1, show_names=True)
    for one in contacts(round_)[:3]:
        actions.give_consent(by=one, asked_id=one.asked_id, names=True)
    return round_, made


def pages(round_: Round) -> list[str]:
    year = [round_.partnership_id, round_.year]
    files = [reverse("workspace:followup_year_file", args=[*year, form]) for form in FORMS]
    return [
        reverse("workspace:compiling", args=[round_.pk]),
        reverse("workspace:followup_year", args=year),
        *files,
    ]


@pytest.fixture
def told() -> tuple[Round, Statement]:
    return a_compiled_round()


def analyst(round_: Round) -> Person:
    return factories.a_person(role=Role.ANALYST, partnership=round_.partnership)


def test_who_compiles_and_who_reads_answers_read_it_and_no_other_role(client, told) -> None:
    round_, _made = told
    readers = {Role.ADMINISTRATOR, Role.COORDINATOR, Role.ANALYST}
    for role in Role:
        person = factories.a_person(role=role, partnership=round_.partnership)
        client.force_login(person)
        assert rules.can_read_compiled(person, round_) == (role in readers), role
        for page in pages(round_):
            assert client.get(page).status_code == (200 if role in readers else 403), (role, page)
    stranger = factories.a_person(role=Role.ANALYST, partnership=factories.a_partnership(factories.a_county("98", "B")))
    client.force_login(stranger)
    assert {client.get(page).status_code for page in pages(round_)} == {404}


def test_a_reader_sees_statements_drafts_and_counts_with_names_of_those_who_consent_alone(client, told) -> None:
    round_, _made = told
    client.force_login(analyst(round_))
    for page in pages(round_)[:2]:
        shown = client.get(page).content.decode()
        assert "har en antagen plan" in shown
        assert "Exempelby 1 kommun" in shown, "consents"
        for n in (4, 5, 6, 9):
            assert f"Exempelby {n} kommun" not in shown, "has not consented"
        assert "Påhittat svar" not in shown, "no body's own words"
        assert "@exempel.example" not in shown
    compiled = client.get(pages(round_)[0]).content.decode()
    assert "5 av 10" in compiled
    assert "Utkast ur svaren" in compiled
    data = client.get(pages(round_)[-2]).content.decode()
    assert "Exempelby 5 kommun" not in data


def test_a_reader_finds_no_way_to_write_and_is_refused_every_one(client, told) -> None:
    round_, made = told
    person = analyst(round_)
    client.force_login(person)
    shown = "".join(client.get(page).content.decode() for page in pages(round_)[:2])
    for name, args in (
        ("statement_add", [round_.pk]),
        ("statement", [round_.pk, made.pk]),
        ("consents", [round_.pk]),
        ("followup_publish", [round_.partnership_id, round_.year]),
        ("fact_sheet", [round_.partnership_id, round_.year, round_.asked.first().body_id]),
    ):
        address = reverse(f"workspace:{name}", args=args)
        assert address not in shown, name
        assert client.get(address).status_code == 403, name
    assert client.post(pages(round_)[0], {"pastaende": made.pk}).status_code == 403
    assert 'name="pastaende"' not in shown
    for deed in (
        lambda: actions.remove_statement(by=person, statement_id=made.pk),
        lambda: actions.change_statement(by=person, statement_id=made.pk, text=TEXT, seen_version=2),
        lambda: actions.merge_statements(by=person, round_id=round_.pk, seen={made.pk: 2}),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_what_is_open_again_is_read_by_nobody_who_only_reads(client, told) -> None:
    round_, _made = told
    client.force_login(analyst(round_))
    assert pages(round_)[0] in client.get(reverse("workspace:round_results", args=[round_.pk])).content.decode()
    actions.reopen_round(by=SYSTEM, round_id=round_.pk, reason="Prövas", due=DUE)
    assert client.get(pages(round_)[0]).status_code == 403
    assert "har en antagen plan" not in client.get(pages(round_)[1]).content.decode()
