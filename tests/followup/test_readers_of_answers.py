"""Whoever may read what closed rounds say, without running them: the answers, the years and the table, nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.worlds import DUE, a_round, answer

from samplan.actors.models import Partnership, Person, Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM, Permission, Scope
from samplan.actors.standing import Standing
from samplan.followup import actions, queries, rules
from samplan.followup.models import Round

pytestmark = pytest.mark.django_db
READ = [
    ("round_results", ()),
    ("round_file", ("csv",)),
    ("round_file", ("json",)),
    ("round_years", ()),
    ("round_years_file", ("csv",)),
    ("round_years_file", ("json",)),
]


@pytest.fixture
def here() -> Partnership:
    return factories.a_partnership()


@pytest.fixture
def analyst(here: Partnership) -> Person:
    return factories.a_person(role=Role.ANALYST, partnership=here)


def a_closed(here: Partnership, year: int, word: str) -> Round:
    round_ = a_round(here, year=year)
    answer(round_.asked.order_by("pk").first(), text=word)
    actions.close_round(by=SYSTEM, round_id=round_.pk)
    return Round.objects.get(pk=round_.pk)


def test_an_analyst_reads_closed_rounds_of_their_county_and_no_open_one(here: Partnership, analyst: Person) -> None:
    closed, opened = a_closed(here, 2025, "Ord"), a_round(here, year=2026)
    elsewhere = a_closed(factories.a_partnership(factories.a_county("98", "Påhittlän")), 2025, "Ord")
    assert rules.can_read_answers(analyst, closed)
    rules.check_can_read_answers(analyst, closed)
    for round_ in (opened, elsewhere):
        assert not rules.can_read_answers(analyst, round_)
        with pytest.raises(NotAllowed):
            rules.check_can_read_answers(analyst, round_)
    actions.reopen_round(by=SYSTEM, round_id=closed.pk, reason="Prövas", due=DUE)
    closed.refresh_from_db()
    assert not rules.can_read_answers(analyst, closed), "it is open again"


def test_who_runs_a_round_reads_it_and_other_roles_do_not(here: Partnership) -> None:
    closed = a_closed(here, 2025, "Ord")
    able = {role for role in Role if rules.can_read_answers(factories.a_person(role=role, partnership=here), closed)}
    assert able == {Role.ADMINISTRATOR, Role.COORDINATOR, Role.ANALYST}
    assert rules.can_read_answers(SYSTEM, closed)
    assert not rules.can_read_answers(None, closed)


def test_a_right_that_reaches_no_further_than_one_s_own_reads_nobody_else_s_answers(
    here: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, reader = a_closed(here, 2025, "Ord"), factories.a_person(role=Role.ANALYST, partnership=here)
    own = {Permission.READ_FOLLOW_UP: Scope.OWN}
    monkeypatch.setattr(Standing, "scope", lambda _self, permission: own.get(permission))
    assert not rules.can_read_answers(reader, closed)


def test_reading_is_not_running(here: Partnership, analyst: Person) -> None:
    closed = a_closed(here, 2025, "Ord")
    asked = closed.asked.order_by("pk").first()
    assert not rules.can_run(analyst, closed)
    for deed in (
        lambda: actions.reopen_round(by=analyst, round_id=closed.pk, reason="Prövas", due=DUE),
        lambda: actions.erase_contacts(by=analyst, round_id=closed.pk),
        lambda: actions.renew_link(by=analyst, asked_id=asked.pk, email="a@exempel.example"),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_the_pages_and_files_of_a_closed_round_open_and_show_no_contact_and_no_way_to_write(
    client, here: Partnership, analyst: Person
) -> None:
    a_closed(here, 2024, "Fjolårsord")
    closed = a_closed(here, 2025, "Årsord")
    client.force_login(analyst)
    desk = client.get(reverse("workspace:rounds")).content.decode()
    assert reverse("workspace:round_results", args=[closed.pk]) in desk
    assert f'href="{reverse("workspace:round", args=[closed.pk])}"' not in desk
    for name, more in READ:
        got = client.get(reverse(f"workspace:{name}", args=[closed.pk, *more]), {"fraga": "suicide-plan"})
        assert got.status_code == 200, name
        page = got.content.decode()
        assert "Årsord" in page, name
        assert "@exempel.example" not in page, name
    results = client.get(reverse("workspace:round_results", args=[closed.pk])).content.decode()
    assert "organisationer har svarat på allt" in results
    assert "Fjolårsord" in results
    for name in ("round", "round_reopen", "consents", "round_erase"):
        address = reverse(f"workspace:{name}", args=[closed.pk])
        assert f'href="{address}"' not in results, name
        assert client.get(address).status_code == 403, name
    assert "Rätta<" not in results


def test_an_open_round_is_refused_on_every_address_and_has_no_link(client, here: Partnership, analyst: Person) -> None:
    opened = a_round(here, year=date.today().year)  # noqa: DTZ011 - only a year
    answer(opened.asked.order_by("pk").first(), text="Hemligt")
    client.force_login(analyst)
    assert (
        reverse("workspace:round_results", args=[opened.pk])
        not in client.get(reverse("workspace:rounds")).content.decode()
    )
    for name, more in READ:
        assert client.get(reverse(f"workspace:{name}", args=[opened.pk, *more])).status_code == 403, name


def test_the_desk_of_a_coordinator_leads_where_it_led(client, here: Partnership) -> None:
    closed = a_closed(here, 2025, "Ord")
    client.force_login(factories.a_person(role=Role.COORDINATOR, partnership=here))
    desk = client.get(reverse("workspace:rounds")).content.decode()
    results = client.get(reverse("workspace:round_results", args=[closed.pk])).content.decode()
    board = f'href="{reverse("workspace:round", args=[closed.pk])}"'
    assert board in desk
    assert board in results
    assert reverse("workspace:round_results", args=[closed.pk]) in desk


def test_a_year_that_is_open_again_is_read_nowhere_beside_a_closed_one(
    client, here: Partnership, analyst: Person
) -> None:
    last, closed = a_closed(here, 2024, "Fjolårsord"), a_closed(here, 2025, "Årsord")
    pages = [(reverse(f"workspace:{name}", args=[closed.pk, *more]), name) for name, more in READ]
    client.force_login(analyst)
    told = [client.get(at, {"fraga": "suicide-plan"}).content.decode() for at, _name in pages]
    assert sum("Fjolårsord" in page for page in told) >= 3, "beside, and year by year"
    actions.reopen_round(by=SYSTEM, round_id=last.pk, reason="Prövas", due=DUE)
    answer(last.asked.order_by("pk").first(), text="Nyord", seen_version=1)
    for at, name in pages:
        page = client.get(at, {"fraga": "suicide-plan"}).content.decode()
        assert "Årsord" in page, name
        assert "Fjolårsord" not in page, name
        assert "Nyord" not in page, name
    actions.close_round(by=SYSTEM, round_id=last.pk)
    assert "Nyord" in client.get(pages[0][0]).content.decode()


def test_a_year_that_is_open_again_is_compared_with_for_nobody_and_in_no_report(here: Partnership) -> None:
    last, closed = a_closed(here, 2024, "Fjolårsord"), a_closed(here, 2025, "Årsord")

    def compared() -> tuple[int | None, int | None, set[int | None]]:
        report = queries.report_of(here, 2025, public=True)
        told = queries.results_of(closed)
        assert told is not None
        return told.before_year, report.compared, {c.before for m in report.measures for c in m.choices}

    assert compared()[:2] == (2024, 2024)
    actions.reopen_round(by=SYSTEM, round_id=last.pk, reason="Prövas", due=DUE)
    assert compared() == (None, None, {None})
    actions.close_round(by=SYSTEM, round_id=last.pk)
    assert compared()[:2] == (2024, 2024)
