"""What crosses the door of `followup`. No Django."""

from samplan.followup.shapes.rounds import (
    Board,
    BoardRow,
    Candidate,
    Choice,
    Given,
    LetterSort,
    LetterToSend,
    Progress,
    Question,
    QuestionResult,
    Results,
    RoundLine,
    RoundState,
    Sheet,
    SideBySide,
    Tally,
)

__all__ = [
    "Board",
    "BoardRow",
    "Candidate",
    "Choice",
    "Given",
    "LetterSort",
    "LetterToSend",
    "Progress",
    "Question",
    "QuestionResult",
    "Results",
    "RoundLine",
    "RoundState",
    "Sheet",
    "SideBySide",
    "Tally",
]
