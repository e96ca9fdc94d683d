"""Every read of `followup`."""

from samplan.followup.queries.asking import (
    asked_in,
    board_of,
    candidates,
    contact_in,
    contacts_of,
    letters_waiting,
    round_for,
    rounds_for,
)
from samplan.followup.queries.results import results_of
from samplan.followup.queries.sheet import contact_by, own_links, questions_of, sheet_for

__all__ = [
    "asked_in",
    "board_of",
    "candidates",
    "contact_by",
    "contact_in",
    "contacts_of",
    "letters_waiting",
    "own_links",
    "questions_of",
    "results_of",
    "round_for",
    "rounds_for",
    "sheet_for",
]
