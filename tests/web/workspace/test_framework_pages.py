"""Pages of a county's own framework: parts moved without script, history, files in and out, two people at once."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samplan.plans import actions, queries
from samplan.plans.models import NodeMapping


@pytest.fixture
def own(workspace):
    """The county's own framework with two parts: its code, and the ids of the parts."""
    first = workspace.node
    told = {"by": workspace.coordinator, "partnership": workspace.plan.partnership}
    second = actions.add_node(**told, framework=first.framework.code, name="Gamla", level="grupp")
    return first.framework.code, first.pk, second.pk


def address(workspace, name, *args):
    return reverse(f"workspace:{name}", args=[workspace.plan.partnership_id, *args])


def names(workspace, code):
    return [(n.name, n.depth) for n in queries.framework_nodes(workspace.plan.county_id, code)]


def version(workspace, code):
    return queries.framework_for(workspace.plan.county_id, code).version


def test_a_part_is_moved_with_buttons_and_under_another(signed_in, workspace, own):
    """Up among its neighbours; then under another. What an old page asks for is refused and told."""
    code, first, second = own
    seen = version(workspace, code)
    moved = signed_in.post(address(workspace, "node_order", code, second), {"riktning": "upp", "seen": seen})
    assert moved["Location"].endswith(f"#del-{second}")
    assert names(workspace, code) == [("Gamla", 0), ("Unga", 0)]
    late = {"riktning": "upp", "seen": seen}
    refused = signed_in.post(address(workspace, "node_order", code, first), late, follow=True)
    assert "har ändrat ramverket sedan du öppnade sidan" in refused.content.decode()
    assert names(workspace, code) == [("Gamla", 0), ("Unga", 0)]
    page = address(workspace, "node_move", code, first)
    assert f'value="{first}"' not in signed_in.get(page).content.decode()
    signed_in.post(page, {"parent": second, "seen": version(workspace, code)})
    assert names(workspace, code) == [("Gamla", 0), ("Unga", 1)]


def test_two_people_at_once_lose_nothing(signed_in, workspace, own):
    """Who saves last sees what stands now beside what was written, and the next saving has seen it."""
    code, first, _second = own
    page = address(workspace, "framework_node", code, first)
    words = {"name": "Unga vuxna", "level": "grupp", "number": "", "seen": "1"}
    signed_in.post(page, words)
    answer = signed_in.post(page, {**words, "name": "Ungdomar"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Ungdomar"' in text
    assert '<dd lang="sv">Unga vuxna</dd>' in text
    assert 'name="seen" value="2"' in text
    signed_in.post(page, {**words, "name": "Ungdomar", "seen": "2"})
    assert names(workspace, code)[0] == ("Ungdomar", 0)


def test_what_stands_now_is_told_in_words_and_not_in_codes(signed_in, workspace, own):
    code, _first, _second = own
    page = address(workspace, "framework_change", code)
    words = {"name": "Vårt", "kind": "focus_areas", "valid_from": "2024-03-01", "seen": version(workspace, code)}
    signed_in.post(page, words)
    text = signed_in.post(page, {**words, "name": "Deras"}).content.decode()
    now = re.search(r'aria-labelledby="h-nu".*?</section>', text, re.DOTALL)[0]
    assert "Fokusområden" in now
    assert "1 mars 2024" in now.replace("\u00a0", " ")
    assert "focus_areas" not in now


def test_the_history_tells_who_and_what_and_goes_back(signed_in, workspace, own):
    code, first, _second = own
    words = {"name": "Unga vuxna", "level": "grupp", "number": "3", "seen": "1"}
    signed_in.post(address(workspace, "framework_node", code, first), words)
    page = address(workspace, "node_history", code, first)
    text = signed_in.get(page).content.decode()
    assert workspace.coordinator.name in text
    assert '<del><span class="ds-sr-only">Före: </span>Unga</del>' in text
    assert "<dt>Andra ord för samma del</dt>" in text  # the words that it had are kept for old documents
    signed_in.post(page, {"fore": "2", "seen": "2"})
    assert names(workspace, code)[0] == ("Unga", 0)
    change = {"name": "Nytt namn", "kind": "other", "seen": version(workspace, code)}
    signed_in.post(address(workspace, "framework_change", code), change)
    page = address(workspace, "framework_history", code)
    assert "Nytt namn" in signed_in.get(page).content.decode()
    now = version(workspace, code)
    signed_in.post(page, {"fore": now, "seen": now})
    assert queries.framework_for(workspace.plan.county_id, code).name == "Länets grupper"


def test_a_cross_walk_that_was_taken_away_is_put_back_from_the_history(signed_in, workspace, own):
    """On the part's own page and on the framework's; who came too late is told by whom."""
    code, first, _second = own
    shared = queries.framework_nodes(workspace.plan.county_id, "malgrupper")[0].id
    ends = {"partnership": workspace.plan.partnership, "start": first, "end": shared}
    for relation in ("same", "part", None):
        actions.map_nodes(by=workspace.coordinator, **ends, relation=relation)
    page = address(workspace, "node_history", code, first)
    forms = put_back_forms(signed_in.get(page).text)
    assert len(forms) == 1
    told = signed_in.post(page, forms[0], follow=True)
    assert "Tillbakalagt" in told.text
    (crossing,) = NodeMapping.objects.filter(from_node=first)
    assert (crossing.to_node_id, crossing.relation) == (shared, "part")
    above = address(workspace, "framework_history", code)
    (changed,) = put_back_forms(signed_in.get(above).text)
    actions.map_nodes(by=workspace.coordinator, **ends, relation="related")
    late = signed_in.post(above, changed, follow=True)
    assert f"{workspace.coordinator.name} har ändrat ramverket" in late.text
    assert NodeMapping.objects.get(from_node=first).relation == "related"
    newest = put_back_forms(late.text)[0]
    signed_in.post(above, newest)
    assert NodeMapping.objects.get(from_node=first).relation == "part"
    wrong = signed_in.post(page, {"tie": "tag", "rad": 1}, follow=True)
    assert "ingen ändring att ta tillbaka" in wrong.text


def put_back_forms(text: str) -> list[dict[str, str]]:
    """What the forms of a history hold that put a word or a cross-walk back."""
    forms = re.findall(r'<form method="post">(?:(?!</form>).)*name="tie".*?</form>', text, re.DOTALL)
    return [dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) for form in forms]


def test_a_file_goes_out_in_and_out_again(signed_in, workspace, own):
    """What is taken home is read back as no change; what is new is shown, put in and taken out."""
    code, _first, _second = own
    upload = address(workspace, "framework_receive", code)
    for form in ("yaml", "csv"):
        taken = signed_in.get(address(workspace, "framework_file", code, form))
        assert f'filename="{code}.{form}"' in taken["Content-Disposition"]
        file = SimpleUploadedFile(f"{code}.{form}", taken.content)
        shown = signed_in.post(upload, {"file": file, "last_day": "2026-12-31"}, follow=True).content.decode()
        assert "Filen ändrar ingenting" in shown
    file = SimpleUploadedFile("ny.csv", "Kod;Nivå;Namn\nunga;grupp;Unga vuxna\nnya;grupp;Nya\n".encode())
    shown = signed_in.post(upload, {"file": file, "last_day": "2026-12-31"}, follow=True)
    text = shown.content.decode()
    assert all(word in text for word in ("Läggs till", "Ändras", "Avslutas", "Lägg in i ramverket"))
    assert len(names(workspace, code)) == 2
    page = shown.redirect_chain[-1][0]
    assert "Filen är inlagd." in signed_in.post(page, follow=True).content.decode()
    assert [n for n, _d in names(workspace, code)] == ["Unga vuxna", "Nya", "Gamla"]
    signed_in.post(f"{page}ta-ut/")
    assert names(workspace, code) == [("Unga", 0), ("Gamla", 0)]


@pytest.mark.parametrize(("prefix", "row"), [("", "Rad 2:"), ("/en", "Line 2:")])
def test_what_is_wrong_in_a_file_is_told_by_line_in_the_page_s_language(signed_in, workspace, own, prefix, row):
    code, _first, _second = own
    file = SimpleUploadedFile("fel.csv", "Kod;Nivå;Namn\nÅ Ä;grupp;Unga\n".encode())
    page = prefix + address(workspace, "framework_receive", code)
    answer = signed_in.post(page, {"file": file, "last_day": "2026-12-31"})
    assert answer.status_code == 422
    assert row in answer.content.decode()
    assert len(names(workspace, code)) == 2


def test_a_longer_framework_asks_no_more_of_the_database(signed_in, workspace, own, django_assert_max_num_queries):
    code, _first, _second = own
    told = {"by": workspace.coordinator, "partnership": workspace.plan.partnership, "framework": code}
    for n in range(30):
        actions.add_node(**told, name=f"Del {n}", level="grupp")
    for name in ("framework", "framework_history"):
        with django_assert_max_num_queries(16):
            assert signed_in.get(address(workspace, name, code)).status_code == 200
