"""Samplan: the software that a Swedish county runs its joint plan for mental health on."""

__version__ = "0.1.0"
