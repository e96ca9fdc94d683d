"""What the plan lacks: the list, the way to mend and back, setting aside, the gate, and the marks beside the fields."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from tests import factories
from tests.web.workspace.conftest import a_workspace

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, checks, queries
from samplan.plans.models import Indicator
from samplan.plans.rights import edit_rights
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.models import Edition


def page(client, workspace, name="check", **query):
    return client.get(reverse(f"workspace:{name}", args=[workspace.plan.pk]), query)


def words(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def the(workspace, code):
    return next(f for f in queries.plan_check(workspace.plan).open if f.code == code)


def test_the_list_counts_groups_and_says_why(signed_in, workspace):
    body = words(page(signed_in, workspace))
    check = queries.plan_check(workspace.plan)
    assert f"Planen saknar {len(check.open)} saker" in body
    assert "Målvärde med frågetecken" in body
    assert "Utan indikator går det inte att säga om något har ändrats." in body
    assert "Inga personnummer står i planen." in body
    english = signed_in.get("/en" + reverse("workspace:check", args=[workspace.plan.pk]))
    assert "Target with question marks" in words(english)


def test_each_row_leads_to_its_form_at_its_field_and_back(signed_in, workspace):
    """Mend a doubtful target: the form opens at the field, and saving comes back to the list at the same place."""
    indicator = Indicator.objects.get()
    body = page(signed_in, workspace).content.decode()
    address = reverse("workspace:change", args=[workspace.plan.pk, "indicator", indicator.pk])
    link = f"{address}?falt=text&tillbaka=target_question_marks"
    assert link.replace("&", "&amp;") in body
    form = signed_in.get(link).content.decode()
    assert re.search(r'<textarea name="text"[^>]*autofocus', form)
    back = reverse("workspace:check", args=[workspace.plan.pk]) + "#target_question_marks"
    assert f'href="{back}"' in form
    answer = signed_in.post(
        link, {"version": indicator.version, "text": "Tolv utbildade instruktörer", "kind": "count"}, follow=False
    )
    assert answer["Location"] == back
    assert "Målvärde med frågetecken" not in re.findall(r"<h3.*?</h3>", page(signed_in, workspace).content.decode())


def test_every_link_to_mend_opens(signed_in, workspace):
    area = workspace.area
    factories.an_item(workspace.plan, ItemKind.BACKGROUND, {"text": "TBD. Ring 070-123 45 67."}, area.pk)
    factories.an_item(workspace.plan, ItemKind.RESPONSIBLE, {"text": "Anna Påhittsson"}, area.pk)
    factories.an_item(workspace.plan, ItemKind.COST, {"min": "1", "max": "2"}, area.pk)
    factories.an_item(workspace.plan, ItemKind.FUND, {"name": "Stöd", "amount": "5"})
    body = page(signed_in, workspace).content.decode()
    links = re.findall(r'sp-lackrow__go" href="([^"]+)"', body)
    assert len(links) > 10
    for link in dict.fromkeys(links):
        assert signed_in.get(unescape(link)).status_code == 200, link


def test_filters_show_an_area_and_ones_own(signed_in, workspace):
    second = queries.areas_of(workspace.plan.pk)[1][0]
    body = words(page(signed_in, workspace, omrade=second))
    assert "Målvärde med frågetecken" not in body
    assert "Indikator saknas" in body
    for show in ("fore", "mina", "uppskjutna", "nonsense"):
        assert page(signed_in, workspace, visa=show).status_code == 200
    assert page(signed_in, workspace, omrade="x").status_code == 200


def test_a_finding_waits_with_its_reason_and_comes_back(signed_in, workspace):
    key = the(workspace, "target_question_marks").key
    address = reverse("workspace:check_aside", args=[workspace.plan.pk]) + f"?vad={key}"
    assert "kommer tillbaka" in words(signed_in.get(address))
    refused = signed_in.post(address, {"reason": " "})
    assert refused.status_code == 422
    answer = signed_in.post(address, {"reason": "Rådet beslutar i höst"}, follow=True)
    assert "Målvärde med frågetecken" not in words(answer)
    waiting = page(signed_in, workspace, visa="uppskjutna")
    assert "Rådet beslutar i höst" in words(waiting)
    action = re.search(r'action="([^"]+/ta-upp/)"', waiting.content.decode())
    signed_in.post(action[1])
    assert the(workspace, "target_question_marks")
    gone = signed_in.get(address.replace("target", "other"), follow=True)
    assert "finns inte längre i listan" in words(gone)


def test_counts_are_noted_and_shown(signed_in, workspace):
    assert "Inga antal är antecknade ännu" in words(page(signed_in, workspace))
    signed_in.post(reverse("workspace:check_counts", args=[workspace.plan.pk]))
    assert len(queries.counts_by_day(workspace.plan.pk)) == 1
    assert "<caption" in page(signed_in, workspace).content.decode()


def test_the_page_says_why_there_are_more_rows_than_before(signed_in, workspace):
    """The first responsible of a plan makes one row into one for every other area, and the page says so."""
    plan = factories.a_plan(workspace.plan.partnership, title="Ny plan")
    areas = [factories.an_area(plan, f"Område {n}") for n in range(6)]
    actions.record_counts(by=SYSTEM, plan=plan, day=timezone.localdate() - timedelta(days=3))
    before = queries.plan_check(plan).counts()
    factories.an_item(plan, ItemKind.RESPONSIBLE, {"text": "Elevhälsan"}, areas[0].pk)
    after = queries.plan_check(plan).counts()
    assert (before["no_responsible_anywhere"], after["responsible_missing"]) == (1, 5)
    told = words(signed_in.get(reverse("workspace:check", args=[plan.pk])))
    assert "Ansvarig saknas : 5 nya. Planen har börjat skriva det någonstans." in told
    actions.record_counts(by=SYSTEM, plan=plan, day=timezone.localdate() - timedelta(days=1))
    assert "Nya rader:" not in words(signed_in.get(reverse("workspace:check", args=[plan.pk])))


def test_the_gate_is_set_and_stops_with_links(signed_in, workspace):
    """A county lets question marks stop an edition: the publishing page says so, and nothing is published."""
    address = reverse("workspace:check_gate", args=[workspace.plan.pk])
    form = signed_in.get(address).context["form"]
    chosen = {name: field.initial for name, field in form.fields.items()}
    signed_in.post(address, {**chosen, "target_question_marks": "stop"})
    assert queries.gate_levels(workspace.plan.partnership_id) == {"target_question_marks": "stop"}
    publishing = page(signed_in, workspace, "publish")
    assert "Ordna det här först" in words(publishing)
    assert f"/indicator/{Indicator.objects.get().pk}/?falt=text" in publishing.content.decode()
    refused = signed_in.post(reverse("workspace:publish", args=[workspace.plan.pk]), {})
    assert refused.status_code == 422
    assert "Planen kan inte ges ut än." in words(refused)
    assert not Edition.objects.exists()
    assert signed_in.post(address, {"target_question_marks": "stop"}).status_code == 422


def test_the_publishing_page_says_what_is_hard_to_read(signed_in, workspace):
    clean = "Samplan ser inget i texterna"
    assert clean in words(page(signed_in, workspace, "publish"))
    text = {"text": "Läs mer på https://exempel.example/en/lang/adress"}
    factories.an_item(workspace.plan, ItemKind.COMMENT, text, workspace.area.pk)
    told = words(page(signed_in, workspace, "publish"))
    assert clean not in told
    assert "https://exempel.example/en/lang/adress" in told


def test_a_mark_stands_beside_the_field_until_it_is_set_aside(signed_in, workspace):
    area = reverse("workspace:area", args=[workspace.plan.pk, workspace.area.pk])
    assert "Värdet är inte bestämt" in words(signed_in.get(area))
    finding = the(workspace, "target_question_marks")
    actions.set_aside(by=workspace.coordinator, plan=workspace.plan, key=finding.key, reason="Väntar")
    assert "Värdet är inte bestämt" not in words(signed_in.get(area))


def test_a_row_saved_in_its_place_keeps_its_marks(signed_in, workspace):
    row = reverse("workspace:row", args=[workspace.plan.pk, "indicator", Indicator.objects.get().pk])
    assert "Värdet är inte bestämt" in words(signed_in.get(row, headers={"HX-Request": "true"}))


def test_the_area_and_the_list_agree_on_what_an_area_lacks(signed_in, workspace):
    """What stands beside the fields of an area has the same keys as in the list, so that both are set aside at once."""
    area = workspace.area
    factories.an_item(workspace.plan, ItemKind.RESPONSIBLE, {"text": "Anna Påhittsson"}, area.pk)
    factories.an_item(workspace.plan, ItemKind.COST, {"min": "1", "max": "2"}, area.pk)
    check = queries.plan_check(workspace.plan)
    around = checks.Around(
        today=timezone.localdate(), valid_from=workspace.plan.valid_from, valid_to=workspace.plan.valid_to
    )
    beside = checks.findings_of_area(queries.area_for_editing(area.pk), around)
    assert {"person_named", "cost_year_missing", "target_question_marks"} <= {f.code for f in beside}
    assert {f.key for f in beside} <= {f.key for f in check.open}


@pytest.mark.parametrize("role", ["municipal_contact", "decision_maker"])
def test_a_reader_sees_the_list_without_ways_to_change(client, workspace, role):
    client.force_login(workspace.people[role])
    body = page(client, workspace).content.decode()
    assert "Målvärde med frågetecken" in body
    assert "Åtgärda" not in body
    assert "Kan vänta" not in body


def test_each_is_offered_what_they_may_change_and_nothing_else(client, workspace):
    for role, kinds in (("analyst", {"indicator"}), ("controller", {"cost"})):
        client.force_login(workspace.people[role])
        body = page(client, workspace).content.decode()
        ways = re.findall(rf'href="/arbetsrum/plan/{workspace.plan.pk}/(\w+)/[^"]*tillbaka=', body)
        assert set(ways) <= kinds
        assert "Kan vänta" not in body
    client.force_login(workspace.people["area_owner"])
    own = {str(area) for area in edit_rights(workspace.people["area_owner"], workspace.plan).areas}
    body = page(client, workspace).content.decode()
    assert "Åtgärda" in body
    adding = re.findall(r"/ny/\?omrade=(\d+)", body)
    assert set(adding) <= own


def test_the_plans_own_page_says_what_the_plan_itself_lacks(signed_in, workspace):
    plan = workspace.plan
    fund = factories.an_item(plan, ItemKind.FUND, {"name": "Stöd", "amount": "5"})
    actions.change_item(
        by=workspace.coordinator, kind=ItemKind.PLAN, item_id=plan.pk, values={"valid_to": None}, seen_version=1
    )
    body = words(page(signed_in, workspace, "plan"))
    assert "Planens första eller sista dag saknas." in body
    assert "Det står inte vilket år pengarna gäller." in body
    key = the(workspace, "fund_year_missing").key
    assert str(fund.pk) in key
    actions.set_aside(by=workspace.coordinator, plan=plan, key=key, reason="Gäller alla år")
    assert "vilket år pengarna gäller" not in words(page(signed_in, workspace, "plan"))


@pytest.mark.django_db
def test_a_long_list_is_laid_out_in_part_and_whole_when_asked_for(client):
    """Fifty activities whose time has passed: forty rows, the rest counted, and all fifty by one link."""
    workspace = a_workspace(activities=50)
    client.force_login(workspace.coordinator)
    code = "time_passed_still_under_way"
    assert sum(f.code == code for f in queries.plan_check(workspace.plan).open) == 50
    body = page(client, workspace).content.decode()
    mend = rf'/activity/\d+/\?falt=status&amp;tillbaka={code}"'
    assert len(re.findall(mend, body)) == 40
    assert "10 står inte här. Visa alla" in words(page(client, workspace))
    assert f"?vad={code}&amp;visa=alla" in body
    assert len(re.findall(mend, page(client, workspace, vad=code).content.decode())) == 50
