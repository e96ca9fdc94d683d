"""What unknown labels mean, from all that stands under each of them in a whole document and from what is known beside.

One cell tells little; the same column or heading over all areas tells much. What is left open when times, bodies,
sums and measures are told off is settled by what a plan cannot do without: what is to be done, and what for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from samplan.intake.recognisers.splitting import sentences
from samplan.intake.recognisers.structured.content import is_doing, is_given, is_goal_like, measures, share, typed
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.values import is_body, only_bodies
from samplan.intake.recognisers.vocabulary import Role
from samplan.intake.recognisers.wording import plain

PROSE_WORDS = 22
"""A text of so many words in the mean tells how things are, and is no item."""

_DONE = frozenset({Role.ACTIVITY, Role.REPORTED, Role.PROPOSAL})
_AIMS = frozenset({Role.GOAL, Role.LONG_GOAL, Role.SHORT_GOAL})
_BOTH = frozenset({Role.LONG_GOAL, Role.SHORT_GOAL})
"""Where both have labels of their own, sentences under another label ("Visste du att …") are hardly goals."""
_LONE = frozenset({Role.TIME, Role.COST, Role.RESPONSIBLE, Role.INDICATOR})


@dataclass(slots=True)
class Pile:
    """All texts that stand under one label in a document. role: what it holds, None while nobody knows."""

    written: str
    texts: list[str] = field(default_factory=list)
    role: Role | None = None

    @property
    def mean(self) -> float:
        """How many words a text has in the mean."""
        return sum(len(text.split()) for text in self.texts) / len(self.texts) if self.texts else 0.0


def guess(piles: Sequence[Pile], known: set[Role]) -> None:
    """Settle the role of each pile that has none. known: what labels beside the piles hold for sure."""
    known = known | {pile.role for pile in piles if pile.role is not None}
    open_piles = [pile for pile in piles if pile.role is None and any(map(plain, pile.texts))]
    for pile in open_piles:
        role = _by_texts(pile, known)
        told = role in _LONE and role in known
        if role is not None and not told and not (role is Role.GOAL and known >= _BOTH):
            pile.role = role
            known.add(role)
    _settle_aims([pile for pile in piles if pile.role is Role.GOAL], known)
    rest = [pile for pile in open_piles if pile.role is None and not is_prose(pile)]
    if not known & _DONE and known & (_LONE | _AIMS):
        _settle_activity(rest)
    _settle_missing_aim(piles, known)


def _settle_missing_aim(piles: Sequence[Pile], known: set[Role]) -> None:
    """What stands last before the nearer goals, or before what is done where no goals are told, is what for."""
    for wanted, follows in ((Role.LONG_GOAL, {Role.SHORT_GOAL}), (Role.GOAL, _DONE)):
        place = next((n for n, pile in enumerate(piles) if pile.role in follows), 0)
        before = piles[place - 1] if place else None
        aimed = known & ({Role.LONG_GOAL, Role.GOAL} if wanted is Role.LONG_GOAL else _AIMS)
        if before is not None and before.role is None and not aimed and _may_aim(before):
            before.role = wanted
            return


def _may_aim(pile: Pile) -> bool:
    worded = pile.mean >= 3.5 and not is_prose(pile)
    return worded and share(pile.texts, is_doing) < 0.3 and share(pile.texts, like_name) < 0.6


def _settle_aims(aims: Sequence[Pile], known: set[Role]) -> None:
    """Of two piles of goals, where no label tells a level, the first looks farther."""
    if len(aims) == 2 and not known & {Role.LONG_GOAL, Role.SHORT_GOAL}:
        aims[0].role, aims[1].role = Role.LONG_GOAL, Role.SHORT_GOAL


def tell_opening(piles: Sequence[Pile]) -> None:
    """What comes first in every area and runs over several sentences tells how things are there."""
    first = piles[0] if piles else None
    if first is None or first.role is not None:
        return
    if share(first.texts, is_given) >= 0.6 and all(pile.role is not Role.ACTIVITY for pile in piles):
        return
    ended = share(first.texts, lambda text: text.rstrip().endswith("."))
    unlike = all(share(pile.texts, lambda text: text.rstrip().endswith(".")) < 0.3 for pile in piles[1:])
    long = first.mean >= 8 and ended >= 0.6 and unlike and len(piles) > 2
    if is_prose(first) or long or share(first.texts, _runs_on) >= 0.4:
        first.role = Role.BACKGROUND


def _runs_on(text: str) -> bool:
    return len(sentences(text)) > 1


def contradicted(pile: Pile) -> bool:
    """Whether hardly anything under a label is what its words say: no times under "I år", no sums under "Budget"."""
    texts = [text for text in pile.texts if plain(text)]
    if pile.role in (Role.TIME, Role.START, Role.END):
        return bool(texts) and share(texts, is_time) < 0.2
    if pile.role is Role.COST:
        return bool(texts) and share(texts, lambda text: bool(re.search(r"\d", text))) < 0.2
    if pile.role in (Role.FOLLOWUP, Role.REPORTED):
        return share(texts, measures) >= 0.6
    return False


def is_prose(pile: Pile) -> bool:
    """Whether a pile's texts run on as a description does."""
    return pile.mean >= PROSE_WORDS


def _by_texts(pile: Pile, known: set[Role]) -> Role | None:
    texts = [text for text in pile.texts if plain(text)]
    if is_prose(pile):
        return None
    role = typed(texts, clauses=Role.ACTIVITY not in known)
    if role is not None:
        return role
    if share([text.removesuffix(".") for text in texts], only_bodies) >= 0.3 and share(texts, like_name) >= 0.8:
        return Role.RESPONSIBLE
    if share(texts, is_goal_like) >= 0.45 and share(texts, is_doing) < 0.2:
        return Role.GOAL
    return Role.ACTIVITY if share(texts, is_doing) >= 0.4 else None


def _settle_activity(piles: Sequence[Pile]) -> None:
    """Without anything that is to be done, the pile most like it is: the one with most infinitives, else the first."""
    worded = [pile for pile in piles if pile.mean >= 2.5 and share(pile.texts, like_name) < 0.8]
    if worded:
        best = max(worded, key=lambda pile: share(pile.texts, is_doing))
        best.role = Role.ACTIVITY


def like_name(text: str) -> bool:
    """Whether a text may be one or more names: few words each, with a capital, no verb and nothing counted."""
    names = [name.strip() for name in re.split(r"[,;/]|\soch\s", text) if plain(name)]
    if not names or is_time(text) or re.search(r"[.!?:]\s*\S|\d{3}", text):
        return False
    few = all(len(name.split()) <= 5 for name in names)
    return few and (text[:1].isupper() or is_body(text)) and not is_doing(text) and not is_goal_like(text)
