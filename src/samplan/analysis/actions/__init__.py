"""Every change to a plan's figures: ties to official ones, own values one by one and by file."""

from samplan.analysis.actions.figures import change_figure, remove_figure, tie_figure
from samplan.analysis.actions.key_indicators import (
    put_key_file,
    receive_key_file,
    remove_key_indicator,
    set_key_indicator,
    undo_key_file,
)
from samplan.analysis.actions.value_files import put_value_file, receive_value_file, undo_value_file
from samplan.analysis.actions.values import remove_own_value, set_own_value

__all__ = [
    "change_figure",
    "put_key_file",
    "put_value_file",
    "receive_key_file",
    "receive_value_file",
    "remove_figure",
    "remove_key_indicator",
    "remove_own_value",
    "set_key_indicator",
    "set_own_value",
    "tie_figure",
    "undo_key_file",
    "undo_value_file",
]
