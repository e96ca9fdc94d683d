"""Changing a plan through its pages: with and without htmx, with bad input, two at once, back and forth in time."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse
from tests import factories, worlds

from samplan.actors.models import Body
from samplan.plans import actions, queries
from samplan.plans.models import Activity, PlanProposal, Responsible
from samplan.plans.shapes.items import ItemKind

HTMX = {"HX-Request": "true"}
WHILE_WRITING = {"X-Samplan-Saves": "while-writing"}


def address(name, workspace, item=None, kind="activity"):
    return reverse(f"workspace:{name}", args=[workspace.plan.pk, kind, (item or workspace.activity).pk])


def posted(workspace, item=None, **changes):
    """What the activity's form sends."""
    item = item or workspace.activity
    now, _area = queries.item_for_editing(workspace.plan.pk, ItemKind.ACTIVITY, item.pk)
    data = {k: v for k, v in now.values.items() if v not in (None, False)}
    return {**data, "version": now.version, **changes}


def test_save_on_the_page_of_its_own(signed_in, workspace):
    """Without script: the form saves, the area's page opens at the row, with a way to take the change back."""
    answer = signed_in.post(address("change", workspace), posted(workspace, text="Nya ord"), follow=True)
    item = workspace.activity
    assert item.text == "Nya ord"
    assert item.changed_by == workspace.coordinator
    assert answer.redirect_chain[-1][0].endswith(f"?andrad=activity-{item.pk}#activity-{item.pk}")
    body = answer.content.decode()
    assert "Sparat." in body
    assert f'action="{address("take_back_change", workspace)}"' in body
    signed_in.post(address("take_back_change", workspace))
    assert workspace.activity.text != "Nya ord"


def test_save_in_the_row(signed_in, workspace):
    """With htmx: the row turns into its form, and the form into the row, which takes the focus and says it is saved."""
    form = signed_in.get(address("change", workspace), headers=HTMX).content.decode()
    assert form.startswith('<li class="sp-row sp-row--edit"')
    assert "<html" not in form
    row = signed_in.post(address("change", workspace), posted(workspace, text="Nya ord"), headers=HTMX).content.decode()
    assert 'class="sp-row sp-row--new"' in row
    assert "Nya ord" in row
    assert " autofocus>" in row
    assert 'id="sagt" role="status" hx-swap-oob="innerHTML">Sparat ' in row


def test_saves_while_one_writes_do_not_collide_with_oneself(signed_in, workspace):
    """Each save answers with the version that the next one sends; a save of nothing new makes no history."""
    version = workspace.activity.version
    for words in ("S", "So", "Som"):
        data = posted(workspace, text=words, version=version)
        answer = signed_in.post(address("change", workspace), data, headers=WHILE_WRITING)
        assert answer.status_code == 200
        assert answer.json()["said"].startswith("Sparat ")
        version = answer.json()["version"]
    assert workspace.activity.text == "Som"
    assert workspace.activity.version == version
    saves = workspace.activity.history.count()
    again = signed_in.post(
        address("change", workspace), posted(workspace, text="Som", version=version), headers=WHILE_WRITING
    )
    assert again.json()["version"] == version
    assert workspace.activity.history.count() == saves


def test_saves_while_one_writes_tell_what_is_wrong(signed_in, workspace):
    """An unfinished text is not saved, and nothing is lost."""
    before = workspace.activity.text
    data = posted(workspace, text="")
    answer = signed_in.post(address("change", workspace), data, headers=WHILE_WRITING)
    assert answer.status_code == 422
    assert "Inget har sparats" in answer.json()["said"]
    assert workspace.activity.text == before


BAD = [
    ("activity", {"text": "  "}, "text", "är tomt. Inget har sparats."),
    ("activity", {"start": "2026-13-40"}, "start", "går inte att läsa. Inget har sparats. Skriv som 2026-03-12."),
    ("activity", {"start": "2026-05-01", "end": "2026-04-01"}, "end", "Slutet ligger före starten."),
    ("activity", {"year": "tjugo"}, "year", "går inte att läsa."),
    ("activity", {"year": "1066"}, "year", "är utanför det som går att spara."),
    ("activity", {"status": "nonsense"}, "status", "finns inte. Inget har sparats. Välj ett i listan."),
    ("activity", {"goal": "99999"}, "goal", "Välj ett i listan."),
    ("activity", {"text": "a\x00b"}, "text", "Null"),
]


@pytest.mark.parametrize(("kind", "changes", "field", "sentence"), BAD)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "row"])
def test_bad_input(signed_in, workspace, kind, changes, field, sentence, headers):
    """What is wrong, what is safe, what to do: beside the field, which has the focus and names its error."""
    before = workspace.activity.version
    answer = signed_in.post(address("change", workspace), posted(workspace, **changes), headers=headers)
    body = answer.content.decode()
    assert answer.status_code == 422
    place = f"id_activity-{workspace.activity.pk}_{field}"
    tag = next(part for part in body.split("<") if f'id="{place}"' in part)
    assert 'aria-invalid="true"' in tag
    assert f"{place}_error" in tag
    assert "autofocus" in tag
    assert body.count("autofocus") == 1
    error = body.split(f'id="{place}_error"', 1)[1].split("</div>", 1)[0]
    assert sentence in error or sentence == "Null"
    assert workspace.activity.version == before


ADD = {
    "overall_goal": {"text": "Fler mår bra"},
    "target_image": {"title": "Ingen faller mellan stolarna"},
    "focus_area": {"number": "9", "title": "Utsatta grupper"},
    "perspective": {"text": "Jämlikhet"},
    "fund": {"name": "Statsbidrag", "amount": "1240000,50", "year": "2026"},
    "area": {"title": "Nytt område", "focus_areas": "1, 2", "identified_year": "2025"},
    "comment": {"text": "Mer"},
    "goal": {"text": "Nytt mål", "level": "short"},
    "activity": {"text": "Ny aktivitet", "kind": "planned", "start": "2026-01-01", "timeframe": "Vt 2026"},
    "indicator": {"text": "Antal", "kind": "count", "target": "10", "target_uncertain": "on"},
    "responsible": {"text": "Psykiatrin"},
    "cost": {"min": "1000", "max": "2000,50", "year": "2026"},
    "followup": {"text": "Det gick bra", "year": "2025"},
    "challenge_question": {"text": "Hur når vi fler?"},
    "followup_question": {"text": "Vad har ni gjort?"},
}


@pytest.mark.parametrize("kind", ADD)
def test_add_each_kind(signed_in, workspace, kind):
    """Every kind of item can be added without script, changed, and has a history."""
    url = reverse("workspace:add", args=[workspace.plan.pk, kind])
    data = {**ADD[kind], "omrade": workspace.area.pk}
    empty = signed_in.post(url, {"omrade": workspace.area.pk})
    assert empty.status_code == 422
    assert "Inget har sparats" in empty.content.decode()
    answer = signed_in.post(url, data)
    assert answer.status_code == 302, answer.content.decode()
    page = signed_in.get(answer["Location"].split("#")[0])
    words = next(iter(v for k, v in ADD[kind].items() if k in {"text", "title", "name"}), "2 000,50")
    assert words in page.content.decode().replace("\xa0", " ")


def test_refused_values_stay_in_the_form(signed_in, workspace):
    """The number of a focus area that is taken: said beside the field, and the words are kept."""
    url = reverse("workspace:add", args=[workspace.plan.pk, "focus_area"])
    body = signed_in.post(url, {"number": "1", "title": "Samma nummer"}).content.decode()
    assert "redan ett fokusområde med nummer 1. Inget har sparats." in body
    assert 'value="Samma nummer"' in body


def test_two_at_once_merge(signed_in, workspace, client):
    """The second sees the other's words; what only one touched is filled in, what both touched is to choose."""
    mine = posted(workspace, text="Mina ord", timeframe="Ht 2027")
    theirs = {"text": "Den andras ord", "year": 2026}
    other = workspace.people["area_owner"]
    actions.change_item(
        by=other,
        kind=ItemKind.ACTIVITY,
        item_id=workspace.activity.pk,
        values=theirs,
        seen_version=workspace.activity.version,
    )
    answer = signed_in.post(address("change", workspace), mine, headers=HTMX)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert f"{other.name} har ändrat samtidigt" in body
    assert "Den andras ord" in body
    assert "Mina ord</textarea>" in body
    assert 'value="Ht 2027"' in body
    assert 'value="2026"' in body
    assert body.count("Båda har ändrat: välj") == 1
    assert body.count("Redan ifyllt nedanför") == 1
    item = workspace.activity
    assert item.text == "Den andras ord"
    merged = {**mine, "year": "2026", "version": item.version}
    assert signed_in.post(address("change", workspace), merged).status_code == 302
    item = workspace.activity
    assert (item.text, item.year, item.timeframe) == ("Mina ord", 2026, "Ht 2027")


def test_a_save_while_writing_tells_of_the_other(signed_in, workspace):
    """It asks for the merging instead of saving over."""
    actions.change_item(
        by=workspace.people["area_owner"],
        kind=ItemKind.ACTIVITY,
        item_id=workspace.activity.pk,
        values={"text": "Den andras"},
        seen_version=workspace.activity.version,
    )
    data = posted(workspace, text="Mitt", version=workspace.activity.version - 1)
    answer = signed_in.post(address("change", workspace), data, headers=WHILE_WRITING)
    assert answer.status_code == 409
    assert workspace.activity.text == "Den andras"


def test_one_sitting_is_one_change_and_can_be_taken_back(signed_in, workspace):
    """Three saves in a row read as one change, from the first words to the last; taking it back gives the first."""
    first = workspace.activity.text
    for words in ("Ett", "Ett två", "Ett två tre"):
        signed_in.post(address("change", workspace), posted(workspace, text=words), headers=WHILE_WRITING)
    body = signed_in.get(address("history", workspace)).content.decode()
    assert body.count("<strong>Ändrat</strong>") == 1
    assert f"Före: </span>{first}</del>" in body
    assert "Efter: </span>Ett två tre</ins>" in body
    assert "Ett två</ins>" not in body
    signed_in.post(address("take_back_change", workspace))
    assert workspace.activity.text == first
    nothing = signed_in.post(address("take_back_change", workspace), follow=True)
    assert "ingen ändring att ta tillbaka" in nothing.content.decode()


def test_back_to_what_stood_before_a_named_change(signed_in, workspace):
    """Only the fields that have changed since are put back, those of an area too."""
    area = workspace.area
    url = address("change", workspace, area, "area")
    data = {"title": area.title, "number": area.number, "version": area.version, "focus_areas": "2"}
    assert signed_in.post(url, data).status_code == 302
    entry = queries.item_history(ItemKind.AREA, area.pk)[0]
    assert any(c.field == "focus_areas" and c.after == (2,) for c in entry.changes)
    signed_in.post(address("take_back_change", workspace, area, "area"), {"fore": entry.version})
    assert queries.area_for_editing(area.pk).values["focus_areas"] == (1, 2)


def test_up_down_and_to_another_area(signed_in, workspace):
    """Order by two buttons; to another area by a list; the goal of the old area is let go."""
    rows = list(Activity.objects.filter(area=workspace.area).order_by("order"))
    url = address("reorder", workspace, rows[0])
    signed_in.post(url, {"riktning": "ner"})
    assert queries.siblings_of(ItemKind.ACTIVITY, rows[0].pk) == (rows[1].pk, rows[0].pk, rows[2].pk)
    signed_in.post(url, {"riktning": "upp"})
    signed_in.post(url, {"riktning": "upp"})
    assert queries.siblings_of(ItemKind.ACTIVITY, rows[0].pk)[0] == rows[0].pk
    (_here, there) = [pk for pk, _title in queries.areas_of(workspace.plan.pk)]
    bad = signed_in.post(address("move", workspace, rows[0]), {"till": "99999"})
    assert bad.status_code == 422
    assert "Inget har flyttats" in bad.content.decode()
    answer = signed_in.post(address("move", workspace, rows[0]), {"till": there})
    assert Activity.objects.get(pk=rows[0].pk).area_id == there
    assert answer["Location"].endswith(f"/omrade/{there}/#activity-{rows[0].pk}")


def test_removed_and_put_back(signed_in, workspace):
    """What is removed keeps its history, and can be put back from there."""
    item = workspace.activity
    answer = signed_in.post(address("remove", workspace, item), {"reason": "Dubblett"}, follow=True)
    assert "Borttaget ur planen" in answer.content.decode()
    assert "Dubblett" in answer.content.decode()
    assert signed_in.get(address("change", workspace, item)).status_code == 404
    signed_in.post(address("restore", workspace, item))
    assert workspace.activity.pk == item.pk


def test_responsible_is_a_body_or_free_words(signed_in, workspace):
    """A name from the list becomes the body itself; other words stay words."""
    body = Body.objects.filter(county=workspace.plan.county).first()
    url = reverse("workspace:add", args=[workspace.plan.pk, "responsible"])
    form = signed_in.get(f"{url}?omrade={workspace.area.pk}").content.decode()
    assert f'<option value="{body.name}"></option>' in form
    assert "<datalist" in form
    for words, found in ((body.name.upper(), body.pk), ("Arbetsgruppen", None)):
        data = {"text": words, "omrade": workspace.area.pk, "activity": workspace.activity.pk}
        assert signed_in.post(url, data).status_code == 302
        made = Responsible.objects.get(area=workspace.area, text=words)
        assert made.body_id == found
        assert made.activity_id == workspace.activity.pk


def test_hints_stand_beside_what_lacks(signed_in, workspace):
    """A time that nobody could read, an uncertain target, an area without anybody responsible; a reader sees none."""
    area = workspace.area
    factories.an_item(workspace.plan, ItemKind.ACTIVITY, {"text": "Så fort som möjligt", "timeframe": "snart"}, area.pk)
    factories.an_item(workspace.plan, ItemKind.ACTIVITY, {"text": "Någon gång"}, area.pk)
    url = reverse("workspace:area", args=[workspace.plan.pk, area.pk])
    body = signed_in.get(url).content.decode()
    for hint in ("kunde inte tolkas som datum", "inte när det ska göras", "Värdet är inte bestämt"):
        assert hint in body
    second = queries.areas_of(workspace.plan.pk)[1][0]
    assert (
        "Någon behöver föra området framåt."
        in signed_in.get(reverse("workspace:area", args=[workspace.plan.pk, second])).content.decode()
    )
    signed_in.force_login(workspace.people["decision_maker"])
    body = signed_in.get(url).content.decode()
    assert "inte när det ska göras" not in body
    assert "Lägg till" not in body


def test_other_text_lies_folded_with_counts(signed_in, workspace):
    """What found no place takes one line for each sort, scaffolding under its own name."""
    url = reverse("workspace:area", args=[workspace.plan.pk, workspace.area.pk])
    body = signed_in.get(url).content.decode()
    assert '<summary>Rubrikord i tabeller och blad <span class="sp-count">1</span></summary>' in body


def test_how_the_county_plans_can_be_changed(signed_in, workspace):
    """The plan's head: title, validity and way of planning."""
    plan = workspace.plan
    url = address("change", workspace, plan, "plan")
    data = {"title": "Nytt namn", "valid_from": "2026-01-01", "mode": "running", "version": plan.version}
    assert signed_in.post(url, data).status_code == 302
    plan.refresh_from_db()
    assert (plan.title, plan.mode, plan.valid_to) == ("Nytt namn", "running", None)


def test_leaving_a_form_gives_the_row(signed_in, workspace):
    """By htmx the row alone; without it the page at the row."""
    row = signed_in.get(address("row", workspace), headers=HTMX).content.decode()
    assert row.startswith('<li class="sp-row')
    assert "Ångra" not in row
    assert "Ångra" in signed_in.get(f"{address('row', workspace)}?andrad=1", headers=HTMX).content.decode()
    assert signed_in.get(address("row", workspace))["Location"].endswith(f"#activity-{workspace.activity.pk}")


@pytest.mark.django_db
def test_questions_and_their_proposals(client):
    """A plan of questions: a proposal is added under its question, put in order, and moved to another question."""
    world = worlds.framework_world()
    client.force_login(world.coordinator)
    (area, _title), *_more = queries.areas_of(world.plan.pk)
    (question, _words), *_more = queries.questions_of(world.plan.pk)
    other = factories.an_item(world.plan, ItemKind.CHALLENGE_QUESTION, {"text": "Hur når vi äldre?"}, area)
    add = reverse("workspace:add", args=[world.plan.pk, "proposal"])
    form = client.get(f"{add}?omrade={area}&under={question}", headers=HTMX).content.decode()
    assert f'name="under" value="{question}"' in form
    row = client.post(add, {"text": "Ring runt", "omrade": area, "under": question}, headers=HTMX).content.decode()
    assert "Ring runt" in row
    page = client.get(reverse("workspace:area", args=[world.plan.pk, area])).content.decode()
    assert 'hx-target="#s-challenge_question"' in page
    assert 'hx-target="#s-proposal"' not in page
    made = PlanProposal.objects.get(text="Ring runt")
    client.post(reverse("workspace:reorder", args=[world.plan.pk, "proposal", made.pk]), {"riktning": "upp"})
    assert queries.siblings_of(ItemKind.PROPOSAL, made.pk)[1] == made.pk
    moved = reverse("workspace:move", args=[world.plan.pk, "proposal", made.pk])
    assert "Fråga som det hör till" in client.get(moved).content.decode()
    client.post(moved, {"till": other.pk})
    made.refresh_from_db()
    assert made.question_id == other.pk


def test_hidden_characters_do_not_reach_the_plan(signed_in, workspace):
    signed_in.post(address("change", workspace), posted(workspace, text="Ny\u202ea ord\u200b om själv\u00admord"))
    assert workspace.activity.text == "Nya ord om själv\u00admord"


def test_a_text_that_is_too_long_is_refused_and_stays_in_the_form(signed_in, workspace):
    long = "ord " * 5000 + "slutordet"
    answer = signed_in.post(address("change", workspace), posted(workspace, text=long))
    body = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "”Aktivitet” är längre än 20\u00a0000 tecken. Inget har sparats. Det du har skrivit står kvar" in body
    assert "slutordet</textarea>" in body
    assert 'maxlength="' not in body
    assert workspace.activity.text != long


def test_a_long_text_that_came_with_a_document_may_be_corrected(signed_in, workspace):
    Activity.objects.filter(pk=workspace.activity.pk).update(text="å" * 21_000)
    assert signed_in.post(address("change", workspace), posted(workspace, text="ä" * 21_000)).status_code == 302
