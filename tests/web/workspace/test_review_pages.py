"""The import's pages without script: from the upload to a published edition, and back out again."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.intake.worlds import word_document
from tests.web.workspace.conftest import an_import

from samplan.documents.excel import HIDDEN_SHEETS, UNCOUNTED
from samplan.documents.reading import MACROS
from samplan.documents.word import HIDDEN_TEXT
from samplan.intake import actions
from samplan.intake.models import Import, ProposedItem
from samplan.plans.models import Activity
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.models import Edition
from samplan.web.workspace.warning_words import warning_sentences

DOCUMENTS = {text: word_document(text) for text in ("1.9 Ny början", "1.9 Annat")}


def page(client, name, *args, **query):
    answer = client.get(reverse(f"workspace:{name}", args=args), query)
    assert answer.status_code == 200
    return unescape(answer.content.decode()).replace("\xa0", " ")


def test_from_upload_to_published_edition(signed_in, workspace):
    """Every step by forms and links alone."""
    upload = SimpleUploadedFile("länets plan.docx", word_document("1.9 Ny början"))
    answer = signed_in.post(reverse("workspace:imports"), {"document": upload})
    imported = Import.objects.order_by("-pk").first()
    assert answer["Location"] == reverse("workspace:import", args=[imported.pk])
    body = page(signed_in, "import", imported.pk)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in body
    actions.read_import(imported_id=imported.pk)
    done = signed_in.get(reverse("workspace:import", args=[imported.pk]))
    assert done["Location"] == reverse("workspace:review", args=[imported.pk])
    polled = signed_in.get(reverse("workspace:import", args=[imported.pk]), headers={"HX-Request": "true"})
    assert polled["HX-Redirect"] == reverse("workspace:review", args=[imported.pk])

    for part in ("0", "1"):
        page(signed_in, "review", imported.pk, **{"del": part})
        area = ProposedItem.objects.filter(imported=imported, kind="area").first() if part == "1" else None
        signed_in.post(
            reverse("workspace:accept_sure", args=[imported.pk]), {"del": part, "omrade": area.pk if area else ""}
        )
    for item in ProposedItem.objects.filter(imported=imported, state="waiting"):
        signed_in.post(reverse("workspace:item_accept", args=[item.pk]), {"del": "1", "val": "utan_tid"})
    assert "allt är granskat" in page(signed_in, "review", imported.pk)
    plan_page = signed_in.post(reverse("workspace:commit", args=[imported.pk]))["Location"]
    told = signed_in.get(plan_page).content.decode()
    assert "1.9 Ny början" in told
    assert "Allt i dokumentet är granskat." in told
    imported.refresh_from_db()
    published = signed_in.post(
        reverse("workspace:publish", args=[imported.plan_id]), {"decided_by": "Exempelrådet § 7", "decided_on": ""}
    )
    assert published.status_code == 302
    edition = Edition.objects.get(plan=imported.plan)
    assert "Ny början" in signed_in.get(published["Location"]).content.decode()
    assert edition.content["areas"]


def test_a_status_among_the_words_of_time_is_told_before_it_enters_the_plan(signed_in, workspace):
    item = ProposedItem.objects.filter(imported=workspace.imported, kind="activity").first()
    change = reverse("workspace:item_change", args=[item.pk])
    signed_in.post(change, {"text": "Ta fram rutinen.", "kind": "planned", "timeframe": "Ht 2016 / Påbörjat"})
    shown = [page(signed_in, "review", workspace.imported.pk, **{"del": part}) for part in ("0", "1")]
    assert any("Ht 2016 / Påbörjat" in body and "Status: Påbörjad" in body for body in shown)


def test_the_same_document_given_twice_is_told(signed_in, workspace):
    """On the page of the document alone, by its name; not on the page that happens to come next."""
    told = []
    for name, text in (("en.docx", "1.9 Ny början"), ("en annan.docx", "1.9 Annat"), ("igen.docx", "1.9 Ny början")):
        upload = SimpleUploadedFile(name, DOCUMENTS[text])
        where = signed_in.post(reverse("workspace:imports"), {"document": upload})["Location"]
        assert "samma dokument" not in page(signed_in, "start")
        told.append("är samma dokument som lästes in" in signed_in.get(where).content.decode())
    assert told == [False, False, True]
    shown = signed_in.get(where).content.decode()
    assert ">igen.docx</span> är samma dokument" in shown
    assert ">en.docx</a>" in shown


def test_documents_stand_newest_first(signed_in):
    for name in ("första.txt", "andra.txt", "tredje.txt"):
        signed_in.post(reverse("workspace:imports"), {"document": SimpleUploadedFile(name, name.encode())})
    shown = page(signed_in, "imports")
    assert shown.index(">tredje.txt<") < shown.index(">andra.txt<") < shown.index(">första.txt<")


def test_what_is_left_in_the_review_is_told_when_the_rest_is_put_into_the_plan(signed_in, workspace):
    area = ProposedItem.objects.filter(imported=workspace.imported, kind="area").first()
    signed_in.post(reverse("workspace:item_accept", args=[area.pk]), {"del": "1", "val": ""})
    answer = signed_in.post(reverse("workspace:commit", args=[workspace.imported.pk]), follow=True)
    assert ProposedItem.objects.filter(imported=workspace.imported, state="waiting").exists()
    left = ProposedItem.objects.filter(imported=workspace.imported, state="waiting").count()
    assert f"{left} delar är kvar i granskningen" in answer.content.decode()
    assert f"{left} delar kvar att granska" in page(signed_in, "imports")


def test_a_decision_that_is_known_is_proposed_when_the_next_edition_is_published(signed_in, workspace):
    address = reverse("workspace:publish", args=[workspace.plan.pk])
    assert 'name="decided_by" value=' not in page(signed_in, "publish", workspace.plan.pk)
    given = {"decided_by": "Länsrådet § 7", "decided_on": "2026-03-12", "note": ""}
    signed_in.post(address, given)
    shown = page(signed_in, "publish", workspace.plan.pk)
    assert 'name="decided_by" value="Länsrådet"' in shown
    assert "Länsrådet § 7, 12 mars 2026" in shown
    assert 'value="2026-03-12"' not in shown


def test_the_rest_of_a_document_is_laid_aside_and_asks_no_more(signed_in, workspace):
    imported = workspace.part_in
    left = ProposedItem.objects.filter(imported=imported, state="waiting").count()
    assert f"{left} delar är kvar att granska" in page(signed_in, "tasks")
    address = reverse("workspace:rest_aside", args=[imported.pk])
    assert address in page(signed_in, "review", imported.pk)
    assert "Färre mår dåligt i länet." in page(signed_in, "rest_aside", imported.pk)
    refused = signed_in.post(address, {"reason": ""})
    assert refused.status_code == 422
    assert "Skriv varför resten läggs åt sidan" in refused.content.decode()
    done = signed_in.post(address, {"reason": "Gäller en annan plan"}, follow=True).content.decode()
    assert f"{left} delar är lagda åt sidan" in done
    assert "delvis.docx" not in page(signed_in, "tasks")
    assert "kvar att granska" not in page(signed_in, "imports")
    assert "Gäller en annan plan" in page(signed_in, "review", imported.pk, **{"del": 1})


def test_publishing_tells_what_the_front_page_will_lack(signed_in, workspace):
    """The title makes the address for ever, so it is asked for before and not after."""
    type(workspace.plan).objects.filter(pk=workspace.plan.pk).update(title="", valid_from=None)
    body = page(signed_in, "publish", workspace.plan.pk)
    assert "Planen har ingen titel." in body
    assert "Det står inte vilka dagar planen gäller." in body
    type(workspace.plan).objects.filter(pk=workspace.plan.pk).update(
        title="En plan", valid_from="2024-01-01", valid_to="2028-12-31"
    )
    body = page(signed_in, "publish", workspace.plan.pk)
    assert "Planen har ingen titel." not in body
    assert "vilka dagar" not in body


def test_publishing_with_a_day_that_is_none(signed_in, workspace):
    """Nothing is published, the field says why, and the words that were written are kept."""
    url = reverse("workspace:publish", args=[workspace.plan.pk])
    answer = signed_in.post(url, {"decided_by": "Rådet", "decided_on": "i våras"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "går inte att läsa. Inget har sparats. Skriv som 2026-03-12." in body
    assert 'value="Rådet"' in body
    assert not Edition.objects.exists()


def test_an_item_is_changed_moved_split_dropped_merged_and_added(signed_in, workspace):
    """The pages of one item, with what each refuses said beside its field."""
    item = workspace.proposed()
    split = reverse("workspace:item_split", args=[item.pk])
    lost = signed_in.post(split, {"texts": "Ta fram", "del": "1"})
    assert lost.status_code == 422
    assert 'id="id_texts_error"' in lost.content.decode()
    signed_in.post(split, {"texts": "Ta fram\n\nen rutin.", "del": "1"})
    parts = list(ProposedItem.objects.filter(imported=workspace.imported, kind="activity").order_by("order")[:2])
    assert [p.values["text"] for p in parts] == ["Ta fram", "en rutin."]
    merge = reverse("workspace:item_merge", args=[workspace.imported.pk])
    alone = signed_in.post(merge, {"delar": [parts[0].pk]}, follow=True)
    assert "minst två delar" in alone.content.decode()
    signed_in.post(merge, {"delar": [p.pk for p in parts]})
    parts[0].refresh_from_db()
    assert parts[0].values["text"] == "Ta fram en rutin."
    change = reverse("workspace:item_change", args=[item.pk])
    assert "är tomt. Inget har sparats." in signed_in.post(change, {"text": "", "kind": "planned"}).content.decode()
    signed_in.post(change, {"text": "Ta fram rutinen.", "kind": "planned", "timeframe": "Ht 2025"})
    drop = reverse("workspace:item_drop", args=[item.pk])
    assert 'id="id_reason_error"' in signed_in.post(drop, {"reason": ""}).content.decode()
    signed_in.post(drop, {"reason": "Dubblett"})
    item.refresh_from_db()
    assert (item.state, item.drop_reason, item.values["text"]) == ("dropped", "Dubblett", "Ta fram rutinen.")
    signed_in.post(reverse("workspace:item_restore", args=[item.pk]))
    area = workspace.proposed(ItemKind.AREA)
    move = reverse("workspace:item_move", args=[item.pk])
    assert signed_in.post(move, {"slag": "nonsense", "under": area.pk}).status_code == 404
    wrong = signed_in.post(move, {"slag": "overall_goal", "under": area.pk})
    assert 'id="id_under_error"' in wrong.content.decode()
    signed_in.post(move, {"slag": "goal", "under": area.pk})
    item.refresh_from_db()
    assert item.kind == "goal"
    add = reverse("workspace:item_add", args=[workspace.imported.pk])
    signed_in.post(add, {"slag": "goal", "under": area.pk, "text": "Det som inte kom med", "level": "long"})
    assert ProposedItem.objects.filter(imported=workspace.imported, added_by_hand=True).count() == 1
    signed_in.post(reverse("workspace:take_back", args=[workspace.imported.pk]))
    assert not ProposedItem.objects.filter(imported=workspace.imported, added_by_hand=True).exists()


def test_an_accepted_item_comes_back_alone(signed_in, workspace):
    """By htmx: the item as it stands now, what it stands under, and the figures of the bar; nothing else."""
    item = workspace.proposed()
    url = reverse("workspace:item_accept", args=[item.pk])
    body = signed_in.post(url, {"del": "1"}, headers={"HX-Request": "true"}).content.decode()
    assert f'data-item="{item.tag}"' in body
    assert "Godkänd" in body
    area = workspace.proposed(ItemKind.AREA)
    assert body.count('hx-swap-oob="true"') == 2
    assert f'id="f-{area.tag}"' in body
    assert 'id="granskningslage" hx-swap-oob="true"' in body
    assert "<html" not in body


def test_source_of_an_imported_item(signed_in, workspace):
    """From the plan to the place in the document: its words, its file, and the review at that place."""
    signed_in.post(reverse("workspace:accept_sure", args=[workspace.imported.pk]))
    actions.accept_all_items(by=workspace.coordinator, imported=workspace.imported)
    plan = actions.commit_import(by=workspace.coordinator, imported=workspace.imported)
    item = Activity.objects.filter(area__plan=plan).order_by("order").first()
    body = page(signed_in, "history", plan.pk, "activity", item.pk)
    assert "<blockquote" in body
    assert "plan.docx" in body
    link = re.search(r'href="([^"]*granska/\?del=1#f-(A\d+))"', body)
    assert link
    assert f'data-item="{link.group(2)}"' in signed_in.get(link.group(1).split("#")[0]).content.decode()
    told = page(signed_in, "undo_import", workspace.imported.pk)
    assert "Aktiviteter <b>2</b>" in told
    signed_in.post(reverse("workspace:undo_import", args=[workspace.imported.pk]))
    assert not Activity.objects.filter(pk=item.pk, removed_at=None).exists()


def test_every_warning_has_its_sentence_in_both_languages(signed_in, workspace):
    """Macros, hidden text and sheets, formulas and pictures of pages: no code is ever shown."""
    codes = [MACROS, HIDDEN_TEXT, HIDDEN_SHEETS, UNCOUNTED, "scanned_pages:3", "scanned_pages:2,3"]
    Import.objects.filter(pk=workspace.imported.pk).update(warnings=codes)
    url = reverse("workspace:review", args=[workspace.imported.pk])
    sentences = warning_sentences(codes)
    swedish, english = (unescape(signed_in.get(f"{start}{url}").content.decode()) for start in ("", "/en"))
    for code, sentence in zip(codes, sentences, strict=True):
        assert sentence in swedish, code
        assert sentence not in english, code
        assert code not in swedish.replace("scanned_pages:3", code), code
    assert "Sidorna 2, 3 är bilder" in swedish


def test_the_review_opens_where_something_waits(signed_in, workspace):
    """The first time at the first part that has something to judge; later where one was."""
    url = reverse("workspace:review", args=[workspace.imported.pk])
    ProposedItem.objects.filter(imported=workspace.imported, parent=None).update(state="accepted")
    ProposedItem.objects.filter(imported=workspace.imported, kind="focus_area").update(state="accepted")
    first = signed_in.get(url).context["page"]
    assert first.part.waiting
    signed_in.get(url, {"del": "0"})
    assert signed_in.get(url).context["page"].part.number in {0, 1}


@pytest.mark.parametrize("name", ["plan.exe", "trasig.docx"])
def test_a_document_that_cannot_be_read(signed_in, workspace, name):
    """It is kept, its page says why in a sentence, and it can be tried again."""
    imported = an_import(workspace.coordinator, workspace.plan.partnership, b"PK\x03\x04 trasig", name)
    body = page(signed_in, "import", imported.pk)
    assert imported.error_sv in body
    assert "Försök läsa igen" in body
    original = signed_in.get(reverse("workspace:original", args=[imported.pk]))
    assert original.content == b"PK\x03\x04 trasig"
    assert original["Content-Type"] == "application/octet-stream"
