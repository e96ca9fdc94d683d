"""Every change to plans. All are keyword-only and atomic, ask the rules first and leave one audit event."""

from samplan.plans.actions.chain import add_step, change_step, remove_step
from samplan.plans.actions.checking import record_counts, set_aside, set_gate, take_up_again
from samplan.plans.actions.commenting import (
    answer_comment,
    change_draft_day,
    comment_on_draft,
    erase_commenters,
    note_comment_answer,
    remove_comment,
    restore_comment,
    send_draft,
    take_back_comment,
    take_back_draft,
)
from samplan.plans.actions.families import (
    change_relation,
    prolong_plan,
    relate_plans,
    set_plan_type,
    unrelate_plans,
)
from samplan.plans.actions.framework_files import (
    put_framework_file,
    receive_framework_file,
    undo_framework_file,
)
from samplan.plans.actions.framework_parts import change_framework, move_node, restore_framework, restore_node
from samplan.plans.actions.framework_words import restore_words
from samplan.plans.actions.frameworks import load_frameworks
from samplan.plans.actions.framing import add_node, change_node, create_framework, map_nodes
from samplan.plans.actions.imports import Placed, import_plan_file, place_plan_file
from samplan.plans.actions.items import (
    add_item,
    change_item,
    move_item,
    remove_item,
    reorder,
    restore_item,
)
from samplan.plans.actions.needing import share_need
from samplan.plans.actions.notices import claim_notice, note_answer, note_notice_sent, note_release
from samplan.plans.actions.own_plans import create_own_plan, pick_items, set_plan_owner
from samplan.plans.actions.ownership import answer_ask, ask_owners, hand_over, succeed_bodies
from samplan.plans.actions.plans import create_plan, remove_empty_plan
from samplan.plans.actions.purging import purge_item
from samplan.plans.actions.reporting import report_activity, set_activity_status, set_goal_attainment
from samplan.plans.actions.rolling import roll_forward
from samplan.plans.actions.splitting import merge_items, split_item
from samplan.plans.actions.tags import tag_items
from samplan.plans.actions.terms import add_term, change_term, remove_term, restore_term
from samplan.plans.actions.ties import put_back_ties
from samplan.plans.actions.timing import reschedule_activity
from samplan.plans.actions.tying import tie_rows
from samplan.plans.actions.waiting import release_dependency, set_waiting, wait_for
from samplan.plans.actions.withdrawing import Withdrawal, withdraw_import

__all__ = [
    "Placed",
    "Withdrawal",
    "add_item",
    "add_node",
    "add_step",
    "add_term",
    "answer_ask",
    "answer_comment",
    "ask_owners",
    "change_draft_day",
    "change_framework",
    "change_item",
    "change_node",
    "change_relation",
    "change_step",
    "change_term",
    "claim_notice",
    "comment_on_draft",
    "create_framework",
    "create_own_plan",
    "create_plan",
    "erase_commenters",
    "hand_over",
    "import_plan_file",
    "load_frameworks",
    "map_nodes",
    "merge_items",
    "move_item",
    "move_node",
    "note_answer",
    "note_comment_answer",
    "note_notice_sent",
    "note_release",
    "pick_items",
    "place_plan_file",
    "prolong_plan",
    "purge_item",
    "put_back_ties",
    "put_framework_file",
    "receive_framework_file",
    "record_counts",
    "relate_plans",
    "release_dependency",
    "remove_comment",
    "remove_empty_plan",
    "remove_item",
    "remove_step",
    "remove_term",
    "reorder",
    "report_activity",
    "reschedule_activity",
    "restore_comment",
    "restore_framework",
    "restore_item",
    "restore_node",
    "restore_term",
    "restore_words",
    "roll_forward",
    "send_draft",
    "set_activity_status",
    "set_aside",
    "set_gate",
    "set_goal_attainment",
    "set_plan_owner",
    "set_plan_type",
    "set_waiting",
    "share_need",
    "split_item",
    "succeed_bodies",
    "tag_items",
    "take_back_comment",
    "take_back_draft",
    "take_up_again",
    "tie_rows",
    "undo_framework_file",
    "unrelate_plans",
    "wait_for",
    "withdraw_import",
]
