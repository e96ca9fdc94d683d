"""Every read of plans that crosses tables; none writes, and each takes a fixed number of SQL queries."""

from samplan.plans.queries.archive import Archive, item_archive
from samplan.plans.queries.checking import (
    checked_content,
    counts_by_day,
    findings_for,
    findings_of,
    gate_levels,
    gate_verdict,
    plan_check,
)
from samplan.plans.queries.commenting import (
    comment_told,
    comments_on,
    draft_out,
    draft_sent,
    drafts_of,
    drafts_sent_to,
    own_comments,
    sent_content,
)
from samplan.plans.queries.content import plan_content, plan_file
from samplan.plans.queries.deciding import asleep, to_release
from samplan.plans.queries.editing import (
    area_for_editing,
    areas_for_editing,
    plan_for_editing,
    plan_outline,
    plan_with_outline,
)
from samplan.plans.queries.framework_past import framework_history, node_history
from samplan.plans.queries.framework_state import (
    framework_for,
    framework_import,
    framework_imports,
    framework_state,
)
from samplan.plans.queries.frameworks import (
    county_frameworks,
    cross_walk,
    crossings_between,
    framework_choices,
    framework_nodes,
)
from samplan.plans.queries.glance import areas_at_a_glance
from samplan.plans.queries.handover import hand_over_pack, of_owner
from samplan.plans.queries.indicators import indicator_lines
from samplan.plans.queries.log import plan_log, removed_in, removed_items
from samplan.plans.queries.money import amount_changes, plan_money
from samplan.plans.queries.overview import empty_plans, plan_counts, plan_titles
from samplan.plans.queries.ownership import (
    answer_to_tell,
    answers_untold,
    ask_for_answer,
    asks_for,
    decided_rows,
    owned_in,
    owned_rows,
    ownerless,
    owners_of,
    people_among,
    people_to_choose,
)
from samplan.plans.queries.past import item_history, item_origin
from samplan.plans.queries.picking import newest_county_plan, plan_above, to_pick
from samplan.plans.queries.removed_ties import removed_ties
from samplan.plans.queries.renewal import lineage_of, moves_of, plan_family, roll_choices, slip_of, to_change
from samplan.plans.queries.reporting import activities_to_report, same_to_report
from samplan.plans.queries.search import search_plan
from samplan.plans.queries.silence import silent_since, unknown_to_silence
from samplan.plans.queries.single import (
    area_choices,
    area_of_item,
    areas_of,
    is_in_plan,
    item_for_editing,
    long_goals,
    need_areas,
    questions_of,
    siblings_of,
)
from samplan.plans.queries.standing import standing_items
from samplan.plans.queries.tasks import money_without_year, plan_waits
from samplan.plans.queries.terms import (
    county_term,
    county_terms,
    glossary,
    glossary_of_county,
    removed_terms,
    term_history,
)
from samplan.plans.queries.ties import tie_history, words_history
from samplan.plans.queries.visible import editable_areas, plans_visible_to
from samplan.plans.queries.weave import area_tags, last_tagged_by, step_versions
from samplan.plans.queries.woven import chain_content, tag_content

__all__ = [
    "Archive",
    "activities_to_report",
    "amount_changes",
    "answer_to_tell",
    "answers_untold",
    "area_choices",
    "area_for_editing",
    "area_of_item",
    "area_tags",
    "areas_at_a_glance",
    "areas_for_editing",
    "areas_of",
    "ask_for_answer",
    "asks_for",
    "asleep",
    "chain_content",
    "checked_content",
    "comment_told",
    "comments_on",
    "counts_by_day",
    "county_frameworks",
    "county_term",
    "county_terms",
    "cross_walk",
    "crossings_between",
    "decided_rows",
    "draft_out",
    "draft_sent",
    "drafts_of",
    "drafts_sent_to",
    "editable_areas",
    "empty_plans",
    "findings_for",
    "findings_of",
    "framework_choices",
    "framework_for",
    "framework_history",
    "framework_import",
    "framework_imports",
    "framework_nodes",
    "framework_state",
    "gate_levels",
    "gate_verdict",
    "glossary",
    "glossary_of_county",
    "hand_over_pack",
    "indicator_lines",
    "is_in_plan",
    "item_archive",
    "item_for_editing",
    "item_history",
    "item_origin",
    "last_tagged_by",
    "lineage_of",
    "long_goals",
    "money_without_year",
    "moves_of",
    "need_areas",
    "newest_county_plan",
    "node_history",
    "of_owner",
    "own_comments",
    "owned_in",
    "owned_rows",
    "ownerless",
    "owners_of",
    "people_among",
    "people_to_choose",
    "plan_above",
    "plan_check",
    "plan_content",
    "plan_counts",
    "plan_family",
    "plan_file",
    "plan_for_editing",
    "plan_log",
    "plan_money",
    "plan_outline",
    "plan_titles",
    "plan_waits",
    "plan_with_outline",
    "plans_visible_to",
    "questions_of",
    "removed_in",
    "removed_items",
    "removed_terms",
    "removed_ties",
    "roll_choices",
    "same_to_report",
    "search_plan",
    "sent_content",
    "siblings_of",
    "silent_since",
    "slip_of",
    "standing_items",
    "step_versions",
    "tag_content",
    "term_history",
    "tie_history",
    "to_change",
    "to_pick",
    "to_release",
    "unknown_to_silence",
    "words_history",
]
