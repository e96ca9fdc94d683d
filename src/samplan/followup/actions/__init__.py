"""Every change to rounds: opening and closing, answers, and the letters to those who are asked."""

from samplan.followup.actions.addresses import (
    ask_contacts,
    claim_confirmation,
    confirm_contact,
    note_confirmation,
    record_bounce,
    trust_address,
)
from samplan.followup.actions.answers import enter_answers, finish_answers, repeat_answers, save_answer, save_answers
from samplan.followup.actions.asking_names import ask_for_names, remind_of_names
from samplan.followup.actions.compiled import (
    add_statement,
    change_statement,
    give_consent,
    merge_statements,
    remove_statement,
)
from samplan.followup.actions.correcting import correct_answer
from samplan.followup.actions.erasing import erase_contact, erase_contacts, purge_due
from samplan.followup.actions.history import drop_history, lay_history
from samplan.followup.actions.judging import (
    Said,
    correct_judgement,
    judge,
    lock_year,
    open_judging,
    take_answer,
    take_back_year,
)
from samplan.followup.actions.languages import keep_language
from samplan.followup.actions.letters import (
    claim_letter,
    climb_ladder,
    name_head,
    note_letter,
    queue_letters,
    renew_link,
    revoke_link,
)
from samplan.followup.actions.logging_courses import change_course, log_course, remove_course
from samplan.followup.actions.naming import choose_name
from samplan.followup.actions.recommending import answer_recommendation, recommend, withdraw_recommendation
from samplan.followup.actions.rounds import close_round, open_round, prolong_round, reopen_round
from samplan.followup.actions.sharing import share_questions, take_back_questions, take_own_link
from samplan.followup.actions.taking_over import take_over_answers

__all__ = [
    "Said",
    "add_statement",
    "answer_recommendation",
    "ask_contacts",
    "ask_for_names",
    "change_course",
    "change_statement",
    "choose_name",
    "claim_confirmation",
    "claim_letter",
    "climb_ladder",
    "close_round",
    "confirm_contact",
    "correct_answer",
    "correct_judgement",
    "drop_history",
    "enter_answers",
    "erase_contact",
    "erase_contacts",
    "finish_answers",
    "give_consent",
    "judge",
    "keep_language",
    "lay_history",
    "lock_year",
    "log_course",
    "merge_statements",
    "name_head",
    "note_confirmation",
    "note_letter",
    "open_judging",
    "open_round",
    "prolong_round",
    "purge_due",
    "queue_letters",
    "recommend",
    "record_bounce",
    "remind_of_names",
    "remove_course",
    "remove_statement",
    "renew_link",
    "reopen_round",
    "repeat_answers",
    "revoke_link",
    "save_answer",
    "save_answers",
    "share_questions",
    "take_answer",
    "take_back_questions",
    "take_back_year",
    "take_over_answers",
    "take_own_link",
    "trust_address",
    "withdraw_recommendation",
]
