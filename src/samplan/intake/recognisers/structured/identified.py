"""Who saw the need, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samplan.documents.blocks import ListItem, Paragraph
from samplan.intake.recognisers.builder import AreaBuilder, Found
from samplan.intake.recognisers.ledger import Ledger
from samplan.intake.recognisers.vocabulary import Label, Role, years_in
from samplan.intake.recognisers.wording import plain

Part = Paragraph | ListItem
Parts = Sequence[Part]

_IDENTIFIED_YEAR = re.compile(r"[(,]?\s*(?:år\s+)?((?:19|20)\d\d)\s*\)?")
_IDENTIFIED = re.compile(
    r"^\s*(?P<words>behov(?:et)?(?:\s+är|\s+har)?\s+(?:identifierat|identifierats|uppmärksammat|uttryckt|lyft)s?"
    r"|initiativ(?:et)?(?:\s+kommer)?\s+(?:från|av)|identifierat|identifierades|initierat)\s*(?P<rest>.*)$", re.I | re.S
)  # fmt: skip


def identified(area: AreaBuilder, label: Label, parts: Parts, ledger: Ledger) -> None:
    """Who identified the need, and when."""
    text = " ".join(part.text for part in parts)
    pieces = tuple(piece for part in parts for piece in ledger.of(part))
    years = years_in(text) or label.years
    bare = _IDENTIFIED_YEAR.sub(" ", text).strip(" .,;:–-")
    bare = re.sub(r"^(?:av|från|i)\s+", "", " ".join(bare.split()))
    if plain(bare) and area.identified_by is None:
        area.identified_by = Found(bare, pieces, label.certainty)
    if years and area.identified_year is None:
        area.identified_year = Found(years[0], pieces, label.certainty)


def identified_in(area: AreaBuilder, block: Part, ledger: Ledger) -> Part | None:
    """Read "Behov identifierat av … 2023" in running text; what of the text remains, None if nothing does."""
    found = _IDENTIFIED.match(block.text) if len(block.text) < 250 else None
    if found is None:
        return block
    first, *rest = re.split(r"(?<=[^.\s]{3})\.\s+(?=[A-ZÅÄÖ])", found["rest"], maxsplit=1)
    identified(area, Label((Role.IDENTIFIED,)), [ledger.part(first, block)], ledger)
    return ledger.part(rest[0], block) if rest else None


def identified_year(area: AreaBuilder, label: Label, parts: Parts, ledger: Ledger) -> None:
    """The year when the need was identified."""
    years = years_in(parts[0].text)
    if years and area.identified_year is None:
        area.identified_year = Found(years[0], ledger.of(parts[0]), label.certainty)
