"""Every change to an import: its arrival and reading, the review, and its way into the plan and out again."""

from samplan.intake.actions.arrival import (
    dismiss_import,
    fail_cut_short_readings,
    read_again,
    read_import,
    receive_document,
)
from samplan.intake.actions.commit import commit_import, commit_whole, undo_import
from samplan.intake.actions.erasing import erase_document
from samplan.intake.actions.review import (
    accept_all_items,
    accept_item,
    accept_sure_items,
    add_item,
    change_item,
    drop_item,
    drop_rest,
    merge_items,
    move_item,
    restore_item,
    split_item,
    take_back_step,
)
from samplan.intake.actions.telling import forget_told_word, take_back_reading, tell_reader

__all__ = [
    "accept_all_items",
    "accept_item",
    "accept_sure_items",
    "add_item",
    "change_item",
    "commit_import",
    "commit_whole",
    "dismiss_import",
    "drop_item",
    "drop_rest",
    "erase_document",
    "fail_cut_short_readings",
    "forget_told_word",
    "merge_items",
    "move_item",
    "read_again",
    "read_import",
    "receive_document",
    "restore_item",
    "split_item",
    "take_back_reading",
    "take_back_step",
    "tell_reader",
    "undo_import",
]
