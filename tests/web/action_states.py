"""What an action must find for it to be done: made when the action is tried, and gone with the attempt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from tests import factories
from tests.analysis import own_world as figures
from tests.followup import worlds as rounds

from samplan.actors.models import Body, Person
from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions as analysis
from samplan.analysis import skl
from samplan.followup import actions as followup
from samplan.followup import catalogue
from samplan.followup.models import Contact, Letter
from samplan.followup.queries import from_plan
from samplan.followup.shapes import Given
from samplan.intake import actions as intake
from samplan.plans import actions as plans
from samplan.plans.models import DraftSent, FrameworkNode
from samplan.plans.queries import framework_for, framework_nodes, item_archive, removed_ties, words_history
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import Successor
from samplan.plans.shapes.terms import Term
from samplan.publishing import actions as publishing

YEAR = 2025
"""The year whose follow-up is closed and opened for judging."""


def statement(county: Any) -> dict[str, Any]:
    """Words of a statement, with the answer that they come from."""
    return {"text": "[antal] har en plan.", "sources": [(county.closed_asked.pk, "suicide-plan")]}


def a_waiting_name(county: Any) -> dict[str, Any]:
    """A statement that is to show names, of a body that has said nothing."""
    made = followup.add_statement(by=SYSTEM, round_id=county.closed.pk, **statement(county))
    told = {"statement_id": made.pk, "text": made.text, "seen_version": 1, "show_names": True}
    followup.change_statement(by=SYSTEM, **told)
    return {"round_id": county.closed.pk}


def an_old_question(county: Any) -> dict[str, Any]:
    """The same, asked in a letter two weeks ago."""
    told = a_waiting_name(county)
    then = timezone.localdate() - timedelta(days=catalogue.rounds().names_remind)
    followup.ask_for_names(by=SYSTEM, **told, today=then)
    for letter in Letter.objects.filter(sort="names"):
        followup.note_letter(by=SYSTEM, letter_id=letter.pk, sent=True)
    return told


def a_course(county: Any) -> dict[str, Any]:
    """An occasion of a course of the first area, logged in an open round."""
    here, area = county.at.plan.partnership, county.at.area.pk
    code = "course-first-aid"
    round_ = rounds.a_round(here, kind="courses", questions=[code], year=YEAR)
    told = {"code": code, "on": "2025-03-12", "place": "", "instructor": "", "people": "Regionen 12"}
    made = followup.log_course(by=SYSTEM, round_id=round_.pk, area_id=area, **told)
    return {"round_id": round_.pk, "area_id": area, "course_id": made.pk, "seen_version": 1, **told, "place": "Torget"}


def two_statements(county: Any) -> dict[str, Any]:
    """Two statements of the closed round, to be merged."""
    other = followup.add_statement(by=SYSTEM, round_id=county.closed.pk, **statement(county))
    return {"round_id": county.closed.pk, "seen": {county.statement.pk: county.statement.version, other.pk: 1}}


def a_name(county: Any) -> dict[str, Any]:
    """A body's no to a statement that draws from its answer."""
    asked, made = county.closed_asked.pk, county.statement.pk
    return {"asked_id": asked, "statement_id": made, "names": False, "note": "I ett brev den 2 mars"}


def a_locked_year(county: Any) -> dict[str, Any]:
    """A judgement of a year that is locked."""
    told = {"plan": county.at.plan, "year": YEAR}
    item = {"kind": "activity", "item_id": county.at.activity.pk}
    followup.judge(by=SYSTEM, **told, **item, said=followup.Said(value="ongoing"))
    followup.lock_year(by=SYSTEM, **told)
    return {"year": YEAR, "kind": "activity"}


def an_address(county: Any) -> dict[str, Any]:
    """An address without an account that a round of the county asks."""
    people = Person.objects.values("email")
    contact = Contact.objects.filter(asked__round__partnership=county.at.plan.partnership).exclude(email__in=people)
    return {"email": contact.first().email, "language": "en"}


def an_owner_s_answer(county: Any) -> dict[str, Any]:
    """What the bodies that answer for activities said of them in a closed round of the judged year."""
    plan, activity = county.at.plan, county.at.activity
    drafts = [d for d in from_plan(catalogue.kind("status"), plan).drafts if d.only]
    owner = min(next(d.only for d in drafts if d.item_id == activity.pk))
    asked = {body: ["a@exempel.example"] for d in drafts for body in d.only}
    told = {"kind": "status", "plan_id": plan.pk, "questions": [], "asked": asked}
    round_ = rounds.a_round(plan.partnership, year=YEAR, **told)
    for draft in drafts:
        code = round_.questions.get(about__id=draft.item_id).code
        rounds.answer(round_.asked.get(body=min(draft.only)), code, "ongoing")
    followup.close_round(by=SYSTEM, round_id=round_.pk)
    return {"year": YEAR, "kind": "activity", "key": f"{round_.pk}-{owner}"}


def a_step(county: Any) -> dict[str, Any]:
    """A step of the chain that is there."""
    ends = {"start": ("activity", county.at.activity.pk), "end": ("goal", county.at.goal.pk)}
    plans.add_step(by=SYSTEM, plan=county.at.plan, **ends)
    return {**ends, "assumption": "Alla vågar fråga"}


def a_removed_step(county: Any) -> dict[str, Any]:
    """A step of the chain that was taken away."""
    ends = a_step(county)
    told = {"by": SYSTEM, "plan": county.at.plan, "start": ends["start"], "end": ends["end"]}
    plans.remove_step(**told, reason="Fel inläst")
    (gone,) = removed_ties(county.at.plan.pk)
    return {"tie": gone.tie, "history_ids": gone.ids}


def a_removed_crossing(county: Any) -> dict[str, Any]:
    """A cross-walk of the county's own framework that was taken away."""
    at, code = county.at, county.at.node.framework.code
    told = {"by": SYSTEM, "partnership": at.plan.partnership, "start": at.node.pk}
    end = framework_nodes(at.plan.county_id, "malgrupper")[0].id
    for relation in ("same", None):
        plans.map_nodes(**told, end=end, relation=relation)
    framework = framework_for(at.plan.county_id, code).pk
    gone = next(e for e in words_history(framework, at.node.pk) if e.may_return)
    return {"tie": gone.tie, "history_ids": gone.ids}


def a_decision(county: Any) -> dict[str, Any]:
    """A decision that has been taken."""
    told = {"decision": "Länsrådet § 3", "on": date(2026, 1, 1)}
    plans.release_dependency(by=SYSTEM, dependency_id=county.waiting.pk, **told)
    return {"dependency_id": county.waiting.pk}


def an_archived_item(county: Any) -> dict[str, Any]:
    """A removed item whose archive file somebody has taken out."""
    archive = item_archive(ItemKind.ACTIVITY, county.removed.pk, county.at.plan.pk)
    return {"item_id": county.removed.pk, "archive_word": archive.word}


def a_published_year(county: Any) -> dict[str, Any]:
    """A year of follow-up that has been published."""
    publishing.publish_followup(by=SYSTEM, partnership=county.at.plan.partnership, year=YEAR)
    return {"year": YEAR, "number": 1}


def a_number(county: Any) -> dict[str, Any]:
    """One of SKL's numbers that the county has filled in."""
    here, told = county.at.plan.partnership, skl.KeyIndicator(12, "Trivsel")
    return {"number": 12, "seen_version": analysis.set_key_indicator(by=SYSTEM, partnership=here, told=told).version}


def a_term(county: Any) -> dict[str, Any]:
    """A word of the county's list."""
    here = county.at.plan.partnership
    row = plans.add_term(by=SYSTEM, partnership=here, told=Term("LPO", meaning="Lokalt programområde."))
    return {"term_id": row.pk, "seen_version": row.version}


def a_removed_term(county: Any) -> dict[str, Any]:
    """A word that was taken out of the county's list."""
    told = a_term(county)
    plans.remove_term(by=SYSTEM, partnership=county.at.plan.partnership, **told)
    return {"term_id": told["term_id"]}


def a_file_of_numbers(county: Any) -> dict[str, Any]:
    """A file of SKL's numbers that was read."""
    told = {"partnership": county.at.plan.partnership, "name": "skl.csv", "data": b"Nummer;Namn\n12;Trivsel\n"}
    return {"file_id": analysis.receive_key_file(by=SYSTEM, **told).pk}


def a_file_of_numbers_put_in(county: Any) -> dict[str, Any]:
    """The same when it has been put in."""
    told = a_file_of_numbers(county)
    analysis.put_key_file(by=SYSTEM, partnership=county.at.plan.partnership, **told)
    return told


def words_in_two(county: Any) -> dict[str, Any]:
    """All words of a proposed item, in two parts."""
    words = county.at.proposed().values["text"].split()
    return {"texts": [" ".join(words[:1]), " ".join(words[1:])]}


def a_correction(county: Any) -> dict[str, Any]:
    """Another answer than the one that was closed."""
    return {"round_id": county.closed.pk, "asked_id": county.closed_asked.pk, "code": "suicide-plan", "choice": "no"}


def a_waiting_document(county: Any) -> dict[str, Any]:
    """A document that waits for its turn to be read."""
    return {"imported": county.unread, "imported_id": county.unread.pk}


def a_mapping(county: Any) -> dict[str, Any]:
    """A part of another framework."""
    end = FrameworkNode.objects.filter(framework__county=None).order_by("pk").first()
    return {"end": end.pk, "relation": "related"}


def in_two_days(county: Any) -> dict[str, Any]:
    """A day before which the bodies have been there for a whole day. Read anew: the action writes on what it gets."""
    before, after = (Body.objects.get(pk=body.pk) for body in (county.body, county.unit))
    return {"before": [before], "after": [after], "on": timezone.localdate() + timedelta(days=2)}


def of_the_closed_round(county: Any) -> dict[str, Any]:
    """Last year's round."""
    return {"round_id": county.closed.pk}


def a_value(county: Any) -> dict[str, Any]:
    """The place of a value that is not there yet."""
    return {"key": figures.key(2022, unit=county.figures.unit)}


def a_week_left(county: Any) -> dict[str, Any]:
    """The day on which those who got the questions are reminded."""
    letter = county.contact.letters.get().pk
    followup.claim_letter(by=SYSTEM, letter_id=letter)
    followup.note_letter(by=SYSTEM, letter_id=letter, sent=True)
    return {"round_id": county.contact.asked.round_id, "today": rounds.DUE - timedelta(days=7)}


def a_bad_address(county: Any) -> dict[str, Any]:
    """An address that nobody has, a mail server says."""
    a_week_left(county)
    email = county.contact.email
    followup.record_bounce(by=SYSTEM, email=email, status="5.1.1", said="")
    return {"email": email}


def a_row(county: Any) -> dict[str, Any]:
    """An activity that nobody has changed and that serves no goal."""
    fresh = factories.an_item(county.at.plan, ItemKind.ACTIVITY, {"text": "Ny"}, county.at.area.pk)
    return {"goals": {fresh.pk: county.at.goal.pk}}


def a_step_of_review(county: Any) -> dict[str, Any]:
    """A proposed item that somebody dropped."""
    intake.drop_item(by=SYSTEM, item=county.at.proposed(), reason="Dubblett")
    return {"imported": county.at.imported}


def a_rest(county: Any) -> dict[str, Any]:
    """A document of which one area stands in a plan, and the rest waits."""
    area = county.at.proposed(ItemKind.AREA)
    intake.accept_item(by=SYSTEM, item=area)
    intake.commit_import(by=SYSTEM, imported=county.at.imported)
    return {"imported": county.at.imported}


def laid_aside(county: Any) -> dict[str, Any]:
    """A document that nobody waits for, and who decided that it is not kept."""
    intake.dismiss_import(by=SYSTEM, imported=county.unreadable)
    return {"imported": county.unreadable, "decided_by": "Nämnden", "reason": "Fel fil"}


def a_draft_out(county: Any) -> dict[str, Any]:
    """The plan's draft, out to user representatives."""
    plan, day, roles = county.at.plan, timezone.localdate() + timedelta(days=7), {"user_representative"}
    out = DraftSent.objects.filter(plan=plan, taken_back_at=None).first()
    out = out or plans.send_draft(by=SYSTEM, plan=plan, due=day, roles=roles)
    return {"sent_id": out.pk, "seen_version": out.version, "due": out.due, "text": "Skriv enklare."}


def a_draft_taken_back(county: Any) -> dict[str, Any]:
    """The same, taken back, with a comment."""
    told = a_comment(county)
    sent = {"sent_id": told["sent_id"], "seen_version": 1}
    plans.take_back_draft(by=SYSTEM, **sent, reason="Klart")
    return sent


def a_comment(county: Any, *, answered: bool = False, removed: bool = False) -> dict[str, Any]:
    """What the user representative has said of the first area."""
    sent = a_draft_out(county)["sent_id"]
    told = {"sent_id": sent, "text": "Skriv enklare.", "place": f"area:{county.at.area.pk}"}
    made = plans.comment_on_draft(by=county.at.people["user_representative"], **told)
    if answered:
        plans.answer_comment(by=SYSTEM, comment_id=made.pk, changed=True, text="Gjort.", seen_version=1)
    if removed:
        plans.remove_comment(by=SYSTEM, comment_id=made.pk, reason="Dubblett")
    return {"comment_id": made.pk, "sent_id": sent, "changed": True, "seen_version": 1}


STATES: dict[str, Callable[[Any], dict[str, Any]]] = {
    "analysis.set_own_value": a_value,
    "followup.add_statement": lambda c: {"round_id": c.closed.pk, **statement(c)},
    "followup.change_statement": lambda c: {**statement(c), "seen_version": c.statement.version},
    "followup.ask_for_names": a_waiting_name,
    "followup.change_course": a_course,
    "followup.choose_name": a_name,
    "followup.climb_ladder": a_week_left,
    "followup.correct_answer": a_correction,
    "followup.correct_judgement": a_locked_year,
    "followup.erase_contacts": of_the_closed_round,
    "followup.give_consent": lambda _c: {"note": "I ett brev den 2 mars"},
    "followup.judge": lambda _c: {"year": YEAR, "kind": "activity"},
    "followup.keep_language": an_address,
    "followup.log_course": a_course,
    "followup.lock_year": lambda _c: {"year": YEAR},
    "followup.merge_statements": two_statements,
    "followup.open_judging": lambda _c: {"year": YEAR + 1},
    "followup.prolong_round": lambda _c: {"due": rounds.DUE + timedelta(days=5)},
    "followup.remind_of_names": an_old_question,
    "followup.remove_course": a_course,
    "followup.reopen_round": of_the_closed_round,
    "followup.save_answer": lambda _c: {"code": "suicide-plan", "choice": "yes"},
    "followup.save_answers": lambda _c: {"given": {"suicide-plan": Given("yes", "", date(2026, 1, 1))}},
    "followup.take_answer": an_owner_s_answer,
    "followup.take_over_answers": of_the_closed_round,
    "followup.take_back_year": lambda _c: {"year": YEAR},
    "followup.trust_address": a_bad_address,
    "intake.change_item": lambda _c: {"values": {"text": "Ny"}},
    "intake.dismiss_import": lambda c: {"imported": c.unreadable},
    "intake.drop_rest": a_rest,
    "intake.erase_document": laid_aside,
    "intake.read_again": a_waiting_document,
    "intake.read_import": a_waiting_document,
    "intake.split_item": words_in_two,
    "intake.take_back_reading": lambda c: {"imported": c.read_again},
    "intake.take_back_step": a_step_of_review,
    "intake.undo_import": lambda c: {"imported": c.put_in},
    "plans.answer_comment": a_comment,
    "plans.change_draft_day": a_draft_out,
    "plans.comment_on_draft": a_draft_out,
    "plans.erase_commenters": a_draft_taken_back,
    "plans.note_comment_answer": lambda c: a_comment(c, answered=True),
    "plans.remove_comment": a_comment,
    "plans.restore_comment": lambda c: a_comment(c, removed=True),
    "plans.send_draft": lambda _c: {"due": timezone.localdate() + timedelta(days=7), "roles": {"reader"}},
    "plans.take_back_comment": a_comment,
    "plans.take_back_draft": a_draft_out,
    "plans.add_step": lambda c: {
        "start": ("activity", c.at.activity.pk),
        "end": ("goal", c.at.goal.pk),
        "assumption": "Alla vågar fråga",
    },
    "analysis.set_key_indicator": lambda _c: {"told": skl.KeyIndicator(12, "Trivsel"), "seen_version": 0},
    "analysis.remove_key_indicator": a_number,
    "analysis.put_key_file": a_file_of_numbers,
    "analysis.undo_key_file": a_file_of_numbers_put_in,
    "plans.add_term": lambda _c: {"told": Term("SIP", meaning="Samordnad individuell plan.")},
    "plans.change_step": a_step,
    "plans.change_term": lambda c: {**a_term(c), "told": Term("LPO", meaning="En grupp.")},
    "plans.remove_term": a_term,
    "plans.restore_term": a_removed_term,
    "plans.hand_over": lambda c: {"to": Successor(text=c.unit.name, body=c.unit.pk)},
    "plans.map_nodes": a_mapping,
    "plans.note_release": a_decision,
    "plans.purge_item": an_archived_item,
    "plans.put_back_ties": a_removed_step,
    "plans.restore_words": a_removed_crossing,
    "plans.remove_step": a_step,
    "plans.set_plan_type": lambda _c: {"name": "strategy"},
    "plans.succeed_bodies": in_two_days,
    "plans.tie_rows": a_row,
    "publishing.keep_round_figures": lambda c: {"round_id": c.closed.pk},
    "publishing.publish_followup": lambda _c: {"year": YEAR},
    "publishing.withdraw_followup": a_published_year,
}
"""The states of those actions that need one of their own."""
