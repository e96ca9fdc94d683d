"""Decisions about a county's own frameworks without side effects."""

from __future__ import annotations

from datetime import date

from samplan.actors.shapes import Sentences
from samplan.plans.rules import InvalidValue
from samplan.plans.shapes.framework_files import DEEPEST


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


def check_seen(seen: int | None, version: int, by: str) -> None:
    """What is saved was seen as it stands. seen: None asks for no check; by: who saved last. Raises InvalidValue."""
    if seen is not None and seen != version:
        raise InvalidValue(
            "",
            Sentences(
                f"{by or 'Någon annan'} har ändrat ramverket sedan du öppnade sidan. Inget har sparats. Se hur det står"
                " nu och gör om det du ville.",
                f"{by or 'Somebody else'} changed the framework after you opened the page. Nothing was saved. See how"
                " it stands now and do what you wanted again.",
            ),
        )


def check_not_within(within: bool) -> None:
    """A part does not stand under itself, nor under what stands under it. Raises InvalidValue."""
    if within:
        raise InvalidValue(
            "parent",
            Sentences(
                "En del kan inte stå under sig själv eller under något som den rymmer. Inget har flyttats. Välj en"
                " annan plats.",
                "A part cannot stand under itself or under something that it holds. Nothing was moved. Choose another"
                " place.",
            ),
        )


def check_depth(depth: int) -> None:
    """A part stands under few enough others for people to find it. Raises InvalidValue."""
    if depth >= DEEPEST:
        raise InvalidValue(
            "parent",
            Sentences(
                f"En del kan stå under högst {DEEPEST - 1} andra. Inget har flyttats. Välj en plats högre upp.",
                f"A part can stand under {DEEPEST - 1} others at most. Nothing was moved. Choose a place higher up.",
            ),
        )


def check_waits(waits: bool) -> None:
    """A file is put in once. Raises InvalidValue."""
    if not waits:
        raise InvalidValue(
            "",
            Sentences(
                "Filen är redan inlagd. Läs in den igen om du vill lägga in den en gång till.",
                "The file is already put in. Read it again if you want to put it in once more.",
            ),
        )


def check_can_undo(put: bool, untouched: bool) -> None:
    """What a file did is undone while nothing has been changed after it. Raises InvalidValue."""
    if not put:
        raise InvalidValue(
            "",
            Sentences("Filen är inte inlagd. Inget har ändrats.", "The file is not put in. Nothing was changed."),
        )
    if not untouched:
        raise InvalidValue(
            "",
            Sentences(
                "Ramverket har ändrats efter inläsningen. Inget har ändrats nu. Gå tillbaka till tidigare värden i"
                " delarnas historik i stället.",
                "The framework was changed after the file was put in. Nothing was changed now. Go back to earlier"
                " values in the history of the parts instead.",
            ),
        )


def check_untagged(tagged: list[str]) -> None:
    """Parts that came with the file are taken away only while nothing is tagged with them. Raises InvalidValue."""
    if tagged:
        raise InvalidValue(
            "",
            Sentences(
                f"Delar som filen lade till är redan taggar i planer: {', '.join(tagged[:5])}. Inget har ändrats. Ta"
                " bort taggarna först, eller ge delarna en sista dag.",
                f"Parts that the file added are already tags in plans: {', '.join(tagged[:5])}. Nothing was changed."
                " Take the tags away first, or give the parts a last day.",
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
