"""Every read of `followup`."""

from samplan.followup.queries.asking import (
    area_to_ask,
    as_closed,
    asked_in,
    bad_addresses,
    board_of,
    candidates,
    closings_of,
    contact_in,
    contacts_in,
    contacts_of,
    letters_waiting,
    round_for,
    rounds_asking_names,
    rounds_for,
    rounds_open,
)
from samplan.followup.queries.compiled import (
    answers_by_question,
    by_focus,
    compilation_of,
    consent_of,
    consents_of,
    plan_of_year,
    statement_in,
    tag_choices,
)
from samplan.followup.queries.corrected import answer_to_correct, joint_answers, round_for_file
from samplan.followup.queries.drafting import NOT, from_plan, plans_to_ask
from samplan.followup.queries.frozen import question_of
from samplan.followup.queries.happened import happened_since
from samplan.followup.queries.judged import (
    corrections_of,
    corrections_of_year,
    judged_years,
    left_to_judge,
    own_sheets,
    recommendation_in,
    recommendations_of,
    recommendations_waiting,
    something_judged,
    year_of_judging,
)
from samplan.followup.queries.logged import areas_to_log, course_in, courses_logged, totals_for_all
from samplan.followup.queries.losing import loss_in
from samplan.followup.queries.named import asked_by_body, names_chosen_since, names_letters, names_of, names_waiting
from samplan.followup.queries.register import (
    addresses_of,
    confirmation_by,
    confirmations_waiting,
    contacts_to_ask,
    register_of,
)
from samplan.followup.queries.report import report_of
from samplan.followup.queries.results import results_of
from samplan.followup.queries.saving import question_at, writer_by
from samplan.followup.queries.sheet import (
    asked_for,
    asked_of_bodies,
    contact_by,
    own_links,
    questions_of,
    sheet_for,
)
from samplan.followup.queries.since import Since, Watched, watched
from samplan.followup.queries.taking_over import to_take_over
from samplan.followup.queries.years import years_of, years_of_reports

__all__ = [
    "NOT",
    "Since",
    "Watched",
    "addresses_of",
    "answer_to_correct",
    "answers_by_question",
    "area_to_ask",
    "areas_to_log",
    "as_closed",
    "asked_by_body",
    "asked_for",
    "asked_in",
    "asked_of_bodies",
    "bad_addresses",
    "board_of",
    "by_focus",
    "candidates",
    "closings_of",
    "compilation_of",
    "confirmation_by",
    "confirmations_waiting",
    "consent_of",
    "consents_of",
    "contact_by",
    "contact_in",
    "contacts_in",
    "contacts_of",
    "contacts_to_ask",
    "corrections_of",
    "corrections_of_year",
    "course_in",
    "courses_logged",
    "from_plan",
    "happened_since",
    "joint_answers",
    "judged_years",
    "left_to_judge",
    "letters_waiting",
    "loss_in",
    "names_chosen_since",
    "names_letters",
    "names_of",
    "names_waiting",
    "own_links",
    "own_sheets",
    "plan_of_year",
    "plans_to_ask",
    "question_at",
    "question_of",
    "questions_of",
    "recommendation_in",
    "recommendations_of",
    "recommendations_waiting",
    "register_of",
    "report_of",
    "results_of",
    "round_for",
    "round_for_file",
    "rounds_asking_names",
    "rounds_for",
    "rounds_open",
    "sheet_for",
    "something_judged",
    "statement_in",
    "tag_choices",
    "to_take_over",
    "totals_for_all",
    "watched",
    "writer_by",
    "year_of_judging",
    "years_of",
    "years_of_reports",
]
