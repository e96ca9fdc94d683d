"""A plan passes from one framework to another: what corresponds is ticked, the rest is asked, what is lost is told."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samplan.documents import read
from samplan.plans import actions, queries
from samplan.plans.shapes.tags import Wanted


def test_a_plan_is_tagged_under_a_new_framework(signed_in, workspace):
    """Same is proposed as sure, part as a question; nothing is tagged before it is confirmed, and old tags stay."""
    plan, here, by = workspace.plan, workspace.plan.partnership, workspace.coordinator
    content = queries.tag_content(plan)
    old = next(f for f in queries.framework_choices(plan) if f.code == "malgrupper")
    made = actions.create_framework(by=by, partnership=here, name="Nya grupper", kind="target_groups")
    new = [
        actions.add_node(by=by, partnership=here, framework=made.code, name=name, level="grupp").pk
        for name in ("Småfolk", "Ungdom", "Ny grupp")
    ]
    for start, end, relation in ((new[0], 0, "same"), (new[1], 0, "part")):
        actions.map_nodes(by=by, partnership=here, start=start, end=old.nodes[end].id, relation=relation)
    areas = [int(a.id) for a in content.areas]
    told = {("area", areas[0]): Wanted((old.nodes[0].id,)), ("area", areas[1]): Wanted((old.nodes[3].id,))}
    actions.tag_items(by=by, plan=plan, framework=old.code, wanted=told)

    address = f"{reverse('workspace:retag', args=[plan.pk])}?fran={old.code}&till={made.code}"
    shown = signed_in.get(address).text
    assert f'value="{new[0]}" id="area-{areas[0]}-{new[0]}" checked' in shown
    assert f'value="{new[1]}" id="area-{areas[0]}-{new[1]}">' in shown
    assert "Inget i det nya ramverket motsvarar det" in shown
    assert "0 av 2 delar" in shown
    assert not any(t.framework == made.code for t in queries.tag_content(plan).tags)

    signed_in.post(address, {f"area-{areas[0]}": new[:2]})
    now = queries.tag_content(plan).tags
    assert [(t.item_id, t.name, t.primary) for t in now if t.framework == made.code] == [
        (str(areas[0]), "Småfolk", False),
        (str(areas[0]), "Ungdom", False),
    ]
    assert {t.item_id for t in now if t.framework == old.code and t.primary} == {str(a) for a in areas}
    told = signed_in.get(address).text
    assert "1 av 2 delar" in told
    report = told[told.index('id="h-rapport"') :]
    assert all(words in report for words in ("Blev flera", content.areas[0].title, content.areas[1].title, "Ny grupp"))
    told = f"?fran={old.code}&till={made.code}"
    word = signed_in.get(reverse("workspace:retag_file", args=[plan.pk, "docx"]) + told)
    assert "attachment" in word["Content-Disposition"]
    words = [text for text, _place in read(word.content, name="byte.docx").texts()]
    assert "Från Målgrupper till Nya grupper" in words
    assert (
        words.index("Saknar plats") < words.index("Blev flera") < words.index("Nytt, och ingen del av planen har det")
    )
    assert {"Småfolk", "Ungdom", "Ny grupp", old.nodes[3].name} <= set(words)
    pdf = signed_in.get(reverse("workspace:retag_file", args=[plan.pk, "pdf"]) + told)
    assert pdf.content.startswith(b"%PDF")


def test_pages_that_lay_two_frameworks_side_by_side_stay_within_the_bound(signed_in, workspace):
    """At most 15 queries, also when both frameworks are chosen and everything is tagged."""
    plan, group = workspace.plan, "malgrupper"
    nodes = next(f for f in queries.framework_choices(plan) if f.code == group).nodes
    wanted = {("area", int(a.id)): Wanted(tuple(n.id for n in nodes)) for a in queries.tag_content(plan).areas}
    actions.tag_items(by=workspace.coordinator, plan=plan, framework=group, wanted=wanted)
    addresses = [
        f"{reverse('workspace:retag', args=[plan.pk])}?fran={group}&till=sju-perspektiv",
        f"{reverse('workspace:framework', args=[plan.partnership_id, group])}?mot=sju-perspektiv",
        reverse("workspace:frameworks", args=[plan.partnership_id]),
        reverse("workspace:matrix", args=[plan.pk]),
    ]
    for address in addresses:
        signed_in.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert signed_in.get(address).status_code == 200
        assert len(caught) <= 15, (address, len(caught))
