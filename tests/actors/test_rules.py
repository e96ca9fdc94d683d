"""Who may do what: every role against every rule."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from tests import factories

from samplan.actors import actions, queries, rules
from samplan.actors.models import Role
from samplan.actors.shapes import SYSTEM

pytestmark = pytest.mark.django_db

# What each role may in all of the county's plans: see, edit, import, publish, administer.
TABLE = {
    Role.ADMINISTRATOR: "see edit import publish administer",
    Role.COORDINATOR: "see edit import publish",
    Role.AREA_OWNER: "see edit",
    Role.MUNICIPAL_CONTACT: "see",
    Role.REGION_CONTACT: "see",
    Role.DECISION_MAKER: "see",
    Role.USER_REPRESENTATIVE: "",  # drafts that are sent out to them: tests/plans/test_commenting.py
    Role.CONTROLLER: "see",
    Role.ANALYST: "see",
    Role.READER: "",
}
RULES = {
    "see": (rules.can_see, rules.check_can_see),
    "edit": (rules.can_edit, rules.check_can_edit),
    "import": (rules.can_import, rules.check_can_import),
    "publish": (rules.can_publish, rules.check_can_publish),
    "administer": (rules.can_administer, rules.check_can_administer),
}


def test_the_table_knows_every_role() -> None:
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("deed", list(RULES))
def test_a_role_may_what_the_table_says_in_its_own_county_and_nothing_elsewhere(role: Role, deed: str) -> None:
    here, elsewhere = factories.a_partnership(), factories.a_partnership(factories.a_county("98", "Annatlän"))
    person = factories.a_person(role=role, partnership=here)
    can, check = RULES[deed]
    allowed = deed in TABLE[role].split()
    assert can(person, here) is allowed
    assert can(person, elsewhere) is False
    if allowed:
        check(person, here)
    with pytest.raises(rules.NotAllowed) as refused:
        check(person, elsewhere)
    assert refused.value.sv != refused.value.en


@pytest.mark.parametrize("deed", list(RULES))
def test_strangers_and_the_switched_off_may_nothing(deed: str) -> None:
    here = factories.a_partnership()
    can, check = RULES[deed]
    gone = factories.a_person(role=Role.ADMINISTRATOR, partnership=here)
    gone.is_active = False
    gone.save()
    boss = factories.a_person(administers_all=True)
    boss.is_active = False
    for nobody in (factories.a_person(), gone, boss, AnonymousUser(), None):
        assert can(nobody, here) is False
        with pytest.raises(rules.NotAllowed):
            check(nobody, here)
    assert not rules.can_administer_all(boss)
    with pytest.raises(rules.NotAllowed):
        rules.check_can_administer_all(gone)


@pytest.mark.parametrize("deed", list(RULES))
def test_the_system_and_those_who_run_the_installation_may_all(deed: str) -> None:
    here = factories.a_partnership()
    for somebody in (SYSTEM, factories.a_person(administers_all=True)):
        assert RULES[deed][0](somebody, here) is True


@pytest.mark.parametrize("role", [*Role, None])
def test_a_page_that_asks_several_rights_at_once_gets_the_same_answers(role: Role | None) -> None:
    here, elsewhere = factories.a_partnership(), factories.a_partnership(factories.a_county("98", "Annatlän"))
    member = factories.a_person(role=role, partnership=here) if role else factories.a_person()
    gone = factories.a_person(role=Role.ADMINISTRATOR, partnership=here)
    gone.is_active = False
    master = factories.a_person()
    master.administers_all = True
    for person in (member, gone, master, SYSTEM, AnonymousUser(), None):
        for partnership in (here, elsewhere):
            rights = rules.rights_in(person, partnership)
            assert rights.edit is rules.can_edit(person, partnership)
            assert rights.publish is rules.can_publish(person, partnership)


def test_a_role_outside_its_time_gives_nothing() -> None:
    from datetime import timedelta

    from django.utils import timezone

    here = factories.a_partnership()
    today = timezone.localdate()
    for start, end, allowed in (
        (None, today - timedelta(days=1), False),
        (today + timedelta(days=1), None, False),
        (today, today, True),
    ):
        person = factories.a_person()
        actions.grant_role(
            by=SYSTEM, person=person, partnership=here, role=Role.COORDINATOR, valid_from=start, valid_to=end
        )
        assert rules.can_edit(person, here) is allowed
        assert (here in queries.partnerships_of(person)) is allowed
        assert bool(queries.roles_of(person, here)) is allowed


def test_partnerships_are_listed_for_their_members_only() -> None:
    here, elsewhere = factories.a_partnership(), factories.a_partnership(factories.a_county("98", "Annatlän"))
    member = factories.a_person(role=Role.READER, partnership=here)
    assert list(queries.partnerships_of(member)) == [here]
    assert not queries.partnerships_of(factories.a_person()).exists()
    assert not queries.partnerships_of(AnonymousUser()).exists()
    assert set(queries.partnerships_of(SYSTEM)) == {here, elsewhere}
