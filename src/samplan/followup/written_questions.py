"""The follow-up questions that stand in a plan, known again from year to year. Pure.

A question's code names the first area of its line and the question's own row. It is the same question in another year
while its row is the same, or another row of the area says the same (the plan has got a new version), or says nearly the
same: then its words are changed, and it gets a new version, which says so and is not compared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from samplan.followup.shapes import QuestionDraft

WRITTEN, CHALLENGE = "question", "challenge"
"""What the codes of a plan's own questions begin with: its follow-up questions, and its challenge questions."""
ALIKE = 0.6
"""How much of two texts must be the same for one to be the other with changed words (0 to 1)."""


def code_of(area: int, row: int, sort: str = WRITTEN) -> str:
    """The code of a question of an area; area: the first one of its line. sort: WRITTEN or CHALLENGE."""
    return f"{sort}-{area}-{row}"


def known_again(drafts: Sequence[QuestionDraft], old: Mapping[str, str]) -> list[QuestionDraft]:
    """The drafts, those of the plan's own questions with the code that they had before. old: texts by code."""
    taken = {d.code for d in drafts if d.code in old}
    codes: dict[str, str] = {}
    mine = [d for d in drafts if d.code.startswith((f"{WRITTEN}-", f"{CHALLENGE}-")) and d.code not in old]
    for alike in (_same, _nearly):
        for draft in mine:
            if draft.code in codes:
                continue
            near = [(alike(draft.text.sv, old[c]), c) for c in _of_its_area(draft.code, old) if c not in taken]
            score, code = max(near, default=(0.0, ""))
            if score:
                codes[draft.code] = code
                taken.add(code)
    return [replace(d, code=codes.get(d.code, d.code)) for d in drafts]


def _of_its_area(code: str, old: Mapping[str, str]) -> list[str]:
    area = code.rsplit("-", 1)[0]
    return [c for c in old if c.rsplit("-", 1)[0] == area]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _same(one: str, other: str) -> float:
    return float(_plain(one) == _plain(other))


def _nearly(one: str, other: str) -> float:
    score = SequenceMatcher(None, _plain(one), _plain(other)).ratio()
    return score if score >= ALIKE else 0.0
