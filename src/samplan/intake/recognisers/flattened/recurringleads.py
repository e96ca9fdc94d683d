"""Labels told by the whole document: words before a colon that come again, and labels behind numbers that count on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from samplan.intake.recognisers.flattened.headers import COLUMNS
from samplan.intake.recognisers.flattened.identified import is_identified
from samplan.intake.recognisers.flattened.labels import label_of
from samplan.intake.recognisers.flattened.leads import LEADING, led_by
from samplan.intake.recognisers.flattened.lines import Line
from samplan.intake.recognisers.structured.guessing import Pile, contradicted, guess
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary

FEWEST = 3
"""So often words come again before a colon that are a label."""
SECTIONS = 2
"""In so many sections a numbered label stands."""
LONGEST = 6
SURE, UNSURE = 0.75, 0.8
_LEAD = re.compile(r"^([A-ZÅÄÖ][^:.?!–—]{2,50}?)(?:\s+\d[\d.]*)?:\s+(?=\S)")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+(?=[A-ZÅÄÖ])")


def mark_numbered_labels(lines: Sequence[Line]) -> None:
    """Set `told` on labels that a number stands before, section after section ("1.2 Behov", "2.2 Behov")."""
    found: dict[int, tuple[str, Label]] = {}
    for at, line in enumerate(lines):
        number = _NUMBERED.match(line.text)
        label = label_of(line.text[number.end() :].rstrip(" :")) if number is not None and not line.bullet else None
        if number is not None and label is not None and label.certainty >= SURE and label.may(*LEADING):
            found[at] = line.text[number.end() :], label
    counts = Counter(text for text, _ in found.values())
    again = {text for text, count in counts.items() if count >= SECTIONS}
    if len(again) < FEWEST:
        return
    for at, (text, label) in found.items():
        if text in again:
            lines[at].text, lines[at].told, lines[at].heading = text, label, 0


def mark_recurring_leads(lines: Sequence[Line]) -> None:
    """Set `lead` and `led` on lines that words lead which nobody knows, where they lead many."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        lead = None if is_identified(line.text) else _LEAD.match(line.text)
        if lead is not None and not line.bullet and not line.lead and len(lead[1].split()) <= LONGEST:
            places.setdefault(lead[1], []).append(at)
    again = {words: run for words, run in places.items() if len(run) >= FEWEST and led_by(lines[run[0]].text) is None}
    piles = {words: Pile(words, [_rest(lines[at].text) for at in run], _loosely(words)) for words, run in again.items()}
    for pile in piles.values():
        if contradicted(pile):
            pile.role = None
    known = {found[0].role for line in lines if (found := led_by(line.text)) is not None}
    guess(list(piles.values()), known)
    for words, run in again.items():
        role = piles[words].role
        for at in run if role is not None else ():
            lines[at].lead = lines[at].text[: len(lines[at].text) - len(_rest(lines[at].text))].strip()
            lines[at].led = Label((role or Role.UNKNOWN,), UNSURE)


def _rest(text: str) -> str:
    return _LEAD.sub("", text)


def _loosely(words: str) -> Role | None:
    label = vocabulary().label(words, loose=True)
    return label.role if label is not None and label.may(*COLUMNS) else None
