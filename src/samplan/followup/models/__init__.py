"""The tables of `followup`."""

from samplan.followup.models.rounds import Answer, Asked, AskedQuestion, Contact, Letter, Round

__all__ = ["Answer", "Asked", "AskedQuestion", "Contact", "Letter", "Round"]
