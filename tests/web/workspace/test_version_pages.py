"""The pages of a plan's versions, of what waits, and of splitting, merging and moving in time."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests import factories

from samplan.actors.rules import NotAllowed
from samplan.plans import actions, queries
from samplan.plans.models import Activity, Dependency, Goal, Lineage, Need, Plan
from samplan.plans.shapes.family import FamilyPlan, FamilyTie
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.versions import PlanRelationKind, PlanType
from samplan.web.workspace.family_map import LEFT, WIDTH, family_map


def address(name, *args):
    """A page of the workspace."""
    return reverse(f"workspace:{name}", args=args)


@pytest.mark.django_db
def test_the_next_version_leaves_behind_what_was_chosen(signed_in, workspace):
    plan, activity = workspace.plan, workspace.activity
    page = signed_in.get(address("next_version", plan.pk)).content.decode()
    assert f'name="activity-{activity.pk}"' in page
    form = {"title": "Nästa plan", "valid_from": "2029-01-01", "valid_to": "2031-12-31", "dates": "keep"}
    form |= {f"activity-{pk}": "keep" for pk in Activity.objects.values_list("pk", flat=True)}
    sent = signed_in.post(address("next_version", plan.pk), {**form, f"activity-{activity.pk}": "drop"})
    new = Plan.objects.get(title="Nästa plan")
    assert sent["Location"] == address("versions", new.pk)
    assert Activity.objects.filter(area__plan=new).count() == Activity.objects.filter(area__plan=plan).count() - 1
    told = signed_in.get(address("versions", new.pk)).content.decode()
    assert "ersätter" in told
    assert "Nästa plan" in told


@pytest.mark.django_db
def test_the_page_of_the_next_version_asks_what_becomes_of_times(signed_in, workspace):
    plan = workspace.plan
    page = signed_in.get(address("next_version", plan.pk)).content.decode()
    assert all(f'value="{value}"' in page for value in ("move", "keep", "clear"))
    form = {"title": "Nästa plan", "dates": "move"}
    refused = signed_in.post(address("next_version", plan.pk), form)
    assert refused.status_code == 422
    assert "Tiderna kan bara flyttas när båda planerna säger från när de gäller." in refused.content.decode()
    assert signed_in.post(address("next_version", plan.pk), {**form, "dates": "clear"}).status_code == 302
    new = Plan.objects.get(title="Nästa plan")
    assert not Activity.objects.filter(area__plan=new).exclude(timeframe="", start=None, end=None, status="").exists()
    activity = Activity.objects.filter(area__plan=new).first()
    Activity.objects.filter(became__to_activity=activity).update(status="done", timeframe="Ht 2025")
    past = signed_in.get(address("history", new.pk, "activity", activity.pk)).content.decode()
    assert "Ht 2025" in past
    assert "Klar" in past


@pytest.mark.django_db
def test_faults_of_the_next_version_keep_what_was_chosen(signed_in, workspace):
    plan, activity = workspace.plan, workspace.activity
    form = {"title": "", f"activity-{activity.pk}": "change"}
    refused = signed_in.post(address("next_version", plan.pk), form)
    assert refused.status_code == 422
    assert f'id="activity-{activity.pk}-change" value="change" checked' in refused.content.decode()
    assert Plan.objects.filter(county=plan.county).count() == 1


@pytest.mark.django_db
def test_a_plan_is_prolonged_and_tied_on_its_page(signed_in, workspace):
    plan = workspace.plan
    other = factories.a_plan(plan.partnership, title="Strategi")
    late = {"valid_to": "2099-12-31", "reason": "Väntar på ny strategi"}
    assert signed_in.post(address("versions", plan.pk), {**late, "reason": ""}).status_code == 422
    assert signed_in.post(address("versions", plan.pk), late).status_code == 302
    plan.refresh_from_db()
    assert plan.valid_to == date(2099, 12, 31)
    signed_in.post(address("relate", plan.pk), {"plan": other.pk, "hur": "part_of"})
    signed_in.post(address("relate", plan.pk), {"slag": "programme"})
    page = signed_in.get(address("versions", plan.pk)).content.decode()
    assert "är en del av" in page
    [tie] = queries.plan_family(plan.county_id)[1]
    signed_in.post(address("relate", plan.pk), {"koppling": tie.id, "do": "remove", "why": "outdated"})
    assert queries.plan_family(plan.county_id)[1] == []


@pytest.mark.django_db
def test_what_waits_is_released_from_its_page(signed_in, workspace):
    plan, dependency = workspace.plan, workspace.dependency
    page = signed_in.get(address("waiting", plan.pk)).content.decode()
    assert dependency.title in page
    assert workspace.area.title in page
    signed_in.post(address("who_waits", plan.pk, dependency.pk), {"activity": [workspace.activity.pk]})
    assert [w.activity_id for w in dependency.waiting.all()] == [workspace.activity.pk]
    release = address("release", plan.pk, dependency.pk)
    refused = signed_in.post(release, {"decision": "", "on": "2026-06-11"})
    assert refused.status_code == 422
    assert signed_in.post(release, {"decision": "Länsrådet § 7", "on": "2026-06-11"}).status_code == 302
    assert Dependency.objects.get().released_on == date(2026, 6, 11)
    assert "Länsrådet § 7" in signed_in.get(address("waiting", plan.pk)).content.decode()
    area = signed_in.get(address("area", plan.pk, workspace.area.pk)).content.decode()
    assert "Länsrådet § 7" in area.split('id="vantar"')[1].split("</section>")[0]


@pytest.mark.django_db
def test_something_to_wait_for_is_added_and_stands_on_its_page(signed_in, workspace):
    told = {"title": "Beslut om lokaler", "owner": "Rådet", "expected_written": "hösten"}
    sent = signed_in.post(address("add", workspace.plan.pk, "dependency"), told)
    assert sent["Location"].startswith(address("waiting", workspace.plan.pk))
    assert "Beslut om lokaler" in signed_in.get(sent["Location"]).content.decode()


@pytest.mark.django_db
def test_an_area_owner_adds_what_their_own_area_waits_for(client, workspace):
    plan, area = workspace.plan, workspace.area
    other = factories.an_area(plan, "Någon annans")
    client.force_login(workspace.people["area_owner"])
    assert address("wait_add", plan.pk) in client.get(address("waiting", plan.pk)).content.decode()
    page = client.get(address("wait_add", plan.pk)).content.decode()
    assert area.title in page
    assert other.title not in page
    assert client.post(address("wait_add", plan.pk), {"title": "Lokaler"}).status_code == 422
    assert client.post(address("wait_add", plan.pk), {"title": "Lokaler", "area": [other.pk]}).status_code == 422
    client.post(address("wait_add", plan.pk), {"title": "Lokaler", "area": [area.pk]})
    made = Dependency.objects.get(title="Lokaler")
    assert [w.area_id for w in made.waiting.all()] == [area.pk]
    assert 'name="owner"' not in page
    client.post(address("wait_add", plan.pk), {"title": "Pengar", "area": [area.pk], "owner": "Rådet"})
    assert Dependency.objects.get(title="Pengar").owner == ""
    for decides in ({"owner": "Rådet"}, {"owner_body": 1}):
        with pytest.raises(NotAllowed):
            actions.wait_for(
                by=workspace.people["area_owner"], plan=plan, values={"title": "Tid", **decides}, areas=[area.pk]
            )
    assert not Dependency.objects.filter(title="Tid").exists()
    client.force_login(workspace.people["decision_maker"])
    assert client.get(address("wait_add", plan.pk)).status_code == 403
    assert address("wait_add", plan.pk) not in client.get(address("waiting", plan.pk)).content.decode()


@pytest.mark.django_db
def test_an_activity_is_moved_in_time_with_a_reason(signed_in, workspace):
    activity = workspace.activity
    page = address("reschedule", workspace.plan.pk, activity.pk)
    form = {"timeframe": "Ht 2031", "start": "2031-07-01", "end": "2031-12-31", "version": activity.version}
    assert signed_in.post(page, form).status_code == 422
    stale = signed_in.post(page, {**form, "reason": "Vakans", "version": 99})
    assert stale.status_code == 422
    assert "Inget har gått förlorat" in stale.content.decode()
    assert signed_in.post(page, {**form, "reason": "Vakans"}).status_code == 302
    told = signed_in.get(address("versions", workspace.plan.pk)).content.decode()
    assert "Ht 2031" in told
    assert "Vakans" in told


@pytest.mark.django_db
def test_items_are_split_and_merged_and_say_where_they_came_from(signed_in, workspace):
    plan, activity = workspace.plan, workspace.activity
    signed_in.post(address("split", plan.pk, "activity", activity.pk), {"texts": "Första delen\n\nAndra delen"})
    parts = list(Activity.objects.filter(text__in=["Första delen", "Andra delen"]).order_by("order"))
    assert [p.text for p in parts] == ["Första delen", "Andra delen"]
    told = signed_in.get(address("history", plan.pk, "activity", parts[0].pk)).content.decode()
    assert "Kommer från" in told
    assert activity.text in told
    merge = address("merge", plan.pk, "activity", parts[0].pk)
    assert "Andra delen" in signed_in.get(merge).content.decode()
    assert signed_in.post(merge, {"text": "Ihop"}).status_code == 422
    signed_in.post(merge, {"text": "Ihop", "med": [parts[1].pk]})
    assert Activity.objects.get(text="Ihop").removed_at is None
    assert Lineage.objects.filter(way="merged").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["split", "merge"])
def test_what_cannot_be_split_is_not_there(signed_in, workspace, name):
    assert signed_in.get(address(name, workspace.plan.pk, "plan", workspace.plan.pk)).status_code == 404
    assert signed_in.get(address(name, workspace.plan.pk, "activity", 10**9)).status_code == 404


def test_the_map_places_plans_by_their_years_and_keeps_lines_inside():
    plans = [
        FamilyPlan(1, "Gammal", PlanType.COUNTY, date(2020, 1, 1), date(2022, 12, 31)),
        FamilyPlan(2, "Ny", PlanType.COUNTY, date(2023, 1, 1), date(2026, 12, 31)),
        FamilyPlan(3, "Utan dagar", PlanType.LOCAL, None, None),
    ]
    ties = [
        FamilyTie(1, 2, 1, PlanRelationKind.REPLACES, ""),
        FamilyTie(2, 3, 2, PlanRelationKind.PART_OF, ""),
    ]
    drawn = family_map(plans, ties, today=date(2026, 6, 1))
    old, new, undated = drawn.bars
    assert old.x == LEFT
    assert old.x + old.w <= new.x
    assert undated.open
    assert undated.x + undated.w == WIDTH - LEFT
    assert [y for y, _ in drawn.years][:2] == [2020, 2021]
    for bar in drawn.bars:
        assert bar.x >= LEFT
        assert bar.x + bar.w <= WIDTH
        assert bar.y < drawn.height
    assert len(drawn.lines) == 2


def test_the_map_puts_a_strategy_above_and_keeps_a_plans_lines_apart():
    plans = [
        FamilyPlan(1, "Gammal", PlanType.COUNTY, date(2020, 1, 1), date(2022, 12, 31)),
        FamilyPlan(2, "Strategi", PlanType.STRATEGY, date(2021, 1, 1), date(2030, 12, 31)),
        FamilyPlan(3, "Ny", PlanType.COUNTY, date(2023, 1, 1), date(2026, 12, 31)),
    ]
    ties = [
        FamilyTie(1, 3, 1, PlanRelationKind.REPLACES, ""),
        FamilyTie(2, 3, 2, PlanRelationKind.TOUCHES, ""),
    ]
    drawn = family_map(plans, ties, today=date(2026, 6, 1))
    assert [bar.plan.id for bar in drawn.bars] == [2, 1, 3]
    first, second = drawn.lines
    assert first.path.split()[0] != second.path.split()[0]
    assert [kind for kind, _x in drawn.keys] == [PlanRelationKind.REPLACES, PlanRelationKind.TOUCHES]
    assert drawn.key_y < drawn.height
    assert family_map(plans, [], today=date(2026, 6, 1)).keys == ()


@pytest.mark.django_db
def test_a_contact_says_how_it_goes_with_their_own_and_nothing_else(client, workspace):
    contact, activity = workspace.people["municipal_contact"], workspace.activity
    page = address("report", workspace.plan.pk)
    client.force_login(contact)
    assert "Du ansvarar inte för någon aktivitet" in client.get(page).content.decode()
    body = contact.memberships.get().body
    owner = {"text": body.name, "body": body.pk, "activity": activity.pk}
    factories.an_item(workspace.plan, ItemKind.RESPONSIBLE, owner, activity.area_id)
    assert activity.text in client.get(page).content.decode()
    form = {name: getattr(activity, name) or "" for name in ("timeframe", "start", "end")}
    form |= {"status": "ongoing", "version": activity.version}
    telling = address("reschedule", workspace.plan.pk, activity.pk)
    sent = client.post(f"{telling}?fran=mina", form)
    assert sent["Location"].startswith(page)
    activity.refresh_from_db()
    assert activity.status == "ongoing"
    other = Activity.objects.filter(area__plan=workspace.plan).exclude(pk=activity.pk).first()
    assert client.get(address("reschedule", workspace.plan.pk, other.pk)).status_code == 403
    assert client.get(address("change", workspace.plan.pk, "activity", activity.pk)).status_code == 403


@pytest.mark.django_db
def test_a_need_and_a_step_are_written_on_their_forms(signed_in, workspace):
    plan, area = workspace.plan, workspace.area
    other = factories.an_area(plan, "Någon annans")
    told = {"omrade": area.pk, "text": "Ingen svarar", "source": "Brukarnätverket", "year": "2024", "evidence": "Enkät"}
    assert signed_in.post(address("add", plan.pk, "need"), told).status_code == 302
    need = Need.objects.get()
    page = signed_in.get(address("area", plan.pk, area.pk)).content.decode()
    assert "Identifierat av Brukarnätverket 2024" in page
    assert address("need_areas", plan.pk, need.pk) in page
    assert signed_in.post(address("need_areas", plan.pk, need.pk), {"area": [other.pk]}).status_code == 302
    assert "Ingen svarar" in signed_in.get(address("area", plan.pk, other.pk)).content.decode()
    long = factories.an_item(plan, ItemKind.GOAL, {"level": "long", "text": "Alla får svar"}, area.pk)
    form = signed_in.get(f"{address('add', plan.pk, 'goal')}?omrade={area.pk}").content.decode()
    assert f'<option value="{long.pk}">Alla får svar' in form
    step = {"omrade": area.pk, "level": "short", "text": "Ett steg", "under": long.pk}
    assert signed_in.post(address("add", plan.pk, "goal"), step).status_code == 302
    assert Goal.objects.get(text="Ett steg").under == long
    wrong = signed_in.post(address("add", plan.pk, "goal"), {**step, "level": "long"})
    assert wrong.status_code == 422
    assert "Bara ett kortsiktigt mål" in wrong.content.decode()


@pytest.mark.django_db
def test_a_pilot_becomes_ordinary_operation_with_its_decision_and_money_noted(signed_in, workspace):
    activity = workspace.activity
    page = address("reschedule", workspace.plan.pk, activity.pk)
    time = {name: getattr(activity, name) or "" for name in ("timeframe", "start", "end")}
    sent = {**time, "status": "permanent", "version": activity.version, "reason": "Länsrådet § 9. Regionen betalar."}
    if activity.ongoing:
        sent["ongoing"] = "on"
    long = signed_in.post(page, {**sent, "reason": "x" * 101})
    assert (long.status_code, "x" * 101 in long.content.decode()) == (422, True)
    assert signed_in.post(page, sent).status_code == 302
    activity.refresh_from_db()
    assert activity.status == "permanent"
    past = signed_in.get(address("history", workspace.plan.pk, "activity", activity.pk)).content.decode()
    assert "Länsrådet § 9. Regionen betalar." in past
    again = signed_in.post(page, {**sent, "version": activity.version})
    assert (again.status_code, "Varken läge eller tid" in again.content.decode()) == (422, True)
