"""What may be done with a plan's figures, and what a value may hold. Without side effects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from samplan.actors.rules import Actor, MaybeActor
from samplan.actors.shapes import DomainError, Sentences
from samplan.analysis.models import Figure, OwnValue
from samplan.analysis.results import Measure
from samplan.analysis.shapes import Aim, Definition, OwnKey, OwnNumbers, faults_in, own_faults_in
from samplan.analysis.suicide import about, method_in_definition, method_in_title
from samplan.plans.models import Indicator
from samplan.plans.rules import can_edit_kind, check_can_edit_kind
from samplan.plans.shapes.items import ItemKind

MOST_ROWS = 20_000
"""Rows of a file of values."""
LONGEST: Mapping[str, int] = {"unit": 60, "producer": 200, "reference": 80, "baseline_period": 40}


class FigureNotThere(DomainError):
    """The figure, value or file does not exist, or has been removed."""


class InvalidFigure(DomainError):
    """A value cannot be saved. field: which."""

    def __init__(self, field: str, sentences: Sentences) -> None:
        super().__init__(sentences)
        self.field = field


class FigureChanged(DomainError):
    """Somebody else saved first. version: the one to send next; there: what stands there now."""

    def __init__(self, version: int, there: Mapping[str, Any]) -> None:
        super().__init__(
            Sentences(
                "Någon annan har ändrat det här sedan du öppnade det. Ditt är inte sparat än. Jämför, och spara igen.",
                "Somebody else changed this after you opened it. Yours is not saved yet. Compare, and save again.",
            )
        )
        self.version = version
        self.there = dict(there)


def not_there() -> FigureNotThere:
    """The error for what is gone."""
    return FigureNotThere(
        Sentences(
            "Måttet finns inte längre. Det kan ha tagits bort. Inget har ändrats.",
            "The figure is no longer there. It may have been removed. Nothing was changed.",
        )
    )


def can_change_figures(person: MaybeActor, indicator: Indicator) -> bool:
    """Whether somebody may tie figures to an indicator and enter its values: whoever may change indicators there."""
    return can_edit_kind(person, indicator.area.plan, ItemKind.INDICATOR, indicator.area_id)


def check_can_change_figures(by: Actor, indicator: Indicator) -> None:
    """Raises NotAllowed unless somebody may change the indicator."""
    check_can_edit_kind(by, indicator.area.plan, ItemKind.INDICATOR, indicator.area_id)


def check_seen(row: Figure | OwnValue, seen: int, there: Mapping[str, Any]) -> None:
    """Raises FigureChanged when the row is another than the one that was seen."""
    if row.version != seen:
        raise FigureChanged(row.version, there)


def marked(told: Definition, text: str) -> Definition:
    """The definition, marked where it is one of own values whose words are about suicide. text: of its indicator."""
    words = (told.title, told.definition, text)
    return replace(told, suicide=told.suicide or (not told.reference and about(*words)))


def check_definition(told: Definition, text: str, *, taken: bool) -> None:
    """A figure has a name and no method of suicide, and an indicator points at an official figure once.

    text: of its indicator. Raises InvalidFigure.
    """
    _check_method(told, text)
    if not told.title.strip():
        raise InvalidFigure("title", Sentences("Ge måttet ett namn.", "Give the figure a name."))
    if taken:
        raise InvalidFigure(
            "reference",
            Sentences(
                "Indikatorn har redan det måttet. Inget har ändrats.",
                "The indicator already has that figure. Nothing was changed.",
            ),
        )
    if told.window < 1:
        raise InvalidFigure("window", Sentences("Ange ett år eller fler.", "Give one year or more."))
    _check_lengths(told)


def _check_method(told: Definition, text: str) -> None:
    """Suicides are not told by method: an indicator's own text counts where the figure is of own values."""
    if not told.suicide:
        return
    own = not told.reference
    by_title = method_in_title(told.title) or (own and method_in_title(text))
    word = by_title or (own and method_in_definition(told.definition))
    if word:
        raise InvalidFigure(
            "title" if by_title else "definition",
            Sentences(
                f"Siffror om suicid visas inte efter metod. Ta bort ordet ”{word}”. Inget har sparats.",
                f"Figures on suicide are not shown by method. Take away the word “{word}”. Nothing was saved.",
            ),
        )


def check_aim(aim: Aim, measure: Measure) -> None:
    """Baseline and target are such as the figure's values are. Raises InvalidFigure."""
    for name in ("baseline", "target"):
        told = getattr(aim, name)
        fault = None if told is None else faults_in(OwnNumbers(value=told), measure)
        if fault is not None:
            raise InvalidFigure(name, fault[1])
    _check_lengths(aim)


def _check_lengths(told: Definition | Aim) -> None:
    for field in fields(told):
        if len(str(getattr(told, field.name) or "")) > LONGEST.get(field.name, 10_000):
            raise InvalidFigure(field.name, Sentences("Texten är för lång.", "The text is too long."))


def check_own(figure: Figure) -> None:
    """Only a figure of the county's own takes values. Raises InvalidFigure."""
    if figure.reference:
        raise InvalidFigure(
            "reference",
            Sentences(
                "Måttet hämtas från sin källa. Egna värden läggs i ett eget mått. Inget har sparats.",
                "The figure is fetched from its source. Own values go into a figure of your own. Nothing was saved.",
            ),
        )


def check_value(key: OwnKey, numbers: OwnNumbers, measure: Measure, units: Mapping[str, str], bodies: set[int]) -> None:
    """A value is of a unit or body of the county, and its numbers can be so. Raises InvalidFigure."""
    if (key.unit and key.unit not in units) or (key.body is not None and key.body not in bodies):
        raise InvalidFigure(
            "unit",
            Sentences("Enheten hör inte till länet. Inget har sparats.", "The unit is not the county's."),
        )
    if bool(key.unit) is (key.body is not None):
        raise InvalidFigure("unit", Sentences("Välj vilken enhet värdet gäller.", "Choose which unit it is of."))
    if key.period.years < 1:
        raise InvalidFigure("period", Sentences("Perioden ska vara minst ett år.", "The period is a year or more."))
    fault = own_faults_in(numbers, measure, key.unit)
    if fault is not None:
        raise InvalidFigure(*fault)


def check_rows(
    rows: Iterable[tuple[int, OwnKey, OwnNumbers]], measure: Measure, units: Mapping[str, str], bodies: set[int]
) -> None:
    """Rows of a file, each with its line, can stand in a figure as it is now. Raises InvalidFigure."""
    for line, key, numbers in rows:
        try:
            check_value(key, numbers, measure, units, bodies)
        except InvalidFigure as fault:
            raise InvalidFigure(
                "file",
                Sentences(
                    f"Rad {line} går inte att lägga in som måttet är nu. {fault.sentences.sv} Inget har ändrats.",
                    f"With the figure as it is now line {line} cannot be put in. {fault.sentences.en} Nothing was"
                    " changed.",
                ),
            ) from fault


def check_values(values: Iterable[tuple[str, OwnNumbers]], measure: Measure) -> None:
    """Values that stand there already can be of another sort of number. values: unit's code and numbers, completed.

    Raises InvalidFigure.
    """
    faults = [fault for unit, numbers in values if (fault := own_faults_in(numbers, measure, unit)) is not None]
    if faults:
        first = faults[0][1]
        raise InvalidFigure(
            "measure",
            Sentences(
                f"Värden som står här går inte ihop med den sortens tal: {len(faults)}. {first.sv} Inget har sparats."
                " Rätta värdena först.",
                f"Values that stand here do not go with that sort of number: {len(faults)}. {first.en} Nothing was"
                " saved. Correct the values first.",
            ),
        )


def check_can_put(*, put: bool, faults: bool) -> None:
    """A file is put in once, and only when every row can be. Raises InvalidFigure."""
    if put:
        raise InvalidFigure("file", Sentences("Filen är redan inlagd.", "The file has already been put in."))
    if faults:
        raise InvalidFigure(
            "file",
            Sentences(
                "Filen har rader som inte kan läggas in. Inget har sparats. Rätta raderna och läs in filen igen.",
                "The file has rows that cannot be put in. Nothing was saved. Correct them and read the file again.",
            ),
        )


def check_can_undo(*, put: bool, undone: bool, changed_since: int) -> None:
    """A file is taken out while what it put in stands untouched. Raises InvalidFigure."""
    if not put or undone:
        raise InvalidFigure("file", Sentences("Filen är inte inlagd.", "The file has not been put in."))
    if changed_since:
        raise InvalidFigure(
            "file",
            Sentences(
                f"Värden från filen har ändrats sedan dess: {changed_since}. Inget har ändrats. Rätta dem ett i taget.",
                f"Values from the file were changed since: {changed_since}. Nothing was changed. Correct them one by"
                " one.",
            ),
        )
