"""The `samplan` command."""

from samplan.cli.app import main

__all__ = ["main"]
