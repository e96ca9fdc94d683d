"""Decisions about the theory of change without side effects."""

from __future__ import annotations

from samplan.actors.shapes import Sentences
from samplan.plans.rules import InvalidValue


def unknown_start() -> InvalidValue:
    """The error for a step that begins in something that the plan does not hold, or that leads nowhere by its kind."""
    return InvalidValue(
        "start",
        Sentences(
            "Det som steget börjar i finns inte i planen. Inget har sparats. Välj en aktivitet, en effekt eller en"
            " målbild i listan.",
            "What the step begins in is not in the plan. Nothing was saved. Choose an activity, an effect or a target"
            " picture in the list.",
        ),
    )


def unknown_end() -> InvalidValue:
    """The error for a step that ends in something that the plan does not hold, or that nothing leads to."""
    return InvalidValue(
        "end",
        Sentences(
            "Det som steget leder till finns inte i planen. Inget har sparats. Välj en effekt, en målbild eller ett"
            " mål i listan.",
            "What the step leads to is not in the plan. Nothing was saved. Choose an effect, a target picture or a"
            " goal in the list.",
        ),
    )


def check_onward(start: int, end: int) -> None:
    """A step leads to a later level (see `shapes.chain`), so that the chain has no circles. Raises InvalidValue."""
    if start < end:
        return
    raise InvalidValue(
        "end",
        Sentences(
            "Kedjan går bara framåt: från det ni gör, till effekter på kort sikt, effekter på lång sikt, målbilder och"
            " mål. Det du valde leder inte framåt. Inget har sparats. Välj något som kommer senare.",
            "The chain only goes onward: from what you do, to effects soon, effects in the end, target pictures and"
            " goals. What you chose does not lead onward. Nothing was saved. Choose something that comes later.",
        ),
    )


def check_new(known: bool) -> None:
    """The same step stands once. Raises InvalidValue."""
    if known:
        raise InvalidValue(
            "end",
            Sentences(
                "Steget finns redan. Inget har ändrats. Ändra antagandet vid steget om du vill säga mer.",
                "The step is there already. Nothing was changed. Change the assumption at the step to say more.",
            ),
        )


def level_in_use() -> InvalidValue:
    """The error for an effect that is moved to a level where its steps no longer lead onward."""
    return InvalidValue(
        "level",
        Sentences(
            "Effekten har steg som då inte längre leder framåt. Inget har sparats. Ta bort de stegen i kedjan först.",
            "The effect has steps that would no longer lead onward. Nothing was saved. Remove those steps first.",
        ),
    )
