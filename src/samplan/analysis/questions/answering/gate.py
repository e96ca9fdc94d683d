"""The gate: nothing leaves the room without passing it.

What may be shown of official figures is worked out when their store is built (`store.hiding`), and only read here. What
is no store's (the county's own values, figures as they were on a day) is worked out when it is asked for, by the same
rules. A cell is hidden or shown whatever is asked, so that two questions together tell no more than one.
"""

from __future__ import annotations

from collections.abc import Mapping

from samplan.analysis.formulas.disclosure.primary import DEFAULT, Policy
from samplan.analysis.results import IndicatorCard
from samplan.analysis.store.hiding.codes import codes_of, without
from samplan.analysis.store.hiding.rules import Kind
from samplan.analysis.store.shapes import CellColumns, Facts, Place
from samplan.analysis.suicide import method_in_definition, method_in_title


def passed(
    cells: CellColumns, card: IndicatorCard, places: Mapping[int, Place], policy: Policy = DEFAULT
) -> CellColumns:
    """The cells as they may be shown, worked out now.

    cells: of whole families (a county's region, all its municipalities, all sexes and periods), else what adds up is
    not seen. places: all units of these counties, by number, those without cells too.
    """
    return without(cells, codes_of([(cells, Kind.of(card))], places, policy)[0])


def tells_a_method(card: IndicatorCard) -> bool:
    """Whether an indicator is of suicides by method: such are not shown at all, nor found.

    The definition of one of the county's own is read too: nobody else has looked at it.
    """
    if not card.suicide:
        return False
    return bool(method_in_title(card.title) or (card.source == "own" and method_in_definition(card.definition)))


def may_be_found(facts: Facts) -> bool:
    """Whether an indicator is told to those who look for one: none by method, and no uncertainty of another."""
    return not facts.is_margin and not tells_a_method(facts.card)
