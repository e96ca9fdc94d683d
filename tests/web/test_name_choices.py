"""The page on which a body says with which statements its name is shown: by its link, or with an account."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.test_compiling import bodies, shown
from tests.followup.test_naming import a_named_round
from tests.followup.worlds import contacts

from samplan.followup.models import NameChoice
from samplan.web.followup_letters import token_of

pytestmark = pytest.mark.django_db


def test_a_contact_person_chooses_from_the_link_after_the_round_is_closed(client):
    round_, made = a_named_round()
    one = contacts(round_)[0]
    token = token_of(one.pk, one.key)
    address = reverse("answers_statements", args=[token])
    assert address in client.get(reverse("answers_done", args=[token])).content.decode()
    page = client.get(address).content.decode()
    assert "Flera kommuner har en antagen plan för suicidprevention." in page
    assert "Ert namn får visas." in page
    assert "Exempelby 2" not in page
    after = client.post(address, {"pastaende": str(made.pk), "namn": "nej"}, follow=True).content.decode()
    assert "Ert namn visas inte. Ni räknas bara med i antalet." in after
    assert "Exempelby 1 kommun" not in shown(round_).named
    client.post(address, {"pastaende": str(made.pk), "namn": "ja"})
    assert "Exempelby 1 kommun" in shown(round_).named


def test_a_statement_of_others_cannot_be_chosen_by_hand(client):
    round_, made = a_named_round()
    silent = contacts(round_)[9]
    address = reverse("answers_statements", args=[token_of(silent.pk, silent.key)])
    assert "Inget påstående bygger på era svar än." in client.get(address).content.decode()
    for value in (str(made.pk), "x", ""):
        client.post(address, {"pastaende": value, "namn": "ja"})
    assert not NameChoice.objects.exists()


def test_who_has_an_account_finds_it_under_follow_up_and_another_body_is_refused(client):
    round_, _made = a_named_round()
    first, second = bodies(round_)[:2]
    person = factories.a_person(role="municipal_contact", partnership=round_.partnership, body=first.body)
    client.force_login(person)
    mine = reverse("workspace:statement_names", args=[first.pk])
    assert mine in client.get(reverse("workspace:rounds")).content.decode()
    assert client.get(mine).status_code == 200
    assert client.get(reverse("workspace:statement_names", args=[second.pk])).status_code == 403
    client.force_login(
        factories.a_person(role="coordinator", partnership=round_.partnership, email="s@exempel.example")
    )
    assert "Hur har de sagt det?" in client.get(mine).content.decode()
