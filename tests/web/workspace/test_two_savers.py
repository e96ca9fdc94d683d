"""The second saver of what ties a plan together sees the other's change, and nothing of either is lost."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests import factories

from samplan.actors.models import Role
from samplan.plans import actions, queries
from samplan.plans.models import ChainLink, NeedArea, NodeTag, PlanRelation, Waiting
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.tags import Wanted


@pytest.fixture
def two(workspace):
    """The coordinator and another one, each in a browser of their own."""
    other = factories.a_person("Bo Andra", role=Role.COORDINATOR, partnership=workspace.plan.partnership)
    clients = Client(), Client()
    for client, person in zip(clients, (workspace.coordinator, other), strict=True):
        client.force_login(person)
    return clients


def fields(text: str, within: str = "") -> dict[str, list[str]]:
    """What a form holds when it is shown: its hidden fields, and the boxes that are ticked."""
    part = text[text.index(within) :] if within else text
    part = part[: part.index("</form>")]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", part):
        told = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if told.get("type") == "hidden" or (told.get("type") == "checkbox" and " checked" in tag):
            found.setdefault(told["name"], []).append(told.get("value", ""))
    return found


@pytest.fixture
def step(workspace):
    """A step of the chain: what names it, and its address."""
    ends = {"start": ("activity", workspace.activity.pk), "end": ("goal", workspace.goal.pk)}
    actions.add_step(by=workspace.coordinator, plan=workspace.plan, **ends, assumption="Chefer ger tid.")
    return f"activity-{workspace.activity.pk}.goal-{workspace.goal.pk}"


def test_the_second_saver_of_a_step_sees_the_others_words(two, workspace, step):
    """Their words beside one's own; saving again with the version that was shown writes what was merged."""
    page, address = (reverse(f"workspace:{name}", args=[workspace.plan.pk]) for name in ("chain", "chain_step"))
    forms = [fields(client.get(page).text, f'id="{step}"') for client in two]
    first = two[0].post(address, forms[0] | {"do": "save", "assumption": "Chefer ger tid och pengar."})
    assert first.status_code == 302
    refused = two[1].post(address, forms[1] | {"do": "save", "assumption": "Chefer frågar."})
    assert refused.status_code == 409
    assert "har ändrat samtidigt" in refused.text
    assert "Chefer ger tid och pengar." in refused.text
    assert "Chefer frågar.</textarea>" in refused.text
    assert ChainLink.objects.get().assumption == "Chefer ger tid och pengar."
    again = fields(refused.text, f'id="{step}"')
    both = "Chefer frågar och ger tid och pengar."
    assert two[1].post(address, again | {"do": "save", "assumption": both}).status_code == 302
    assert ChainLink.objects.get().assumption == both


def test_a_step_that_another_explained_is_not_taken_away_unseen(two, workspace, step):
    """Who takes it away sees the new words first, and need not say again why."""
    page, address = (reverse(f"workspace:{name}", args=[workspace.plan.pk]) for name in ("chain", "chain_step"))
    forms = [fields(client.get(page).text, f'id="{step}"') for client in two]
    two[0].post(address, forms[0] | {"do": "save", "assumption": "Nytt."})
    refused = two[1].post(address, forms[1] | {"do": "remove", "why": "other", "reason": "Håller inte"})
    assert refused.status_code == 409
    assert 'value="Håller inte"' in refused.text
    again = fields(refused.text, f'id="{step}"')
    two[1].post(address, again | {"do": "remove", "why": "other", "reason": "Håller inte"})
    gone = ChainLink.objects.get()
    assert (gone.removed_at is not None, gone.removed_reason) == (True, "Håller inte")


def test_two_who_tag_the_same_item_get_both_their_tags(two, workspace):
    """Another item that only one of them touched is saved without a word; a box unticked by the other stays so."""
    found = next(f for f in queries.framework_choices(workspace.plan) if f.kind == "target_groups")
    area, nodes = workspace.area, [n.id for n in found.nodes[:4]]
    page = f"{reverse('workspace:tags', args=[workspace.plan.pk])}?ramverk={found.code}"
    name = f"area-{area.pk}"
    two[0].post(page, fields(two[0].get(page).text, "<form method") | {name: nodes[:2]})
    forms = [fields(client.get(page).text, '<form method="post">') for client in two]
    assert two[0].post(page, forms[0] | {name: [nodes[0], nodes[2]]}).status_code == 302
    refused = two[1].post(page, forms[1] | {name: [*nodes[:2], nodes[3]]})
    assert refused.status_code == 409
    assert "har ändrat samtidigt" in refused.text
    assert found.nodes[1].name in refused.text[refused.text.index("Den andra tog bort") :]
    again = fields(refused.text, '<form method="post">')
    assert {int(v) for v in again[name]} == {nodes[0], nodes[2], nodes[3]}
    assert set(NodeTag.objects.filter(area=area).values_list("node", flat=True)) == {nodes[0], nodes[2]}
    assert two[1].post(page, again).status_code == 302
    assert set(NodeTag.objects.filter(area=area).values_list("node", flat=True)) == {nodes[0], nodes[2], nodes[3]}


def test_a_form_left_as_it_was_undoes_nothing(two, workspace):
    """All areas stand in one form: what the second saver did not touch keeps what the first one did."""
    found = next(f for f in queries.framework_choices(workspace.plan) if f.kind == "target_groups")
    page = f"{reverse('workspace:tags', args=[workspace.plan.pk])}?ramverk={found.code}"
    areas = [pk for pk, _name in queries.areas_of(workspace.plan.pk)][:2]
    forms = [fields(client.get(page).text, '<form method="post">') for client in two]
    assert two[0].post(page, forms[0] | {f"area-{areas[0]}": [found.nodes[0].id]}).status_code == 302
    assert two[1].post(page, forms[1] | {f"area-{areas[1]}": [found.nodes[1].id]}).status_code == 302
    tagged = dict(NodeTag.objects.filter(area__in=areas).values_list("area", "node"))
    assert tagged == {areas[0]: found.nodes[0].id, areas[1]: found.nodes[1].id}


def test_two_who_say_who_waits_are_both_heard(two, workspace):
    """An area that one adds and an activity that the other adds both wait."""
    waits, second = workspace.dependency, queries.areas_of(workspace.plan.pk)[1][0]
    page = reverse("workspace:who_waits", args=[workspace.plan.pk, waits.pk])
    forms = [fields(client.get(page).text, '<form method="post">') for client in two]
    assert two[0].post(page, forms[0] | {"area": [*forms[0]["area"], str(second)]}).status_code == 302
    mine = forms[1] | {"area": [], "activity": [str(workspace.activity.pk)]}
    refused = two[1].post(page, mine)
    assert refused.status_code == 409
    assert "Den andra lade till" in refused.text
    again = fields(refused.text, '<form method="post">')
    assert two[1].post(page, again).status_code == 302
    rows = set(Waiting.objects.filter(dependency=waits).values_list("area", "activity"))
    assert rows == {(second, None), (workspace.area.pk, workspace.activity.pk)}


def test_two_who_share_a_need_are_both_heard(two, workspace):
    """The areas that each of them added stand there."""
    factories.an_area(workspace.plan, "Ett tredje område")
    need = workspace.need
    others = [pk for pk, _name in queries.areas_of(workspace.plan.pk) if pk != workspace.area.pk][:2]
    page = reverse("workspace:need_areas", args=[workspace.plan.pk, need.pk])
    forms = [fields(client.get(page).text, '<form method="post">') for client in two]
    assert two[0].post(page, forms[0] | {"area": [others[0]]}).status_code == 302
    refused = two[1].post(page, forms[1] | {"area": [others[1]]})
    assert refused.status_code == 409
    assert two[1].post(page, fields(refused.text, '<form method="post">')).status_code == 302
    assert set(NeedArea.objects.filter(need=need).values_list("area", flat=True)) == set(others)


def test_the_second_saver_of_a_relation_sees_the_others_note(two, workspace):
    """Tied again with other words it is refused; a note is never written over unseen; away with a reason, and back."""
    plan, other = workspace.plan, factories.a_plan(workspace.plan.partnership, title="En annan plan")
    page, address = (reverse(f"workspace:{name}", args=[plan.pk]) for name in ("versions", "relate"))
    two[0].post(address, {"plan": other.pk, "hur": "touches", "note": "Samma skola"})
    tie = PlanRelation.objects.get()
    two[1].post(address, {"plan": other.pk, "hur": "touches"})
    tie.refresh_from_db()
    assert (tie.note, tie.version) == ("Samma skola", 1)
    told = {"koppling": tie.pk, "version": 1, "do": "save"}
    assert two[0].post(address, told | {"note": "Samma skola och elevhälsa"}).status_code == 302
    refused = two[1].post(address, told | {"note": "Samma barn"})
    assert refused.status_code == 409
    assert "Samma skola och elevhälsa" in refused.text
    assert "Samma barn</textarea>" in refused.text
    unsaid = two[1].post(address, told | {"version": 2, "do": "remove", "note": "Samma barn"})
    assert unsaid.status_code == 422
    assert "Inget har tagits bort" in unsaid.text
    two[1].post(address, told | {"version": 2, "do": "remove", "why": "outdated"})
    tie.refresh_from_db()
    assert tie.removed_reason == "Inte längre aktuellt"
    assert "En annan plan" not in two[0].get(page).text.split('id="familj-lista"')[1].split("sp-tie")[1:2]


def test_nothing_is_taken_out_without_a_reason_and_the_words_stay(signed_in, workspace):
    """One sentence says what is missing; a chosen reason is enough, and own words stand behind it."""
    item = [workspace.plan.pk, "activity", workspace.activity.pk]
    address = reverse("workspace:remove", args=item)
    refused = signed_in.post(address, {"why": "other", "reason": " "})
    assert refused.status_code == 422
    assert refused.text.count("Inget har tagits bort. Välj varför det ska bort, eller skriv det med egna ord.") == 1
    assert '<option value="other" selected>' in refused.text
    activity = workspace.activity
    assert activity.removed_at is None
    signed_in.post(address, {"why": "duplicate", "reason": "står i område 2"})
    activity.refresh_from_db()
    assert activity.removed_reason == "Dubblett: står i område 2"
    goal = factories.an_item(workspace.plan, ItemKind.GOAL, {"text": "Ett mål", "level": "short"}, workspace.area.pk)
    signed_in.post(reverse("workspace:remove", args=[workspace.plan.pk, "goal", goal.pk]), {"why": "misread"})
    goal.refresh_from_db()
    assert goal.removed_reason == "Fel inläst"


def passing_of(workspace) -> tuple[str, list[int], list[int], list[int]]:
    """A plan of which two areas are tagged in an old framework: the page that passes to a new one, areas, nodes."""
    plan, here, by = workspace.plan, workspace.plan.partnership, workspace.coordinator
    old = next(f for f in queries.framework_choices(plan) if f.code == "malgrupper")
    made = actions.create_framework(by=by, partnership=here, name="Nya grupper", kind="target_groups")
    told = {"by": by, "partnership": here}
    new = [
        actions.add_node(**told, framework=made.code, name=name, level="grupp").pk
        for name in ("Småfolk", "Ungdom", "Förälder")
    ]
    for start, relation in zip(new, ("same", "part", "part"), strict=True):
        actions.map_nodes(**told, start=start, end=old.nodes[0].id, relation=relation)
    areas = [pk for pk, _name in queries.areas_of(plan.pk)][:2]
    tagged = {("area", pk): Wanted((old.nodes[0].id,)) for pk in areas}
    actions.tag_items(by=by, plan=plan, framework=old.code, wanted=tagged)
    page = f"{reverse('workspace:retag', args=[plan.pk])}?fran={old.code}&till={made.code}"
    return page, areas, new, [node.id for node in old.nodes]


def test_two_who_pass_a_plan_to_another_framework_are_both_heard(two, workspace):
    """The second sees what the first one confirmed, with their own ticks beside it; where only one was, no word."""
    page, areas, new, _old = passing_of(workspace)
    first, second = (f"area-{pk}" for pk in areas)
    forms = [fields(client.get(page).text, '<form method="post"') for client in two]
    assert two[0].post(page, forms[0] | {first: [new[0], new[1]], second: []}).status_code == 302
    refused = two[1].post(page, forms[1] | {first: [new[2]], second: [new[1]]})
    assert refused.status_code == 409
    assert "har ändrat samtidigt" in refused.text
    assert refused.text.count("Den andra lade till") == 1
    said = refused.text[refused.text.index("Den andra lade till") :]
    assert said.index("Småfolk") < said.index("Ungdom") < said.index("</dl>")
    again = fields(refused.text, '<form method="post"')
    assert {int(v) for v in again[first]} == set(new)
    assert {int(v) for v in again[second]} == {new[1]}
    assert set(NodeTag.objects.filter(node__in=new).values_list("area", "node")) == {
        (areas[0], new[0]),
        (areas[0], new[1]),
    }
    assert two[1].post(page, again).status_code == 302
    assert set(NodeTag.objects.filter(node__in=new).values_list("area", "node")) == {
        *((areas[0], node) for node in new),
        (areas[1], new[1]),
    }


def test_a_passage_confirmed_after_another_leaves_what_was_not_touched(two, workspace):
    """Who opened the page before and unticks nothing there undoes nothing that another tagged."""
    page, areas, new, _old = passing_of(workspace)
    first, second = (f"area-{pk}" for pk in areas)
    two[0].post(page, fields(two[0].get(page).text, '<form method="post"') | {first: [new[0]], second: []})
    forms = [fields(client.get(page).text, '<form method="post"') for client in two]
    assert two[0].post(page, forms[0] | {first: [new[0], new[2]], second: []}).status_code == 302
    assert two[1].post(page, forms[1] | {second: [new[1]]}).status_code == 302
    tagged = set(NodeTag.objects.filter(node__in=new).values_list("area", "node"))
    assert tagged == {(areas[0], new[0]), (areas[0], new[2]), (areas[1], new[1])}


def test_an_old_tag_or_a_correspondence_taken_away_meanwhile_loses_no_tick(two, workspace):
    """What was ticked stays though the item has no place on the page any more, and the other's change is told."""
    page, areas, new, old = passing_of(workspace)
    first, second = (f"area-{pk}" for pk in areas)
    form = fields(two[1].get(page).text, '<form method="post"')
    here = {"by": workspace.coordinator, "partnership": workspace.plan.partnership}
    none = {("area", areas[0]): Wanted(())}
    actions.tag_items(by=workspace.coordinator, plan=workspace.plan, framework="malgrupper", wanted=none)
    actions.map_nodes(**here, start=new[1], end=old[0], relation=None)
    refused = two[1].post(page, form | {first: [new[0], new[1]], second: [new[1]]})
    assert refused.status_code == 409
    assert "Den andra tog bort" in refused.text
    again = fields(refused.text, '<form method="post"')
    assert {int(v) for v in again[first]} == {new[0], new[1]}
    assert {int(v) for v in again[second]} == {new[1]}
    assert two[1].post(page, again).status_code == 302
    tagged = set(NodeTag.objects.filter(node__in=new).values_list("area", "node"))
    assert tagged == {(areas[0], new[0]), (areas[0], new[1]), (areas[1], new[1])}
    assert not NodeTag.objects.filter(area=areas[0], node__in=old).exists()
