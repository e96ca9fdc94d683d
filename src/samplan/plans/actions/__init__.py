"""Every change to plans. All are keyword-only and atomic, ask the rules first and leave one audit event."""

from samplan.plans.actions.frameworks import load_frameworks
from samplan.plans.actions.imports import Placed, Withdrawal, import_plan_file, place_plan_file, withdraw_import
from samplan.plans.actions.items import (
    add_item,
    change_item,
    move_item,
    remove_item,
    reorder,
    restore_item,
)
from samplan.plans.actions.plans import create_plan, remove_empty_plan
from samplan.plans.actions.purging import purge_item
from samplan.plans.actions.reporting import report_activity, set_activity_status, set_goal_attainment

__all__ = [
    "Placed",
    "Withdrawal",
    "add_item",
    "change_item",
    "create_plan",
    "import_plan_file",
    "load_frameworks",
    "move_item",
    "place_plan_file",
    "purge_item",
    "remove_empty_plan",
    "remove_item",
    "reorder",
    "report_activity",
    "restore_item",
    "set_activity_status",
    "set_goal_attainment",
    "withdraw_import",
]
