"""Pages of a closed round's answers: what was filled in is shown and added up, put right, and handed out as files."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse
from tests import factories
from tests.followup.test_compiling import bodies
from tests.followup.test_filled_in import SUM, a_report

from samplan.actors.models import Person
from samplan.followup.models import Round

pytestmark = pytest.mark.django_db


def coordinator(round_: Round) -> Person:
    return factories.a_person(role="coordinator", partnership=round_.partnership)


def words(answer) -> str:
    """The page's words, without marks and with one blank between."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_what_was_filled_in_is_added_up_and_can_be_made_a_statement(client):
    round_ = a_report("86 000", "1 000")
    client.force_login(coordinator(round_))
    results = words(client.get(reverse("workspace:round_results", args=[round_.pk])))
    assert "Använda medel, kronor: 87 000 kronor 2 av 4 har fyllt i" in results
    drafted = words(client.get(reverse("workspace:statement_add", args=[round_.pk]), {"fraga": SUM}))
    assert "Exempelby 1 kommun Använda medel, kronor: 86 000 kronor" in drafted
    told = {f"kalla-{a.pk}-{SUM}": "says" for a in bodies(round_)[:2]} | {"text": "[antal] har medel kvar."}
    client.post(reverse("workspace:statement_add", args=[round_.pk]), told)
    compiled = words(client.get(reverse("workspace:compiling", args=[round_.pk])))
    assert "Använda medel, kronor: 1 000 kronor" in compiled
