"""Places, partnerships, people and roles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import factories

from samplan.actors import actions, catalogue, queries, rules
from samplan.actors.models import AuditEvent, Body, BodyKind, County, Membership, Municipality, Person, Region, Role
from samplan.actors.shapes import SYSTEM

pytestmark = pytest.mark.django_db


def test_the_catalogue_is_loaded_once_however_often_it_is_asked_for() -> None:
    rows = len(catalogue.counties()) * 2 + len(catalogue.municipalities())
    assert actions.load_catalogue() == rows
    assert actions.load_catalogue() == 0
    assert County.objects.count() == len(catalogue.counties())
    assert Body.objects.count() == Region.objects.count() + Municipality.objects.count()
    assert not County.objects.filter(made_up=True).exists()
    assert County.objects.get(code="20").slug == "dalarnas-lan"
    assert AuditEvent.objects.filter(verb="load_catalogue").count() == 1


def test_loading_mends_a_name_and_takes_nothing_away() -> None:
    actions.load_catalogue()
    factories.a_county()
    County.objects.filter(code="20").update(name="Fel län")
    actions.load_catalogue()
    assert County.objects.get(code="20").name == "Dalarnas län"
    assert County.objects.filter(code="99").exists()


def test_loading_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(45):
        actions.load_catalogue()


def test_a_partnership_holds_the_region_first_and_then_every_municipality() -> None:
    actions.load_catalogue()
    county = County.objects.get(code="20")
    partnership = factories.a_partnership(county)
    bodies = [p.body for p in partnership.party_set.select_related("body")]
    assert bodies[0].kind == BodyKind.REGION
    assert len(bodies) == 1 + county.municipalities.count()
    assert set(queries.bodies_of(partnership)) == set(bodies)


def test_a_county_has_one_partnership() -> None:
    county = factories.a_county()
    factories.a_partnership(county)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.a_partnership(county)


@pytest.mark.parametrize(
    ("email", "name", "password", "word"),
    [
        ("inte en adress", "Anna", None, "e-postadress"),
        ("anna@exempel.se", " ", None, "namn"),
        ("anna@exempel.se", "Anna", "kort", "Lösenordet"),
        ("anna@exempel.se", "Anna", "password1234", "Lösenordet"),
    ],
)
def test_a_person_that_cannot_be_is_refused(email: str, name: str, password: str | None, word: str) -> None:
    with pytest.raises(actions.NotAccepted) as refused:
        actions.create_person(by=SYSTEM, email=email, name=name, password=password)
    assert word in refused.value.sv
    assert refused.value.en
    assert not Person.objects.exists()


def test_one_address_is_one_person_whatever_its_case() -> None:
    factories.a_person(email="Anna@Exempel.se")
    with pytest.raises(actions.NotAccepted):
        factories.a_person(email="anna@exempel.SE")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="ANNA@exempel.se", name="Annan")


def test_only_those_who_run_the_installation_make_people_and_counties() -> None:
    person = factories.a_person()
    with pytest.raises(rules.NotAllowed):
        actions.create_person(by=person, email="b@exempel.se", name="B")
    with pytest.raises(rules.NotAllowed):
        actions.create_county(by=person, code="98", name="Annat län", region="R", municipalities=[])
    boss = factories.a_person(administers_all=True)
    assert actions.create_person(by=boss, email="b@exempel.se", name="B").pk


def test_roles_are_given_by_the_county_administrator_and_taken_back() -> None:
    partnership = factories.a_partnership()
    boss = factories.a_person(role=Role.ADMINISTRATOR, partnership=partnership)
    person = factories.a_person()
    membership = actions.grant_role(by=boss, person=person, partnership=partnership, role="coordinator")
    again = actions.grant_role(by=boss, person=person, partnership=partnership, role=Role.COORDINATOR)
    assert membership.pk == again.pk
    assert queries.roles_of(person, partnership) == {Role.COORDINATOR}
    with pytest.raises(rules.NotAllowed):
        actions.grant_role(by=person, person=person, partnership=partnership, role=Role.ADMINISTRATOR)
    actions.revoke_role(by=boss, membership=membership)
    assert not rules.can_edit(person, partnership)


def test_the_same_role_cannot_be_held_twice() -> None:
    partnership = factories.a_partnership()
    person = factories.a_person(role=Role.READER, partnership=partnership)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(person=person, partnership=partnership, role=Role.READER)


def test_a_body_that_becomes_another_keeps_what_it_was() -> None:
    partnership = factories.a_partnership()
    old = actions.create_body(by=SYSTEM, partnership=partnership, kind=BodyKind.NETWORK, name="Gamla nätverket")
    new = actions.create_body(by=SYSTEM, partnership=partnership, kind="network", name="Nya nätverket")
    twin = actions.create_body(by=SYSTEM, partnership=partnership, kind="network", name="Nya nätverket")
    assert twin.code != new.code
    actions.succeed_body(by=SYSTEM, partnership=partnership, predecessor=old, successor=new, on=date(2026, 1, 1))
    old.refresh_from_db()
    assert old.valid_to == date(2025, 12, 31)
    assert [s.successor for s in old.became.all()] == [new]


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (County, {"code": "1", "name": "A", "slug": "a"}),
        (County, {"code": "12", "name": "", "slug": "a"}),
        (Body, {"kind": "nothing", "name": "A", "code": "a"}),
        (
            Body,
            {"kind": "unit", "name": "A", "code": "a", "valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 1)},
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(model: Any, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values)
