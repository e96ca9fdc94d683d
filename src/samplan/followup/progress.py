"""How far bodies have come with their answers: a fixed number of queries for any number of rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from samplan.followup.models import Answer, Asked, AskedQuestion
from samplan.followup.shapes import Progress


def progress_of(rounds: Collection[int]) -> dict[int, tuple[Progress, int]]:
    """For each that is asked, by id: how far it has come, and how many questions it has answered (three queries).

    A question with choices is answered by one of them, one without by words. Whoever says that it is done, is.
    """
    questions = {
        pk: (round_id, bool(choices))
        for pk, round_id, choices in AskedQuestion.objects.filter(round__in=rounds).values_list(
            "pk", "round_id", "choices"
        )
    }
    wanted = Counter(round_id for round_id, _choices in questions.values())
    answered: Counter[int] = Counter()
    begun: set[int] = set()
    given = Answer.objects.filter(asked__round__in=rounds).values_list("asked_id", "question_id", "choice", "text")
    for asked, question, choice, text in given:
        if choice or text.strip():
            begun.add(asked)
        if choice if questions[question][1] else text.strip():
            answered[asked] += 1
    found = {}
    for asked, round_id, finished in Asked.objects.filter(round__in=rounds).values_list(
        "pk", "round_id", "finished_at"
    ):
        done = finished is not None or answered[asked] == wanted[round_id]
        progress = Progress.DONE if done else Progress.PARTLY if asked in begun else Progress.NOT
        found[asked] = (progress, answered[asked])
    return found
