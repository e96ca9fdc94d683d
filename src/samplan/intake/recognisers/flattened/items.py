"""Items out of a flattened cell: its paragraphs, and sentences that name something of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from samplan.documents.folding import join_lines
from samplan.intake.recognisers.flattened.leads import led_by
from samplan.intake.recognisers.flattened.lines import Gap, blocks_of
from samplan.intake.recognisers.flattened.moments import parts_time
from samplan.intake.recognisers.flattened.runs import Run
from samplan.intake.recognisers.flattened.signs import begins_low, ends_sentence, signs, unfinished
from samplan.intake.recognisers.splitting import explains, sentences
from samplan.intake.recognisers.vocabulary import Role

DOING = frozenset({Role.ACTIVITY, Role.REPORTED, Role.PROPOSAL})


NUMBERING = re.compile(r"^\d{1,2}[.)]\s+(?=[A-ZÅÄÖ])")
SPLIT = DOING | {Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.INDICATOR}
"""Cells of these roles are parted at sentences."""
GOALS = frozenset({Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL})
_MARKS = re.compile(r"(?:^|(?<=\s))(?=\(?[LK]\)?\s*:\s)")
"""Where a goal's own mark of its horizon begins it ("L: … K: …"), whether or not the one before has its full stop."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a cell and the blocks it was read from."""

    text: str
    blocks: tuple[object, ...]


def items_of(runs: Sequence[Run], role: Role | None, width: float) -> list[Item]:
    """The items of a cell. width: how many letters a line of its column holds."""
    found: list[Item] = []
    for part in _parts(runs, role, width):
        blocks = tuple(blocks_of(run.line for run in part))
        text = NUMBERING.sub("", run_text(part))
        if found and role in SPLIT and not part[0].bullet and _only_explains(found[-1].text, text):
            found[-1] = Item(f"{found[-1].text} {text}", (*found[-1].blocks, *blocks))
            continue
        found.extend(Item(sentence, blocks) for sentence in split_sentences(text, role))
    return [item for item in found if item.text.strip(" .,;:-–")]


def _only_explains(before: str, text: str) -> bool:
    """Whether a paragraph of a cell only explains what the finished sentence before it names."""
    return before.rstrip().endswith((".", "!", "?")) and len(sentences(text)) == 1 and explains(text)


def run_text(part: Sequence[Run]) -> str:
    """The runs as one text: what stood on one line is parted by a blank, lines are joined."""
    lines: list[str] = []
    for run in part:
        if run.gap is Gap.SAME and lines:
            lines[-1] = f"{lines[-1]} {run.text}"
        else:
            lines.append(run.text)
    return join_lines(lines)


def _parts(runs: Sequence[Run], role: Role | None, width: float) -> list[list[Run]]:
    parts: list[list[Run]] = [[runs[0]]]
    for before, run in pairwise(runs):
        if _new_part(before, run, role, width):
            parts.append([run])
        else:
            parts[-1].append(run)
    return parts


def _new_part(before: Run, run: Run, role: Role | None, width: float) -> bool:
    if run.gap is Gap.SAME or unfinished(before.text):
        return run.bullet
    if run.bullet:
        return True
    if run.gap is Gap.NEXT and parts_time(before.text, run.text):
        return False
    if begins_low(run.text):
        return False
    if role is Role.RESPONSIBLE and "actor" in signs(before.text) and signs(run.text) & {"actor", "actor_first"}:
        return True
    if before.text.endswith("?") and len(run.text.split()) < 2:
        return False
    if run.gap >= Gap.BLANK or ends_sentence(before.text):
        return True
    if role in DOING and signs(run.text) & {"infinitive"}:
        return True
    if role is Role.INDICATOR and signs(run.text) & {"measure"} and not before.text.endswith(":"):
        return True
    short = before.width + 1 + len(run.text.split(" ", 1)[0]) <= width - 1
    return short and (role not in DOING or bool(signs(run.text)))


def split_sentences(text: str, role: Role | None) -> list[str]:
    """Sentences that name something of their own, each with those that only explain it."""
    if role not in SPLIT:
        return [text]
    if role in GOALS and len(_MARKS.findall(text)) > 1:
        return [
            goal for marked in _MARKS.split(text) if marked.strip() for goal in split_sentences(marked.strip(), role)
        ]
    found: list[str] = []
    for sentence in sentences(text):
        if found and role in DOING and _tells_detail(sentence):
            found[-1] = f"{found[-1]} {sentence}"
            continue
        if found and (
            explains(sentence) or len(sentence.split()) < 2 or len(found[-1].split()) < 2 or found[-1].endswith("?")
        ):
            found[-1] = f"{found[-1]} {sentence}"
        else:
            found.append(sentence)
    return found


def _tells_detail(sentence: str) -> bool:
    """Whether a sentence is a label with what it says of the deed before ("Ansvarig: X.", "Tidplan: vt 2026.")."""
    led = led_by(sentence) if ":" in sentence[:LEAD] else None
    return led is not None and led[0].role in DETAILS


LEAD = 40
DETAILS = frozenset({Role.RESPONSIBLE, Role.TIME, Role.START, Role.END, Role.ACTOR})
