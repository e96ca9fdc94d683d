"""A plan's indicator with figures of its own, built by calling actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests import factories

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions
from samplan.analysis.models import Figure, OwnValue
from samplan.analysis.results import Measure, Period, PeriodKind, Polarity, Sex
from samplan.analysis.shapes import Aim, Definition, OwnKey, OwnNumbers
from samplan.plans.models import Area
from samplan.plans.shapes.items import ItemKind

SHARE = Definition("Elever som har någon att prata med", "Länets enkät", measure=Measure.SHARE, unit="procent")
OFFICIAL = Definition(
    "Invånare med allvarlig psykisk påfrestning",
    "Som den löd då.",
    "kolada:N01452",
    Measure.SURVEY_SHARE,
    "procent",
    "Folkhälsomyndigheten",
    date(2026, 3, 1),
    4,
)
FILE = "Period;Kommun;Täljare;Nämnare\n2023;Exempelby 1;40;100\n2023;Exempelby 2;30;120\n".encode()


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), PeriodKind.YEAR, 1, str(number))


def key(number: int = 2024, unit: str = "9901", sex: Sex = Sex.TOTAL) -> OwnKey:
    """A value's place."""
    return OwnKey(year(number), sex, unit)


def part(numerator: float, denominator: float) -> OwnNumbers:
    """A share by its parts."""
    return OwnNumbers(numerator=numerator, denominator=denominator)


def an_own_figure(area: Area, told: Definition = SHARE, **aim: Any) -> Figure:
    """A figure of own values of an indicator of its own."""
    indicator = factories.an_item(area.plan, ItemKind.INDICATOR, {"text": told.title}, area.pk)
    return actions.tie_figure(by=SYSTEM, indicator_id=indicator.pk, told=told, aim=Aim(Polarity.HIGH_IS_GOOD, **aim))


def a_file(figure: Figure, data: bytes = FILE, name: str = "enkat.csv") -> int:
    """The id of a file that was read."""
    return actions.receive_value_file(by=SYSTEM, figure_id=figure.pk, name=name, data=data).pk


@dataclass(frozen=True)
class SomeFigures:
    """What every action of the room can be about."""

    figure: Figure
    value: OwnValue
    put: int
    undo: int
    unit: str

    def told(self, name: str) -> dict[str, Any]:
        """What an action is given."""
        seen = self.value.version if "own_value" in name else self.figure.version
        return {
            "indicator_id": self.figure.indicator_id,
            "figure_id": self.figure.pk,
            "value_id": self.value.pk,
            "told": OFFICIAL,
            "aim": Aim(),
            "key": key(unit=self.unit),
            "numbers": part(30, 90),
            "seen_version": seen,
            "file_id": self.undo if name.endswith("undo_value_file") else self.put,
            "name": "enkat.csv",
            "data": FILE,
        }


def some_figures(area: Area) -> SomeFigures:
    """A figure with a value, a file that waits and one that was put in."""
    figure = an_own_figure(area)
    unit = area.plan.county.municipalities.order_by("code").first()
    value = actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(unit=unit.code), numbers=part(20, 80))
    data = f"Period;Kommun;Täljare;Nämnare\n2023;{unit.name};40;100\n".encode()
    undo = a_file(figure, data)
    actions.put_value_file(by=SYSTEM, file_id=undo)
    return SomeFigures(figure, value, a_file(figure, data), undo, unit.code)
