"""Forms that make something: the same form sent again leads to what came of it the first time."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests import factories

from samplan.actors.models import Body, Membership, SentForm
from samplan.intake.models import Import
from samplan.plans.models import Area, Goal, Plan, PlanRelation
from samplan.publishing.models import Edition

ALREADY = "Formuläret var redan skickat, så inget gjordes en gång till."
KEY = re.compile(r'name="formularnyckel" value="([^"]+)"')


def key_of(client, address: str) -> str:
    """The one-time key of the form that a page shows."""
    return KEY.search(client.get(address).content.decode()).group(1)


def add_address(workspace, kind: str) -> str:
    area = "" if kind == "area" else f"?omrade={workspace.area.pk}"
    return reverse("workspace:add", args=[workspace.plan.pk, kind]) + area


def a_goal(workspace, client, **more: str) -> dict[str, object]:
    """A goal's form, filled in."""
    key = key_of(client, add_address(workspace, "goal"))
    told = {"omrade": workspace.area.pk, "level": "long", "text": "Fler vågar fråga", "formularnyckel": key}
    return told | more


def goals() -> int:
    return Goal.objects.filter(text="Fler vågar fråga").count()


def test_a_form_sent_three_times_makes_one_item_and_leads_to_it_each_time(signed_in, workspace):
    address, form = add_address(workspace, "goal"), a_goal(workspace, signed_in)
    answers = [signed_in.post(address, form) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302] * 3
    assert len({answer["Location"] for answer in answers}) == 1
    assert goals() == 1
    assert ALREADY in signed_in.get(answers[0]["Location"]).content.decode()


def test_a_form_opened_anew_may_say_the_same(signed_in, workspace):
    address = add_address(workspace, "goal")
    for _ in range(2):
        signed_in.post(address, a_goal(workspace, signed_in))
    assert goals() == 2


def test_who_goes_back_and_writes_otherwise_loses_nothing(signed_in, workspace):
    address, form = add_address(workspace, "goal"), a_goal(workspace, signed_in)
    signed_in.post(address, form)
    signed_in.post(address, form | {"text": "Färre är ensamma"})
    assert goals() == 1
    assert Goal.objects.filter(text="Färre är ensamma").count() == 1


def test_what_was_refused_may_be_sent_again_under_the_same_key(signed_in, workspace):
    address, form = add_address(workspace, "goal"), a_goal(workspace, signed_in)
    assert signed_in.post(address, form | {"level": "nej"}).status_code == 422
    assert signed_in.post(address, form).status_code == 302
    assert goals() == 1
    assert SentForm.objects.count() == 1


def test_the_key_of_one_person_is_nothing_to_another(client, workspace):
    client.force_login(workspace.coordinator)
    address, form = add_address(workspace, "goal"), a_goal(workspace, client)
    client.post(address, form)
    client.force_login(workspace.people["administrator"])
    client.post(address, form)
    assert goals() == 2


def test_a_part_of_a_page_that_comes_again_opens_the_page_where_the_item_stands(signed_in, workspace):
    address, form = add_address(workspace, "goal"), a_goal(workspace, signed_in)
    first = signed_in.post(address, form, headers={"HX-Request": "true"})
    again = signed_in.post(address, form, headers={"HX-Request": "true"})
    assert "Fler vågar fråga" in first.content.decode()
    made = Goal.objects.get(text="Fler vågar fråga")
    assert again["HX-Redirect"].endswith(f"/omrade/{workspace.area.pk}/#goal-{made.pk}")


def test_an_area_is_added_once(signed_in, workspace):
    address = add_address(workspace, "area")
    form = {"title": "Ensamhet", "formularnyckel": key_of(signed_in, address)}
    for _ in range(2):
        signed_in.post(address, form)
    assert Area.objects.filter(title="Ensamhet").count() == 1


def test_a_document_is_taken_in_once(signed_in):
    address = reverse("workspace:imports")
    key = key_of(signed_in, address)
    answers = [
        signed_in.post(address, {"document": SimpleUploadedFile("plan.txt", b"Ensamhet"), "formularnyckel": key})
        for _ in range(2)
    ]
    assert Import.objects.count() == 1
    assert answers[0]["Location"] == answers[1]["Location"]
    signed_in.post(address, {"document": SimpleUploadedFile("plan.txt", b"Annat"), "formularnyckel": key})
    assert Import.objects.count() == 2


def test_somebody_is_invited_once_and_gets_one_letter(client, workspace):
    client.force_login(workspace.people["administrator"])
    address = reverse("workspace:invite", args=[workspace.plan.partnership.pk])
    form = {"email": "ny@exempel.example", "name": "Ny", "role": "reader", "formularnyckel": key_of(client, address)}
    answers = [client.post(address, form) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Membership.objects.filter(person__email="ny@exempel.example").count() == 1
    assert len(mail.outbox) == 1


def test_the_next_version_is_made_once(signed_in, workspace):
    address = reverse("workspace:next_version", args=[workspace.plan.pk])
    form = {"title": "Nästa", "valid_from": "2030-01-01", "valid_to": "2032-12-31", "dates": "keep"}
    form["formularnyckel"] = key_of(signed_in, address)
    for _ in range(2):
        assert signed_in.post(address, form).status_code == 302
    assert Plan.objects.filter(title="Nästa").count() == 1


def test_a_plan_is_published_once_and_anew_only_when_somebody_says_so(signed_in, workspace):
    address = reverse("workspace:publish", args=[workspace.plan.pk])
    form = {"note": "Första", "formularnyckel": key_of(signed_in, address)}
    answers = [signed_in.post(address, form) for _ in range(3)]
    assert len({answer["Location"] for answer in answers}) == 1
    label = Edition.objects.get().label
    opened = unescape(signed_in.get(address).content.decode())
    assert f"Inget har ändrats sedan utgåva {label}." in opened
    told = {"note": "Samma", "formularnyckel": key_of(signed_in, address)}
    refused = signed_in.post(address, told)
    assert refused.status_code == 422
    assert f"Inget har ändrats sedan utgåva {label}. Ingen ny utgåva är gjord." in unescape(refused.content.decode())
    assert "Samma" in refused.content.decode()
    assert signed_in.post(address, told | {"anyway": "on"}).status_code == 302
    assert Edition.objects.count() == 2


def test_a_plan_that_has_changed_is_published_without_a_question(signed_in, workspace):
    assert workspace.edition
    factories.an_area(workspace.plan, "Ensamhet")
    address = reverse("workspace:publish", args=[workspace.plan.pk])
    assert 'name="anyway"' not in signed_in.get(address).content.decode()
    assert signed_in.post(address, {"note": "Ett område till"}).status_code == 302


FORMS = {
    "publish": lambda w: [w.plan.pk],
    "imports": lambda w: [],
    "invite": lambda w: [w.plan.partnership.pk],
    "person": lambda w: [w.plan.partnership.pk, w.people["reader"].pk],
    "body_add": lambda w: [w.plan.partnership.pk],
    "next_version": lambda w: [w.plan.pk],
    "split": lambda w: [w.plan.pk, "activity", w.activity.pk],
    "reschedule": lambda w: [w.plan.pk, w.activity.pk],
    "chain": lambda w: [w.plan.pk],
    "wait_add": lambda w: [w.plan.pk],
    "need_areas": lambda w: [w.plan.pk, w.need.pk],
    "ask": lambda w: [w.plan.pk],
    "hand_over": lambda w: [w.plan.pk],
    "frameworks": lambda w: [w.plan.partnership.pk],
    "framework": lambda w: [w.plan.partnership.pk, w.node.framework.code],
    "framework_receive": lambda w: [w.plan.partnership.pk, w.node.framework.code],
    "framework_import": lambda w: [w.plan.partnership.pk, w.node.framework.code, w.framework_file.pk],
    "versions": lambda w: [w.plan.pk],
    "withdraw": lambda w: [w.plan.pk, w.edition.label],
    "enter_adoption": lambda w: [w.plan.pk, w.edition.label, a_party(w).pk],
    "body_became": lambda w: [w.plan.partnership.pk, a_unit(w).pk],
    "round_open": lambda w: [w.plan.partnership.pk],
    "round": lambda w: [w.round.pk],
    "round_close": lambda w: [w.round.pk],
    "round_asked": lambda w: [w.round.pk, w.round.asked.order_by("pk").first().pk],
}


def a_party(workspace):
    """A municipality, which owns its part of the plan."""
    return Body.objects.filter(county=workspace.plan.county, kind="municipality").order_by("code").first()


def a_unit(workspace):
    """A unit of the region."""
    return Body.objects.filter(county=workspace.plan.county, kind="unit").first() or factories.a_body(
        workspace.plan.partnership
    )


@pytest.mark.parametrize("name", FORMS)
def test_forms_that_make_something_carry_a_key_that_is_new_each_time(client, workspace, name):
    client.force_login(workspace.people["administrator"])
    address = reverse(f"workspace:{name}", args=FORMS[name](workspace))
    assert key_of(client, address) != key_of(client, address)


def test_plans_are_tied_once_and_what_was_refused_is_tried_again(signed_in, workspace):
    other = factories.a_plan(workspace.plan.partnership, title="Strategi")
    page = reverse("workspace:versions", args=[workspace.plan.pk])
    relate = reverse("workspace:relate", args=[workspace.plan.pk])
    form = {"plan": other.pk, "hur": "touches", "formularnyckel": key_of(signed_in, page)}
    signed_in.post(relate, form)
    assert "redan skickat" in signed_in.post(relate, form, follow=True).content.decode()
    assert PlanRelation.objects.count() == 1
    refused = form | {"hur": "okänt", "formularnyckel": key_of(signed_in, page)}
    for _ in range(2):
        assert "redan skickat" not in signed_in.post(relate, refused, follow=True).content.decode()


def test_a_body_becomes_another_once(signed_in, workspace):
    unit, here = a_unit(workspace), workspace.plan.partnership
    page = reverse("workspace:body_became", args=[here.pk, unit.pk])
    form = {"new": "Nya enheten", "on": timezone.localdate().isoformat(), "bekraftat": "1"}
    form["formularnyckel"] = key_of(signed_in, page)
    answers = [signed_in.post(page, form) for _ in range(2)]
    assert [a.status_code for a in answers] == [302, 302]
    assert Body.objects.filter(name="Nya enheten").count() == 1


def test_forms_are_remembered_for_a_week(signed_in, workspace):
    signed_in.post(add_address(workspace, "goal"), a_goal(workspace, signed_in))
    SentForm.objects.update(sent_at=timezone.now() - timedelta(days=8))
    signed_in.post(add_address(workspace, "goal"), a_goal(workspace, signed_in))
    assert SentForm.objects.count() == 1
