"""Two people at once: what a form had before it, what was typed in it, and what the other one did meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.http import HttpRequest

from samplan.actors.shapes import DomainError
from samplan.plans.rules import ChangedMeanwhile
from samplan.web.workspace.removing import Removal, refused
from samplan.web.workspace.shell import number_of, sentence_of

T = TypeVar("T", bound=Hashable)
LOOKED = "looked"
"""A form that carries this tells what was ticked when it was opened, one `seen` for each."""


@dataclass(frozen=True, slots=True)
class Others:
    """What another did since the form was opened, in words. who: their name, "" for the system."""

    who: str
    added: tuple[str, ...]
    gone: tuple[str, ...]


def seen_in(request: HttpRequest, read: Callable[[str], T], name: str = "seen") -> frozenset[T] | None:
    """What was ticked when the form was opened; None for a form that does not tell."""
    if LOOKED not in request.POST:
        return None
    return frozenset(read(value) for value in request.POST.getlist(name))


def others(who: str, seen: Collection[T], now: Collection[T], words: Callable[[T], str]) -> Others:
    """What differs between what was seen and what is there now."""
    before, after = frozenset(seen), frozenset(now)
    return Others(who, *(tuple(sorted(words(one) for one in found)) for found in (after - before, before - after)))


@dataclass(frozen=True, slots=True)
class Refused:
    """A small form that was refused, with all that was typed in it. name: which of the page's forms.

    theirs: what another saved meanwhile, as `workspace/edit_both.html` shows it.
    """

    name: str
    words: str
    version: int
    removal: Removal = field(default_factory=Removal)
    theirs: tuple[tuple[Any, Any, str, bool], ...] = ()
    other: str = ""

    @property
    def status(self) -> int:
        """409 where another came first, else 422."""
        return 409 if self.theirs else 422


def refused_form(request: HttpRequest, name: str, field_name: str, label: Any, error: DomainError) -> Refused:
    """What a form of one text and a removal held, and what stands against it."""
    words, version = request.POST.get(field_name, ""), number_of(request.POST.get("version")) or 0
    if isinstance(error, ChangedMeanwhile):
        their = error.values[field_name]
        told = ((label, their, field_name, True),)
        return Refused(name, words, error.version, refused(request, ""), told, error.changed_by)
    return Refused(name, words, version, refused(request, sentence_of(error)))
