"""Lines that a label leads without a mark between: two columns, label and text, of which only lines are left.

"Ansvarig Socialtjänsten" is read so only where the document does it again and again: the same label leads at least
three lines, and at least three labels do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from samplan.intake.recognisers.flattened.identified import is_identified
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.lines import BULLET, Gap, Line
from samplan.intake.recognisers.remembering import remembered
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary

LEADING = frozenset({
    Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.ACTIVITY, Role.REPORTED, Role.TIME, Role.INDICATOR,
    Role.RESPONSIBLE, Role.COST, Role.GOAL_STATUS, Role.FOLLOWUP, Role.COMMENT, Role.NEEDS, Role.BACKGROUND,
    Role.QUESTION, Role.PROPOSAL, Role.FOLLOWUP_QUESTION, Role.FOCUS_AREA, Role.OVERALL_GOAL, Role.START, Role.END,
    Role.ACTOR, Role.AREA, Role.GROUP,
})  # fmt: skip
LONGEST = 6
FEWEST = 3
FEWEST_APART = 4
"""So many kinds of label must stand apart from their texts."""
_APART = re.compile(r"\s{2,}|\t+")
_OPENS = re.compile(r"[A-ZÅÄÖ\d”\"“(]")


@remembered
def lead_of(text: str) -> tuple[str, Label] | None:
    """The label that a line begins with, before something that begins anew: its words and what it means."""
    words = text.split()
    for size in range(min(LONGEST, len(words) - 1), 0, -1):
        rest = words[size]
        if not (_OPENS.match(rest) or BULLET.match(rest + " x")):
            continue
        phrase = " ".join(words[:size])
        label = label_of(phrase.rstrip(":"))
        if label is None or label.certainty < 0.95 or not label.may(*LEADING) or label.joined:
            continue
        if size <= 2 or not label.may(Role.AREA, Role.GROUP):
            return phrase, label
    return None


def mark_leads(lines: Sequence[Line]) -> None:
    """Set `lead` on the lines that a label leads, where the document has that habit, and `pair` on broken labels."""
    for first, second in pairwise(lines):
        first.pair = _broken_label(first, second)
    _mark_apart(lines)
    told = [line for line in lines if not line.bullet and _OPENS.match(line.text) and not is_identified(line.text)]
    found = [(line, lead_of(line.text)) for line in told]
    counts = Counter(lead[0].casefold() for _, lead in found if lead)
    common = {phrase for phrase, count in counts.items() if count >= FEWEST}
    if len(common) < FEWEST:
        return
    for line, lead in found:
        if lead is not None and (
            lead[0].casefold() in common or (len(common) >= 4 and counts[lead[0].casefold()] >= 2)
        ):
            line.lead = lead[0]


def _mark_apart(lines: Sequence[Line]) -> None:
    """Set `lead` on lines whose label stands apart from its text by blanks, where several labels do so."""
    found: list[tuple[Line, str, Label]] = []
    for line in lines:
        parts = _APART.split(line.raw.strip())
        if len(parts) != 2 or line.bullet or not line.text.startswith(parts[0]):
            continue
        label = label_of(parts[0].rstrip(" :"))
        beside = label_of(parts[1].rstrip(" :"))
        known = label is not None and label.certainty >= 0.95 and label.may(*LEADING) and not label.joined
        if label is not None and known and beside is None and parts[0][:1].isupper():
            found.append((line, parts[0], label))
    if len({label.role for _, _, label in found}) < FEWEST_APART:
        return
    for line, phrase, _ in found:
        line.lead = phrase


def _broken_label(first: Line, second: Line) -> bool:
    """Whether two short lines are one label that a narrow column broke."""
    capitals = first.text.isupper() and second.text.isupper()
    if (
        (second.gap is not Gap.NEXT and not (capitals and second.gap is Gap.BLANK))
        or len(first.text) > 30
        or len(second.text) > 30
        or not first.text[:1].isupper()
    ):
        return False
    if (
        first.bullet
        or second.bullet
        or not (first.text.isupper() or second.text[:1].islower() or second.text[:1] == "(")
    ):
        return False
    label = label_of(f"{first.text} {second.text}".rstrip(" :"))
    return label is not None and label.certainty >= 0.95 and not label.joined and label.may(*LEADING)


_DASH = re.compile(r"^[^.:?!]{3,45}\s[–—-]\s\S")


_ANSWERS = re.compile(r"(?:Huvuda|A)nsvarig\w*(?: [^\s.:,]+){0,4} (?:är|blir) (?=[A-ZÅÄÖ])")
"""A sentence that names who answers ("Ansvariga för avsnittet är …")."""


@remembered
def led_by(text: str) -> tuple[Label, str, str] | None:
    """The label, its words and the rest of a text that a label leads with a colon or a dash ("Ansvarig: X")."""
    told = _ANSWERS.match(text)
    if told is not None:
        return Label((Role.RESPONSIBLE,), 0.95), told[0].strip(), text[told.end() :].rstrip(". ")
    colon = ":" in text[:60]
    if not colon and not _DASH.match(text):
        return None
    found = vocabulary().leading(text)
    if found is None or not found[2] or found[0].role is Role.AREA:
        return None
    return found if found[0].certainty >= (0.9 if colon else 0.95) and found[0].may(*LEADING) else None
