"""In which order tasks stand: pure, so that the page and the letter agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TaskKind(StrEnum):
    """What sort of task it is; in this order where nothing else decides."""

    ANSWER = "answer"
    CAME_BACK = "came_back"
    ACCEPTED = "accepted"
    RELEASED = "released"
    IMPORT = "import"
    RECOMMENDATION = "recommendation"
    COMMENTS = "comments"
    COMMENT = "comment"
    COMMENT_ANSWERED = "comment_answered"
    STATUS = "status"
    JUDGE = "judge"
    DECISION = "decision"
    ADOPT = "adopt"
    SNAPSHOT = "snapshot"
    PUBLISH = "publish"
    VALIDITY = "validity"
    LACKS = "lacks"
    MONEY = "money"
    FIGURES = "figures"
    NEWS = "news"
    INVITATION = "invitation"
    PURGE = "purge"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits for somebody. Everything is said in the reader's language but title, words and plan.

    title: what may stand in a letter (an area's, a plan's or a document's name); words: the item's own, for the page
    only. why: what is to be done and why. do: the link's word; url: a path on the site. note: a path to which one posts
    that one has seen it, "" where it waits until it is done.
    """

    kind: TaskKind
    title: str
    why: str
    do: str
    url: str
    due: date | None = None
    words: str = ""
    plan: str = ""
    note: str = ""


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """By day, the earliest first; what has no day last, by its kind. Same day: by kind, then as they came."""
    rank = {kind: number for number, kind in enumerate(TaskKind)}
    return sorted(tasks, key=lambda t: (t.due is None, t.due or date.max, rank[t.kind]))


def parted(tasks: Iterable[Task], today: date) -> tuple[list[Task], list[Task], list[Task]]:
    """Those whose day has passed, those with a day to come (today too), and those without; each in order."""
    ordered = in_order(tasks)
    passed = [t for t in ordered if t.due is not None and t.due < today]
    coming = [t for t in ordered if t.due is not None and t.due >= today]
    return passed, coming, [t for t in ordered if t.due is None]
