"""What an action says when it cannot take what it was given."""

from __future__ import annotations

from samplan.actors.shapes import DomainError


class NotAccepted(DomainError):
    """Something given to an action cannot be taken as it is."""
