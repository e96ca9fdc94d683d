"""The start page of the workspace is tidied by those who read documents in: nothing on it has to stay for ever."""

from __future__ import annotations

from html import unescape

from django.urls import reverse
from tests import factories
from tests.web.workspace.conftest import an_import

from samplan.intake.models import Import
from samplan.plans.models import Plan


def start(client) -> str:
    return unescape(client.get(reverse("workspace:start")).content.decode())


def test_a_failed_import_is_laid_aside_and_stays_under_imports(signed_in, workspace):
    failed = an_import(workspace.coordinator, workspace.plan.partnership, b"\x89PNG bild", "bild.png")
    assert failed.state == "failed"
    assert "Lägg åt sidan" in start(signed_in)
    answer = signed_in.post(reverse("workspace:dismiss", args=[failed.pk]), follow=True)
    told = unescape(answer.content.decode())
    assert "bild.png är lagt åt sidan. Originalet finns kvar under Läs in." in told
    assert "Väntar på dig" not in told
    listed = signed_in.get(reverse("workspace:imports")).content.decode()
    assert "bild.png" in listed
    assert "Lagt åt sidan" in listed
    page = signed_in.get(reverse("workspace:import", args=[failed.pk])).content.decode()
    assert "Försök läsa igen" in page
    assert "lagg-at-sidan" not in page


def test_a_reader_is_offered_neither(client, workspace):
    an_import(workspace.coordinator, workspace.plan.partnership, b"\x89PNG bild", "bild.png")
    factories.a_plan(workspace.plan.partnership, title="")
    client.force_login(workspace.people["reader"])
    told = start(client)
    assert "bild.png" not in told
    assert "Väntar på dig" not in told
    assert "Lägg åt sidan" not in told
    assert "Ta bort den tomma planen" not in told


def test_an_empty_plan_is_removed_after_a_page_that_says_what_stays(signed_in, workspace):
    empty = factories.a_plan(workspace.plan.partnership, title="")
    told = start(signed_in)
    address = reverse("workspace:remove_empty", args=[empty.pk])
    assert told.count("Ta bort den tomma planen") == 1
    assert address in told
    assert "ingen text går förlorad" in signed_in.get(address).content.decode()
    after = signed_in.post(address, follow=True).content.decode()
    assert "Den tomma planen är borttagen. Inget innehåll fanns i den." in after
    assert reverse("workspace:plan", args=[empty.pk]) not in after
    assert Plan.objects.get(pk=empty.pk).removed_at is not None


def test_a_plan_with_content_says_why_it_stays(signed_in, workspace):
    address = reverse("workspace:remove_empty", args=[workspace.plan.pk])
    page = signed_in.get(address).content.decode()
    assert "så den går inte att ta bort" in page
    assert ">Ta bort den tomma planen</button>" not in page
    told = signed_in.post(address, follow=True).content.decode()
    assert "Det står något i planen. Inget har tagits bort." in unescape(told)
    assert Plan.objects.get(pk=workspace.plan.pk).removed_at is None
    assert Import.objects.count() == 0


def test_the_wrong_document_is_laid_aside_from_its_review_and_taken_up_again(signed_in, workspace):
    wrong = an_import(workspace.coordinator, workspace.plan.partnership)
    review = unescape(signed_in.get(reverse("workspace:review", args=[wrong.pk])).content.decode())
    assert reverse("workspace:dismiss", args=[wrong.pk]) in review
    told = unescape(signed_in.post(reverse("workspace:dismiss", args=[wrong.pk]), follow=True).content.decode())
    assert "plan.docx är lagt åt sidan. Originalet och granskningen finns kvar under Läs in." in told
    assert "Väntar på dig" not in told
    page = unescape(signed_in.get(reverse("workspace:import", args=[wrong.pk])).content.decode())
    assert "Granskningen är kvar som den var" in page
    assert "Försök läsa igen" not in page
    again = signed_in.post(reverse("workspace:read_again", args=[wrong.pk]), follow=True)
    assert again.redirect_chain[-1][0] == reverse("workspace:review", args=[wrong.pk])
    assert "Väntar på dig" in start(signed_in)


def test_what_stands_in_a_plan_is_not_laid_aside(signed_in, workspace):
    imported = an_import(workspace.coordinator, workspace.plan.partnership)
    signed_in.post(reverse("workspace:commit", args=[imported.pk]), {"allt": "1"})
    assert Import.objects.get(pk=imported.pk).state == "committed"
    review = signed_in.get(reverse("workspace:review", args=[imported.pk])).content.decode()
    assert reverse("workspace:dismiss", args=[imported.pk]) not in review


def test_an_administrator_erases_what_was_laid_aside_and_the_decision_is_left(client, signed_in, workspace):
    wrong = an_import(workspace.coordinator, workspace.plan.partnership)
    erase, page, original = (reverse(f"workspace:{n}", args=[wrong.pk]) for n in ("erase", "import", "original"))
    signed_in.post(reverse("workspace:dismiss", args=[wrong.pk]))
    assert erase not in signed_in.get(page).content.decode()
    client.force_login(workspace.people["administrator"])
    assert erase in client.get(page).content.decode()
    lacking = client.post(erase, {"decided_by": "Styrgruppen", "reason": ""})
    assert lacking.status_code == 422
    assert 'value="Styrgruppen"' in lacking.content.decode()
    assert client.get(original).status_code == 200
    told = client.post(erase, {"decided_by": "Styrgruppen", "reason": "Fel fil"}, follow=True).content.decode()
    assert "Dokumentet är raderat. Beslutet finns kvar." in unescape(told)
    assert "Beslut av Styrgruppen: Fel fil" in unescape(told)
    assert client.get(original).status_code == 404
    assert "Raderat" in client.get(reverse("workspace:imports")).content.decode()
