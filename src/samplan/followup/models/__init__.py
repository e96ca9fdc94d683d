"""The tables of `followup`."""

from samplan.followup.models.asking import AddressLanguage, BadAddress, Closing, Confirmation
from samplan.followup.models.compiled import (
    Consent,
    Correction,
    NameChoice,
    Statement,
    StatementSource,
    StatementTag,
)
from samplan.followup.models.judged import JudgedYear, Judgement, Recommendation
from samplan.followup.models.logged import LoggedCourse
from samplan.followup.models.rounds import Answer, Asked, AskedQuestion, Contact, Letter, Round

__all__ = [
    "AddressLanguage",
    "Answer",
    "Asked",
    "AskedQuestion",
    "BadAddress",
    "Closing",
    "Confirmation",
    "Consent",
    "Contact",
    "Correction",
    "JudgedYear",
    "Judgement",
    "Letter",
    "LoggedCourse",
    "NameChoice",
    "Recommendation",
    "Round",
    "Statement",
    "StatementSource",
    "StatementTag",
]
