"""A gap table of an old document on the pages: the answers tell where they were read and who is left out."""

from __future__ import annotations

import pytest
from django.contrib.messages.storage.cookie import CookieStorage as Kept
from django.urls import reverse
from tests import factories
from tests.followup.test_gap_history import TOWNS, an_old_plan, gap_round

from samplan.followup import queries
from samplan.web.workspace.history_bridge import lay_history

pytestmark = pytest.mark.django_db


def test_the_answers_tell_the_document_and_who_is_not_in_it(client):
    plan = an_old_plan()
    round_ = gap_round(plan)
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    page = client.get(reverse("workspace:round_results", args=[round_.pk])).content.decode()
    assert "gammal.docx" in page
    assert "sida 12" in page
    assert "Inte med, för de finns inte bland länets organisationer" in page
    assert "Okänd klinik" in page
    assert all(name in page for name in TOWNS)
    assert (
        client.get(reverse("workspace:round_results", args=[round_.pk]), headers={"accept-language": "en"}).status_code
        == 200
    )


def test_who_puts_a_document_in_is_told_which_years_and_who_is_left_out(rf):
    plan = an_old_plan()
    request = rf.get("/")
    request.user = factories.a_person(role="coordinator", partnership=plan.partnership)
    request.session = {}
    request._messages = Kept(request)
    lay_history(request, plan)
    told = [str(m) for m in request._messages]
    assert any("Okänd klinik" in m for m in told)
    assert any("2018" in m for m in told)


def test_a_meeting_is_told_of_it_as_read_from_a_document():
    plan = an_old_plan()
    round_ = gap_round(plan)
    (one,) = queries.happened_since(plan.partnership, round_.opened_at.date())
    assert one.words.sv == "Gapanalys läst ur dokument: 2018."
