"""Times as plans write them, each with what the exchange format makes of it.

A form knows one right answer and, where the format leaves the choice open, other answers that are as right.
"""

from __future__ import annotations

import calendar
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

Span = tuple[date | None, date | None, bool]
"""(start, end, ongoing)."""

NOTHING: Span = (None, None, False)
_YEAR = "januari februari mars april maj juni juli augusti september oktober november december"
MONTHS = _YEAR.split()
SHORT_MONTHS = ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sept", "okt", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class Form:
    """A time as written, what it means, and what else may be said of it with equal right."""

    text: str
    span: Span
    also: tuple[Span, ...] = ()


def _term(year: int, autumn: bool) -> tuple[date, date]:
    return (date(year, 7, 1), date(year, 12, 31)) if autumn else (date(year, 1, 1), date(year, 6, 30))


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _either(text: str, start: date | None, end: date | None) -> Form:
    return Form(text, (start, end, False), ((start, end, True),))


def year(y: int, rng: random.Random) -> Form:
    return Form(str(y), (date(y, 1, 1), date(y, 12, 31), False))


def month(y: int, rng: random.Random) -> Form:
    m = rng.randrange(12)
    start, end = _month(y, m + 1)
    name = rng.choice(
        [MONTHS[m].capitalize(), MONTHS[m], SHORT_MONTHS[m].capitalize() + ("" if len(MONTHS[m]) < 5 else ".")]
    )
    return Form(f"{name} {y}", (start, end, False))


def term(y: int, rng: random.Random) -> Form:
    autumn = rng.random() < 0.5
    start, end = _term(y, autumn)
    word = rng.choice(("Hösten", "hösten", "Ht", "HT", "ht") if autumn else ("Våren", "våren", "Vt", "VT", "vt"))
    written = rng.choice([str(y), str(y), f"-{y % 100:02d}" if word.endswith("n") else f"{y % 100:02d}"])
    glue = "" if word in ("HT", "VT") and len(written) == 2 else " "
    return Form(f"{word}{glue}{written}", (start, end, False))


def term_status(y: int, rng: random.Random) -> Form:
    autumn = rng.random() < 0.5
    start, end = _term(y, autumn)
    text = f"{'Ht' if autumn else 'Vt'} {y} / {rng.choice(['Påbörjat', 'Pågår', 'Uppstartad'])}"
    return _either(text, start, end)


def extended(y: int, rng: random.Random) -> Form:
    text = f"Vt {y} / Förlängt till Ht {y}"
    return Form(text, (date(y, 1, 1), date(y, 12, 31), False), ((date(y, 1, 1), date(y, 12, 31), True),))


def years(y: int, rng: random.Random) -> Form:
    end = y + rng.randint(1, 3)
    dash = rng.choice(["-", "–", " - ", " – ", "–"])
    return Form(f"{y}{dash}{end}", (date(y, 1, 1), date(end, 12, 31), False))


def uncertain_years(y: int, rng: random.Random) -> Form:
    end = date(y + 1, 12, 31)  # the start is in doubt: a reader may leave it open
    return Form(f"({y}) -{y + 1}", (date(y, 1, 1), end, False), ((None, end, False),))


def years_status(y: int, rng: random.Random) -> Form:
    span = f"{y} – {y + 1}"
    text = rng.choice([f"{span} Pågående", f"Pågående {span}"])
    start, end = date(y, 1, 1), date(y + 1, 12, 31)
    return Form(text, (start, end, True), ((start, end, False),))


def open_end(y: int, rng: random.Random) -> Form:
    text = rng.choice([f"{y} – och fortlöpande", f"{y} - och fortlöpande", f"{y} och framåt", f"{y} –", f"{y} -"])
    return Form(text, (date(y, 1, 1), None, True))


def since(y: int, rng: random.Random) -> Form:
    if rng.random() < 0.5:
        return _either(f"Från och med {y}", date(y, 1, 1), None)
    m = rng.randrange(12)
    return _either(f"{rng.choice(['From', 'Fr.o.m.'])} 1 {MONTHS[m]} {y}", date(y, m + 1, 1), None)


def ongoing(y: int, rng: random.Random) -> Form:
    return Form(rng.choice(["Pågående", "Pågår", "Fortlöpande", "Löpande", "pågående", "löpande"]), (None, None, True))


def until(y: int, rng: random.Random) -> Form:
    m = rng.randrange(12)
    last = calendar.monthrange(y, m + 1)[1]
    text, end = rng.choice(
        [
            (f"t.o.m. {last} {MONTHS[m]} {y}", date(y, m + 1, last)),
            (f"Till och med {y}-{m + 1:02d}-{last}", date(y, m + 1, last)),
            (f"T.o.m. utgången av {y}", date(y, 12, 31)),
            (f"Senast {last} {MONTHS[m]} {y}", date(y, m + 1, last)),
            (f"Fram till utgången av {y}", date(y, 12, 31)),
        ]
    )
    return _either(text, None, end)


def day(y: int, rng: random.Random) -> Form:
    d = date(y, rng.randint(1, 12), rng.randint(1, 28))
    text = rng.choice([d.isoformat(), f"{d.day} {MONTHS[d.month - 1]} {y}"])
    return Form(text, (d, d, False), ((d, None, False), (None, d, False)))


def quarter(y: int, rng: random.Random) -> Form:
    q = rng.randint(1, 4)
    text = rng.choice([f"Kvartal {q} {y}", f"Q{q} {y}", f"kv {q} {y}"])
    return Form(text, (date(y, 3 * q - 2, 1), _month(y, 3 * q)[1], False))


def half(y: int, rng: random.Random) -> Form:
    second = rng.random() < 0.5
    start, end = _term(y, second)
    return Form(f"{'Andra' if second else 'Första'} halvåret {y}", (start, end, False))


def term_span(y: int, rng: random.Random) -> Form:
    text = rng.choice([f"Ht {y} – Vt {y + 1}", f"Hösten {y} – våren {y + 1}", f"ht {y}–vt {y + 1}"])
    return Form(text, (date(y, 7, 1), date(y + 1, 6, 30), False))


def month_span(y: int, rng: random.Random) -> Form:
    a = rng.randint(1, 9)
    b = a + rng.randint(1, 3)
    return Form(f"{MONTHS[a - 1].capitalize()}–{MONTHS[b - 1]} {y}", (date(y, a, 1), _month(y, b)[1], False))


def recurring(y: int, rng: random.Random) -> Form:
    text = rng.choice(["Årligen", "Varje kvartal", "Månadsvis", "Var sjätte månad", "Varje år", "2 ggr/år"])
    return Form(text, NOTHING, ((None, None, True),))


def unresolved(y: int, rng: random.Random) -> Form:
    return Form(rng.choice(["Klart", "Vecka 41", "Kommande år", "Ej bestämt", "Genomfört"]), NOTHING)


COMMON: tuple[Callable[[int, random.Random], Form], ...] = (year, year, month, term, term, term, years, years, ongoing)
RARE: tuple[Callable[[int, random.Random], Form], ...] = (
    term_status,
    extended,
    uncertain_years,
    years_status,
    open_end,
    since,
    until,
    day,
    quarter,
    half,
    term_span,
    month_span,
    recurring,
    unresolved,
)


def draw(base: int, rng: random.Random) -> Form:
    """A time near the year `base`, common forms twice as often as rare ones."""
    maker = rng.choice(COMMON) if rng.random() < 0.66 else rng.choice(RARE)
    return maker(base + rng.choice([-1, 0, 0, 0, 1, 1, 2]), rng)
