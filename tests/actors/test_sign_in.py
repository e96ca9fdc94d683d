"""Signing in by e-mail, through the real form."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("written", ["anna@exempel.se", "ANNA@Exempel.se"])
def test_a_person_signs_in_by_e_mail_whatever_its_case(written: str, client: Client) -> None:
    person = factories.a_person(email="anna@exempel.se", password=factories.PASSWORD)
    answer = client.post(reverse("account_login"), {"login": written, "password": factories.PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_wrong_password_and_a_switched_off_person_stay_outside(client: Client) -> None:
    person = factories.a_person(email="anna@exempel.se", password=factories.PASSWORD)
    client.post(reverse("account_login"), {"login": "anna@exempel.se", "password": "fel lösenfras helt"})
    assert "_auth_user_id" not in client.session
    person.is_active = False
    person.save()
    client.post(reverse("account_login"), {"login": "anna@exempel.se", "password": factories.PASSWORD})
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    form = {"email": "ny@exempel.se", "password1": factories.PASSWORD, "password2": factories.PASSWORD}
    client.post(reverse("account_signup"), form)
    assert "_auth_user_id" not in client.session
    assert not type(factories.a_person()).objects.filter(email="ny@exempel.se").exists()
