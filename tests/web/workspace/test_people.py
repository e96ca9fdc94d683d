"""People, roles and bodies through the pages: inviting, ending, switching off, renaming."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samplan.actors import queries, rules
from samplan.actors.models import AuditEvent, Body, Person
from samplan.plans.queries import plan_content
from samplan.plans.shapes.items import ItemKind

HERE = "workspace:"


@pytest.fixture
def boss(client, workspace):
    """The test client, signed in as the county's administrator."""
    client.force_login(workspace.people["administrator"])
    return client


@pytest.fixture
def here(workspace):
    """The county's partnership."""
    return workspace.plan.partnership


def invite(client, here, **more):
    """Send the form that invites."""
    told = {"email": "Ny@Exempel.example", "name": "Påhittad Ny", "role": "municipal_contact", **more}
    return client.post(reverse("workspace:invite", args=[here.pk]), told)


def test_somebody_invited_chooses_a_password_by_the_link_once_and_is_in(client, boss, here):
    town = Body.objects.filter(county=here.county, kind="municipality").first()
    answer = invite(boss, here, body=town.pk)
    new = Person.objects.get(email="ny@exempel.example")
    assert answer["Location"] == reverse("workspace:person", args=[here.pk, new.pk])
    (letter,) = mail.outbox
    assert letter.to == ["ny@exempel.example"]
    link = re.search(r"http://testserver(\S+)", letter.body).group(1)
    client.logout()
    choosing = client.get(link, follow=True)
    address = choosing.request["PATH_INFO"]
    form = {"password1": factories.PASSWORD, "password2": factories.PASSWORD}
    assert client.post(address, form).status_code == 302
    answer = client.post(reverse("account_login"), {"login": "ny@exempel.example", "password": factories.PASSWORD})
    assert answer.status_code == 302
    assert "Påhittad Ny" in client.get(reverse("workspace:own_page")).content.decode()
    client.logout()
    assert "Länken är använd eller för gammal" in client.get(link, follow=True).content.decode()
    assert queries.roles_of(new, here) == {"municipal_contact"}


def test_the_link_grows_old_and_is_signed(boss, client, here, settings):
    invite(boss, here)
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body).group(1)
    client.logout()
    forged = link[:-4] + "abc/"
    assert "Länken är använd eller för gammal" in client.get(forged, follow=True).content.decode()
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "Länken är använd eller för gammal" in client.get(link, follow=True).content.decode()


def test_an_address_that_has_an_account_keeps_it_and_its_name(boss, here, workspace):
    stranger = workspace.people["nobody"]
    invite(boss, here, email=stranger.email, role="reader")
    stranger.refresh_from_db()
    assert stranger.name == "Påhittad Främling"
    assert queries.roles_of(stranger, here) == {"reader"}
    assert Person.objects.filter(email=stranger.email).count() == 1


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"email": "inte en adress"}, "E-post"),
        ({"name": ""}, "Namn"),
        ({"role": "kung"}, "Roll"),
        ({"valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "Sista dagen ligger före den första"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nobody_is_invited(changes, word, boss, here):
    before = Person.objects.count()
    answer = invite(boss, here, **changes)
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert (Person.objects.count(), mail.outbox) == (before, [])


def test_a_letter_that_cannot_be_sent_is_told_and_the_role_stays(boss, here, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = boss.get(invite(boss, here)["Location"]).content.decode()
    assert "brevet gick inte att skicka" in page
    assert queries.person_by_email("ny@exempel.example")


def test_a_role_that_is_ended_gives_nothing_from_now_on_and_stays_as_past(boss, here, workspace):
    reader = workspace.people["reader"]
    membership = reader.memberships.get()
    boss.post(reverse("workspace:end_role", args=[here.pk, reader.pk, membership.pk]))
    membership.refresh_from_db()
    assert membership.valid_to == timezone.localdate() - timedelta(days=1)
    assert not rules.can_see(reader, here)
    assert "Avslutad" in boss.get(reverse("workspace:person", args=[here.pk, reader.pk])).content.decode()
    assert AuditEvent.objects.filter(verb="end_role").count() == 1


def test_a_county_keeps_an_administrator(boss, here, workspace):
    admin = workspace.people["administrator"]
    address = reverse("workspace:end_role", args=[here.pk, admin.pk, admin.memberships.get().pk])
    page = boss.post(address, follow=True).content.decode()
    assert "Länet skulle stå utan administratör" in page
    assert rules.can_administer(admin, here)
    second = factories.a_person(role="administrator", partnership=here)
    boss.post(address)
    assert not rules.can_administer(admin, here)
    assert rules.can_administer(second, here)


def test_somebody_switched_off_is_out_at_once_unless_others_need_them(client, boss, here, workspace):
    reader, coordinator = workspace.people["reader"], workspace.people["coordinator"]
    off = {"paslagen": "0"}
    boss.post(reverse("workspace:switch_person", args=[here.pk, reader.pk]), off)
    reader.refresh_from_db()
    assert reader.is_active is False
    elsewhere = workspace.people["stranger"].memberships.get().partnership
    factories.actors.grant_role(by=factories.SYSTEM, person=coordinator, partnership=elsewhere, role="reader")
    assert boss.post(reverse("workspace:switch_person", args=[here.pk, coordinator.pk]), off).status_code == 302
    admin = workspace.people["administrator"]
    page = boss.post(reverse("workspace:switch_person", args=[here.pk, admin.pk]), off, follow=True).content.decode()
    assert "Du kan inte stänga av dig själv" in page
    assert set(Person.objects.filter(is_active=False)) == {reader}
    client.force_login(reader)
    assert client.get(reverse("workspace:plan", args=[workspace.plan.pk])).status_code == 302


def test_only_administrators_see_addresses(client, here, workspace):
    address = reverse("workspace:people", args=[here.pk])
    known = workspace.people["analyst"]
    for role, seen in (("administrator", True), ("coordinator", False), ("reader", False)):
        client.force_login(workspace.people[role])
        page = client.get(address).content.decode()
        assert known.name in page
        assert (known.email in page) is seen, role


def test_a_body_is_added_renamed_and_remembers_its_name(client, here, workspace):
    client.force_login(workspace.coordinator)
    region = Body.objects.get(county=here.county, kind="region")
    added = {"name": "Kliniken", "kind": "unit", "part_of": region.pk}
    assert client.post(reverse("workspace:body_add", args=[here.pk]), added).status_code == 302
    unit = Body.objects.get(name="Kliniken")
    assert unit.part_of == region
    client.post(reverse("workspace:body", args=[here.pk, unit.pk]), {"name": "Nya kliniken"})
    assert "Nya kliniken" in client.get(reverse("workspace:bodies", args=[here.pk])).content.decode()
    page = client.get(reverse("workspace:body", args=[here.pk, unit.pk])).content.decode()
    assert "Hette förr" in page
    assert ">Kliniken<" in page
    renamed = client.post(reverse("workspace:body", args=[here.pk, region.pk]), {"name": "Något annat"})
    assert renamed.status_code == 422
    region.refresh_from_db()
    assert region.name != "Något annat"


def test_a_body_gets_the_address_of_a_function_and_never_of_a_person(client, here, workspace):
    client.force_login(workspace.coordinator)
    region = Body.objects.get(county=here.county, kind="region")
    page = reverse("workspace:body", args=[here.pk, region.pk])
    for wrong, told in ((workspace.coordinator.email, "den är en persons"), ("inte en adress", "")):
        refused = client.post(page, {"contact": wrong})
        assert refused.status_code == 422
        assert told in refused.content.decode()
    assert client.post(page, {"contact": "registrator@region.example"}).status_code == 302
    assert "registrator@region.example" in client.get(reverse("workspace:bodies", args=[here.pk])).content.decode()
    plan = workspace.plan
    values = {"text": region.name, "body": region.pk}
    factories.an_item(plan, ItemKind.RESPONSIBLE, values, workspace.area.pk)
    area = next(a for a in plan_content(plan.pk).areas if a.id == str(workspace.area.pk))
    assert [b.contact for b in area.responsible if b.name == region.name] == ["registrator@region.example"]
    assert client.post(page, {"contact": ""}).status_code == 302
    region.refresh_from_db()
    assert region.contact == ""


def test_one_changes_ones_own_name_and_language_and_nobody_else_s(client, workspace):
    reader = workspace.people["reader"]
    client.force_login(reader)
    address = reverse("workspace:own_page")
    assert client.post(address, {"name": "  ", "language": "sv"}).status_code == 422
    assert client.post(address, {"name": "Annat Namn", "language": "en"}).status_code == 302
    reader.refresh_from_db()
    assert (reader.name, reader.language) == ("Annat Namn", "en")


@pytest.mark.parametrize("people", [3, 60])
def test_lists_cost_the_same_whatever_their_length(people, boss, here, django_assert_max_num_queries):
    for n in range(people):
        factories.a_person(f"Påhittad {n}", role="reader", partnership=here, body=factories.a_body(here, f"Enhet {n}"))
    for name, cost in (("people", 7), ("bodies", 8)):
        address = reverse(f"workspace:{name}", args=[here.pk])
        boss.get(address)
        with django_assert_max_num_queries(cost):
            assert boss.get(address).status_code == 200


def test_hidden_characters_do_not_reach_the_names_of_people_and_bodies(boss, here):
    invite(boss, here, name="An\u202ena\u200d  Påhitt")
    assert Person.objects.get(email="ny@exempel.example").name == "Anna Påhitt"
    boss.post(reverse("workspace:body_add", args=[here.pk]), {"kind": "unit", "name": "Före\u2066byggande"})
    assert Body.objects.filter(name="Förebyggande").exists()
