"""How far bodies have come with their answers: a fixed number of queries for any number of rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from samplan.followup import catalogue
from samplan.followup.models import Answer, Asked, AskedQuestion
from samplan.followup.shapes import Progress


def progress_of(rounds: Collection[int]) -> dict[int, tuple[Progress, int]]:
    """For each that is asked, by id: how far it has come, and how many questions it has answered (three queries).

    A question with choices is answered by one of them, one without by words or a field. Whoever says that it is done,
    is.
    """
    return {pk: (progress, answered) for pk, (progress, answered, _wanted) in counted(rounds).items()}


def counted(rounds: Collection[int]) -> dict[int, tuple[Progress, int, int]]:
    """The same, with how many questions each is asked."""
    has_choices: dict[int, bool] = {}
    to_all: Counter[int] = Counter()
    by_name: Counter[tuple[int, int]] = Counter()
    rows = AskedQuestion.objects.filter(round__in=rounds).values_list("pk", "round_id", "choices", "only")
    for pk, round_id, choices, only in rows:
        has_choices[pk] = bool(choices)
        by_name.update((round_id, body) for body in only)
        to_all[round_id] += not only
    answered: Counter[int] = Counter()
    begun: set[int] = set()
    given, tags = Answer.objects.filter(asked__round__in=rounds), catalogue.rounds().tags.code
    for asked, question, choice, text, more in given.values_list("asked_id", "question_id", "choice", "text", "more"):
        said = bool(text.strip() or more.keys() - {tags})
        if choice or said:
            begun.add(asked)
        answered[asked] += bool(choice) if has_choices[question] else said
    found = {}
    those = Asked.objects.filter(round__in=rounds).values_list("pk", "round_id", "body_id", "finished_at")
    for asked, round_id, body, finished in those:
        wanted = to_all[round_id] + by_name[round_id, body]
        done = finished is not None or answered[asked] == wanted
        progress = Progress.DONE if done else Progress.PARTLY if asked in begun else Progress.NOT
        found[asked] = (progress, answered[asked], wanted)
    return found
