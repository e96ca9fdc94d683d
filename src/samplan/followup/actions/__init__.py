"""Every change to rounds: opening and closing, answers, and the letters to those who are asked."""

from samplan.followup.actions.answers import finish_answers, save_answer
from samplan.followup.actions.letters import claim_letter, note_letter, queue_letters, renew_link, revoke_link
from samplan.followup.actions.rounds import close_round, open_round

__all__ = [
    "claim_letter",
    "close_round",
    "finish_answers",
    "note_letter",
    "open_round",
    "queue_letters",
    "renew_link",
    "revoke_link",
    "save_answer",
]
