"""The pages of a draft that is out: sending it, reading it, commenting, answering, and what stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samplan.actors.shapes import SYSTEM
from samplan.plans import actions as plans
from samplan.plans.models import DraftComment, DraftSent
from samplan.plans.shapes.items import ItemKind
from samplan.web.workspace.tasks import tasks_of


def address(name, *args) -> str:
    return reverse(f"workspace:{name}", args=args)


def words(client, name, *args) -> str:
    answer = client.get(address(name, *args))
    assert answer.status_code == 200, name
    return answer.content.decode()


def test_a_draft_goes_out_is_commented_on_and_answered_in_the_browser(client, workspace):
    plan, representative = workspace.plan, workspace.people["user_representative"]
    client.force_login(workspace.coordinator)
    day = (timezone.localdate() + timedelta(days=9)).isoformat()
    told = {"due": day, "words": "Är målen begripliga?", "roll": ["user_representative"]}
    assert client.post(address("draft_send", plan.pk), told).status_code == 302
    out = DraftSent.objects.get(plan=plan)

    client.force_login(representative)
    assert plan.title in words(client, "start")
    page = words(client, "sent_draft", out.pk)
    assert "Är målen begripliga?" in page
    place = f"goal:{workspace.goal.pk}"
    assert f"om={place}" in words(client, "sent_area", out.pk, workspace.area.pk)
    assert (
        "Inga namn och inget enskilt fall" in client.get(address("comment_add", out.pk), {"om": place}).content.decode()
    )
    said = {"om": place, "text": "Vem är invånarna?"}
    assert client.post(address("comment_add", out.pk), said).status_code == 302
    assert "Vem är invånarna?" in words(client, "sent_area", out.pk, workspace.area.pk)
    comment = DraftComment.objects.get()

    client.force_login(workspace.coordinator)
    page = words(client, "comments", plan.pk)
    assert "Vem är invånarna?" in page
    assert representative.name in page
    goal = workspace.goal
    change = {"text": "Färre i länet mår dåligt."}
    plans.change_item(by=SYSTEM, kind=ItemKind.GOAL, item_id=goal.pk, values=change, seen_version=goal.version)
    answer = {"changed": "yes", "text": "Vi skriver länet nu.", "seen": comment.version}
    assert client.post(address("comment_answer", comment.pk), answer).status_code == 302

    client.force_login(representative)
    page = words(client, "own_comments")
    assert "Vi skriver länet nu." in page
    assert "Planen är ändrad" in page
    changed = words(client, "sent_changes", out.pk)
    assert "<ins>" in changed
    assert "<del>" in changed
    assert any(t.kind == "comment_answered" for t in tasks_of(representative))
    assert client.post(address("comment_noted", comment.pk)).status_code == 302
    assert not any(t.kind == "comment_answered" for t in tasks_of(representative))


def test_one_who_comments_does_not_see_what_others_say(client, workspace):
    comment = workspace.comment
    plans.comment_on_draft(by=workspace.people["analyst"], sent_id=comment.sent_id, text="Kvantbrygga.")
    client.force_login(workspace.people["user_representative"])
    pages = [words(client, "sent_draft", comment.sent_id), words(client, "own_comments")]
    pages.append(words(client, "sent_area", comment.sent_id, workspace.area.pk))
    assert "Kvantbrygga" not in "".join(pages)
    client.force_login(workspace.people["decision_maker"])
    assert "Kvantbrygga" not in words(client, "comments", workspace.plan.pk)


def test_what_is_taken_back_is_read_no_longer_but_ones_own_words_and_the_answer_are(client, workspace):
    comment = workspace.answered_comment
    client.force_login(workspace.coordinator)
    told = {"reason": "Klart", "seen": workspace.draft.version}
    assert client.post(address("draft_take_back", workspace.plan.pk, workspace.draft.pk), told).status_code == 302
    client.force_login(workspace.people["user_representative"])
    for name in ("sent_draft", "sent_changes", "comment_add"):
        assert client.get(address(name, comment.sent_id)).status_code == 404, name
    assert client.get(address("sent_file", comment.sent_id, "docx")).status_code == 404
    page = words(client, "own_comments")
    assert comment.text in page
    assert "Den är med nu." in page


def test_the_second_who_answers_sees_the_first_and_keeps_their_own_words(client, workspace):
    comment = workspace.comment
    plans.answer_comment(by=workspace.coordinator, comment_id=comment.pk, changed=True, text="Först.", seen_version=1)
    client.force_login(workspace.people["administrator"])
    answer = client.post(address("comment_answer", comment.pk), {"changed": "no", "text": "Sedan.", "seen": "1"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Först." in page
    assert "Sedan." in page
    assert 'value="2"' in page
    assert comment.answers.count() == 1


def test_the_comments_are_data_without_names(client, workspace):
    comment = workspace.answered_comment
    client.force_login(workspace.coordinator)
    answer = client.get(address("comments_file", workspace.plan.pk))
    (draft,) = answer.json()["drafts"]
    (told,) = draft["comments"]
    assert (told["text"], told["role"]) == (comment.text, "user_representative")
    assert told["answers"][0]["changed"] is True
    assert workspace.people["user_representative"].name not in answer.content.decode()


def test_the_draft_comes_as_a_file_as_it_was_sent(client, workspace):
    draft, area = workspace.draft, workspace.area
    new = {"title": "Kvantbrygga"}
    plans.change_item(by=SYSTEM, kind=ItemKind.AREA, item_id=area.pk, values=new, seen_version=area.version)
    client.force_login(workspace.people["user_representative"])
    answer = client.get(address("sent_file", draft.pk, "json"))
    assert answer.status_code == 200
    assert "Kvantbrygga" not in answer.content.decode()
    assert area.title in answer.content.decode()


def test_a_personal_number_is_not_kept_and_the_words_stay_in_the_form(client, workspace):
    client.force_login(workspace.people["user_representative"])
    answer = client.post(address("comment_add", workspace.draft.pk), {"text": "Hon heter 19121212-1212"})
    assert answer.status_code == 422
    assert "personnummer" in answer.content.decode()
    assert not DraftComment.objects.exists()


def test_tasks_tell_the_coordinator_and_those_it_is_sent_to(workspace):
    workspace.draft  # noqa: B018 (is sent when it is first asked for)
    representative = workspace.people["user_representative"]
    (task,) = [t for t in tasks_of(representative) if t.kind == "comment"]
    assert task.due == workspace.draft.due
    workspace.comment  # noqa: B018
    assert not [t for t in tasks_of(representative) if t.kind == "comment"]
    (task,) = [t for t in tasks_of(workspace.coordinator) if t.kind == "comments"]
    assert task.url == address("comments", workspace.plan.pk)


def test_many_comments_cost_no_more_questions(client, workspace, django_assert_max_num_queries):
    workspace.comment  # noqa: B018
    for n in range(12):
        workspace.said(f"Kommentar {n}")
    client.force_login(workspace.coordinator)
    words(client, "comments", workspace.plan.pk)
    with django_assert_max_num_queries(15):
        words(client, "comments", workspace.plan.pk)


@pytest.mark.parametrize("name", ["sent_draft", "sent_changes", "comment_add"])
def test_the_pages_speak_english_too(client, workspace, name):
    client.force_login(workspace.people["user_representative"])
    with_english = address(name, workspace.draft.pk).replace("/arbetsrum/", "/en/arbetsrum/")
    answer = client.get(with_english)
    assert answer.status_code == 200
    assert "utkast" not in answer.content.decode().split("<main")[1].split("</main>")[0].lower().replace("/utkast/", "")
