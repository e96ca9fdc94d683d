"""What a save reads. It comes from everybody who answers, every few seconds, so its statements are written out.

To ask the database takes a tenth of a millisecond; to make the statement out of models, and models with all that they
hold out of the rows, takes ten times as much. `python -m benchmarks.answering` weighs it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from samplan.followup.freezing import question_value
from samplan.followup.models import Answer, Asked, AskedQuestion, Contact, Round
from samplan.followup.queries.frozen import question_of
from samplan.followup.rules import link_holds, reaches
from samplan.followup.shapes import Question

Row = TypeVar("Row", bound=Model)
WRITER = """
select c.id, c.asked_id, c.part, c.codes, c.key, c.until, c.revoked_at,
    a.body_id, a.joint, a.round_id, r.partnership_id, r.kind, r.year, r.state
from followup_contact c join followup_asked a on a.id = c.asked_id join followup_round r on r.id = a.round_id
where c.id = %s
"""
OF_ASKED, OF_ROUND = frozenset({"body_id", "joint", "round_id"}), frozenset({"partnership_id", "kind", "year", "state"})
"""Whose columns these are of what `WRITER` tells, beside the id."""
QUESTION = "select * from followup_askedquestion where round_id = %s and code = %s"
QUESTIONS = 'select code, "only" from followup_askedquestion where round_id = %s order by number'
ANSWER = "select * from followup_answer where asked_id = %s and question_id = %s"
HELD = "select id from followup_asked where id = %s for no key update"


def hold(asked_id: int) -> None:
    """Hold who is asked until the transaction ends (one query; none where a transaction keeps all others out)."""
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute(HELD, [asked_id])


def writer(contact_id: int) -> Contact:
    """A contact with who is asked and the round, as much of them as a save needs (one query).

    Raises Contact.DoesNotExist.
    """
    for contact in Contact.objects.raw(WRITER, [contact_id]):
        told = vars(contact)
        contact.asked = _part(Asked, contact.asked_id, {name: told[name] for name in OF_ASKED})
        contact.asked.round = _part(Round, contact.asked.round_id, {name: told[name] for name in OF_ROUND})
        return contact
    raise Contact.DoesNotExist


def _part(model: type[Row], row_id: int, told: Mapping[str, Any]) -> Row:
    """A row of a table of which some columns are told by name; the others are read when they are asked for."""
    there = {"id": row_id, **told}
    # `from_db` takes values in the order of the model's own fields, whatever order their names are given in.
    names = [f.attname for f in model._meta.concrete_fields if f.attname in there]
    return model.from_db(connection.alias, names, [there[name] for name in names])


def writer_by(contact_id: int, key: str) -> Contact | None:
    """The contact whose link names this key, while it holds, for one who only saves (one query)."""
    try:
        contact = writer(contact_id)
    except Contact.DoesNotExist:
        return None
    return contact if contact.key == key and link_holds(contact, timezone.localdate()) else None


def question_row(round_id: int, code: str) -> AskedQuestion | None:
    """A round's question of that code (one query)."""
    return next(iter(AskedQuestion.objects.raw(QUESTION, [round_id, code])), None)


def answer_row(asked_id: int, question_id: int) -> Answer | None:
    """What a body has answered to a question (one query)."""
    return next(iter(Answer.objects.raw(ANSWER, [asked_id, question_id])), None)


def question_at(contact: Contact, number: int) -> Question | None:
    """The question of that number on the sheet that a link leads to, and nothing else of it (two queries)."""
    asked = contact.asked
    with connection.cursor() as cursor:
        cursor.execute(QUESTIONS, [asked.round_id])
        rows = cursor.fetchall()
    bodies = {code: json.loads(only) for code, only in rows}
    reached = [
        c for c, asked_of in bodies.items() if (not asked_of or asked.body_id in asked_of) and reaches(contact, c)
    ]
    found = question_row(asked.round_id, reached[number - 1]) if 1 <= number <= len(reached) else None
    return replace(question_of(question_value(found)), number=number) if found is not None else None
