"""Decisions about a county's own frameworks without side effects."""

from __future__ import annotations

from datetime import date

from samplan.actors.shapes import Sentences
from samplan.plans.rules import InvalidValue


def check_own(own: bool) -> None:
    """Only a framework of the county's own is changed; the shared ones are copied. Raises InvalidValue."""
    if not own:
        raise InvalidValue(
            "",
            Sentences(
                "Ramverket är gemensamt för alla län och ändras inte här. Inget har ändrats. Gör en kopia och ändra i"
                " den.",
                "The framework is shared by all counties and is not changed here. Nothing was changed. Make a copy and"
                " change that.",
            ),
        )


def check_filled(field: str, text: str) -> str:
    """The text without blanks round it. Raises InvalidValue when nothing is left."""
    told = " ".join(text.split())
    if not told:
        raise InvalidValue(
            field,
            Sentences(
                "Fältet är tomt. Inget har sparats. Fyll i det och spara igen.",
                "The field is empty. Nothing was saved. Fill it in and save again.",
            ),
        )
    return told


def check_order(first: date | None, last: date | None) -> None:
    """The last day does not come before the first. Raises InvalidValue."""
    if first and last and last < first:
        raise InvalidValue(
            "valid_to",
            Sentences(
                "Sista dagen ligger före den första. Inget har sparats. Rätta en av dem.",
                "The last day lies before the first. Nothing was saved. Correct one of them.",
            ),
        )


def check_between(same_framework: bool) -> None:
    """Nodes of two frameworks are mapped on one another, not of one. Raises InvalidValue."""
    if same_framework:
        raise InvalidValue(
            "to",
            Sentences(
                "Båda ligger i samma ramverk. Inget har sparats. Välj en del i ett annat ramverk.",
                "Both stand in the same framework. Nothing was saved. Choose a part of another framework.",
            ),
        )
