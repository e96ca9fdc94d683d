"""Words that lead in paragraph after paragraph ("Nuläge. …", "Vad saknas? …"): set over their text, as labels stand.

A writer who begins a paragraph with the same words in every area means a label by them, however they are parted from
what follows: by a full stop, a question mark, a dash. What the readers know as a label with its colon is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from samplan.documents.blocks import Block, Heading, ListItem, Paragraph
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.structured.content import is_sum
from samplan.intake.recognisers.structured.numberedlabels import labels_out_of_lists
from samplan.intake.recognisers.structured.sayings import charged
from samplan.intake.recognisers.structured.titles import read_title
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.values import only_bodies
from samplan.intake.recognisers.vocabulary import Role, vocabulary
from samplan.intake.recognisers.wording import plain

_LEADIN = re.compile(
    r"^(?P<lead>[A-ZÅÄÖ][^.:?!;|–—]{2,58}?)\s*(?P<mark>[.:?!|>]|\s[–—-](?=\s))\s+(?P<rest>\S.*)$", re.S
)
LONGEST_LABEL = 60
SURE = 3
"""So many paragraphs that begin alike are led by a label, whatever it says; a known label needs two.

Where so many beginnings come again, two of each will do."""


def leadins_apart(blocks: Sequence[Block], ledger: Ledger) -> list[Block]:
    """The blocks, with words that lead in several paragraphs as bold paragraphs of their own above the rest."""
    blocks = labels_out_of_lists(blocks, ledger)
    told = [
        None if number and _heads_it(blocks[number - 1], found) else found
        for number, found in enumerate(map(_led, blocks))
    ]
    counts: dict[str, int] = {}
    rests: dict[str, set[str]] = {}
    for found in told:
        if found is not None:
            key = plain(found[0])
            counts[key] = counts.get(key, 0) + 1
            rests.setdefault(key, set()).add(found[1])
    labels = {key for key, count in counts.items() if len(rests[key]) > 1 and count > 1} - _numbered(blocks)
    sure = 2 if len(labels) >= SURE else SURE
    alone = _alone(blocks)
    made: list[Block] = []
    for place, (block, found) in enumerate(zip(blocks, told, strict=True), 1):
        listed = isinstance(block, Paragraph) and place < len(blocks) and isinstance(blocks[place], ListItem)
        if listed and isinstance(block, Paragraph) and (who := charged(block.text)) is not None:
            made += [ledger.part(f"Ansvarig: {who}", block), block]
            continue
        key = plain(found[0]) if found else ""
        if isinstance(block, Paragraph) and not block.bold and plain(block.text) in alone:
            made.append(ledger.part(block.text, block, bold=True))
        elif found is None or not isinstance(block, Paragraph) or key not in labels:
            made.append(block)
        elif _known(found[0]) or (counts[key] >= sure and _stands_alone(found[0])):
            made.append(ledger.part(found[0], block, bold=True))
            made.append(ledger.part(found[1], block))
        else:
            made.append(block)
    return made


def _numbered(blocks: Sequence[Block]) -> set[str]:
    """The names that numbered headings have: where such a name leads in a line, that is told of it by its name."""
    headed = [block for block in blocks if isinstance(block, Heading) or (isinstance(block, Paragraph) and block.bold)]
    titles = [read_title(block.text) for block in headed]
    return {plain(title.title) for title in titles if title.number}


def _alone(blocks: Sequence[Block]) -> set[str]:
    """The words of short paragraphs that come again and again over other text: labels, though nothing marks them."""
    over = [
        plain(block.text)
        for block, after in pairwise(blocks)
        if isinstance(block, Paragraph)
        and len(block.text) <= LONGEST_LABEL
        and not block.text.rstrip().endswith((".", ";", ","))
        and isinstance(after, Paragraph | ListItem)
        and plain(after.text) != plain(block.text)
        and not _is_value(block.text)
        and not (isinstance(after, ListItem) and _tells_list(block.text))
    ]
    again = {key for key in over if key and over.count(key) > 1}
    sure = 2 if len(again) >= SURE else SURE
    return {key for key in again if over.count(key) >= sure and not key.isdigit()}


def _tells_list(text: str) -> bool:
    """Whether a line that leads into a list names in a sentence what is listed."""
    return text.rstrip().endswith(":") and vocabulary().label(text) is None and vocabulary().within(text) is not None


def _is_value(text: str) -> bool:
    """Whether a line is a time, a sum of money, a body, or one of a list that is typed by hand."""
    listed = bool(re.match(r"\s*(?:\(?(?:\d{1,2}|[a-zåäö])[.)]|[-–—•*])\s", text))
    return listed or is_time(text) or is_sum(text) or only_bodies(text) or only_bodies(text.partition(":")[2] or ".")


def _heads_it(above: Block, found: tuple[str, str] | None) -> bool:
    """Whether a label stands above a paragraph, so that its first sentence is a part of what is said there."""
    if found is None or not isinstance(above, Heading | Paragraph) or vocabulary().label(found[0]) is not None:
        return False
    return len(above.text) <= LONGEST_LABEL and vocabulary().label(above.text.strip().rstrip(":")) is not None


def _led(block: Block) -> tuple[str, str] | None:
    """The words that may lead in a paragraph, and what they lead in; None where the readers know them by themselves."""
    if not isinstance(block, Paragraph):
        return None
    match = _LEADIN.match(block.text)
    if match is None or len(match["lead"].split()) > 9:
        return None
    known = vocabulary().leading(block.text)
    if known is not None and plain(known[2]) and known[0].certainty >= 0.95:
        return None
    mark = match["mark"] if match["mark"] == "?" else ""
    return f"{match['lead'].strip()}{mark}", match["rest"].strip()


def _known(lead: str) -> bool:
    label = vocabulary().label(lead, loose=True)
    return label is not None and label.certainty >= 0.7 and label.role is not Role.COMMENT


def _stands_alone(lead: str) -> bool:
    """Whether words are no sentence of their own: few, and without a verb that a sentence would have first."""
    return len(lead.split()) <= 7
