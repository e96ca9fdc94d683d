"""What is hidden stays hidden in whatever leaves the program: an intruder reads pages, files and drawings.

`tests/analysis/questions/test_intruder` has all the questions' answers; here everything is read back from what is
rendered of them: words, tables, data, alternative texts, documents, and the places of drawings turned back to values.
"""

from __future__ import annotations

import io
import json
import math
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from django.urls import reverse
from PIL import Image
from tests import factories
from tests.analysis.figure_world import COUNTRY, MUNICIPALITIES, REGION, World
from tests.analysis.questions.intruder import answers_of, counts_told, earlier_counts, narrowed, parts_of
from tests.analysis.questions.small_world import TRUTHS, Key, Truth
from tests.analysis.questions.test_intruder import forbidden_numbers
from tests.web import rendered, worlds
from tests.web.test_figures import UNITS

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions as figures
from samplan.analysis.questions import choosing
from samplan.analysis.results import Sex
from samplan.analysis.shapes import Aim
from samplan.plans.models import Plan
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions as publishing
from samplan.publishing import queries
from samplan.publishing.charts import Line, Point, SeriesPicture, Size, svg
from samplan.publishing.figures.gathering import plan_figures
from samplan.publishing.figures.printed import printed_figures
from samplan.web.public.figure_compare import MOST_FIGURES

pytestmark = pytest.mark.django_db
ROOT = "/exempellan"
PLACES = {"almby": "9901", "bjorkfors": "9902", "dalsjo": "9903", "ekeryd": "9904"}
GROUPS = {("G1", "Liknande kommuner socioekonomi, Almby, 2024"): MUNICIPALITIES}
THEN = "2025-03-01"
HAIR = 1e-9


def slug(truth: Truth) -> str:
    return choosing.address_of(truth.indicator.id)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Iterator:
    """The small world's file, and the floats of all that the questions answer about it."""
    made = World([t.indicator for t in TRUTHS], GROUPS, UNITS)
    with made as store:
        place = tmp_path_factory.mktemp("small")
        shutil.copy(made.folder / "figures.duckdb", place / "figures.duckdb")
        told = [abs(p) for _w, a in answers_of(store) for p in parts_of(a) if isinstance(p, float) and math.isfinite(p)]
        yield place, np.array(sorted({*told, 0.0}))


@pytest.fixture
def store(settings, folder):
    settings.FIGURES_DIR = folder[0]
    return folder[1]


@pytest.fixture
def county(db):
    return worlds.publish(worlds.full_plan())


@dataclass(frozen=True)
class Left:
    """Something that left the program. kind: page, data, csv, svg, png or a document's ending."""

    address: str
    kind: str
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode()


def addresses() -> list[tuple[str, str]]:
    """Every public address of figures, with the sort of what is there."""
    found = [("", "page"), ("befolkning/", "page")]
    theme = "halsa"
    found.append((f"oversikt/{theme}/", "page"))
    for truth in TRUTHS:
        one = slug(truth)
        found += [(f"{one}/", "page"), (f"{one}/dag/?dag={THEN}", "page"), (f"{one}/dag/fil/csv?dag={THEN}", "csv")]
        found += [(f"{one}/liknande/{place}/", "page") for place in PLACES]
        found += [(f"{one}/fil/{form}", form.rpartition("-")[2]) for form in FORMS]
        found.append((f"{one}/regioner/", "page"))
    for some in (TRUTHS[:MOST_FIGURES], TRUTHS[MOST_FIGURES:]):
        every = "&".join([*(f"siffra={slug(t)}" for t in some), *(f"plats={u}" for u in (REGION, *MUNICIPALITIES))])
        found += [(f"jamfor/?{every}", "page"), (f"jamfor/fil/csv?{every}", "csv")]
    return [(f"{ROOT}/siffror/{address}", kind) for address, kind in found] + [
        (f"{ROOT}/kommun/{place}/siffror/{end}", kind)
        for place in PLACES
        for end, kind in (("", "page"), ("fil/csv", "csv"), ("fil/docx", "docx"), ("fil/pdf", "pdf"))
    ]


FORMS = (
    *("csv", "json", "svg", "png", "tratt-csv", "tratt-svg", "tratt-png"),
    *("regioner-csv", "regioner-svg", "regioner-png", "ja-csv"),
)


LEFT: list[Left] = []
"""All that left, gathered once: the world is the same for all tests."""


@pytest.fixture
def left(client, county, store) -> list[Left]:
    """All that is there: pages in both languages, their data, and files."""
    if not LEFT:
        LEFT.extend(gathered(client))
    return LEFT


def gathered(client) -> Iterator[Left]:
    for address, kind in addresses():
        for prefix in ("", "/en") if kind == "page" and address.count("/") == 4 else ("",):
            answer = client.get(f"{prefix}{address}")
            if answer.status_code == 404:
                continue  # nothing to draw, or nothing of a figure about suicide
            assert answer.status_code == 200, address
            yield Left(address, kind, answer.content)
            data = kind == "page" and not prefix and DATA.search(answer.content.decode())
            if data:
                yield Left(address, "json", client.get(data[1].replace("&amp;", "&")).content)


DATA = re.compile(r'<link rel="alternate" type="application/json" href="([^"]+)">')


@pytest.fixture
def printed(settings, folder) -> list[Left]:
    """An edition whose indicators have all of these figures, in every file; and what the desk shows of the county."""
    settings.FIGURES_DIR = folder[0]
    plan = factories.a_plan(factories.a_partnership(factories.a_county("99", "Exempellän", municipalities=4)))
    area = factories.an_area(plan)
    for truth in TRUTHS:
        indicator = factories.an_item(plan, ItemKind.INDICATOR, {"text": truth.indicator.title}, area.pk)
        told = choosing.definition_of(truth.indicator.id)
        figures.tie_figure(by=SYSTEM, indicator_id=indicator.pk, told=told, aim=Aim(target=11.5, for_goal=True))
    edition = publishing.publish_edition(by=SYSTEM, plan=plan)
    found = []
    for form in ("docx", "pdf", "xlsx"):
        file = queries.edition_file(edition.county_slug, edition.plan_slug, edition.label, form)
        found.append(Left(f"edition.{form}", form, file.data))
    return found


@pytest.fixture
def desk(client, printed) -> list[Left]:
    """Pages of the workspace."""
    plan = Plan.objects.get()
    client.force_login(factories.a_person(role="coordinator", partnership=plan.partnership))
    found = []
    screening = reverse("workspace:screening", args=[plan.partnership_id])
    for unit in (REGION, *MUNICIPALITIES):
        found.append(Left(screening, "page", client.get(f"{screening}?plats={unit}").content))
        answer = client.get(f"{screening}?plats={unit}&form=csv")
        found.append(Left(f"{screening} csv", "csv", b"".join(answer) if answer.streaming else answer.content))
    for name in ("goal_figures", "figures"):
        found.append(Left(name, "page", client.get(reverse(f"workspace:{name}", args=[plan.pk])).content))
    return found


def unseen(truth: Truth, allowed: np.ndarray, reach: float) -> list[float]:
    """Numbers of hidden cells that nothing that may be shown lies near: where one of these is read, it has leaked."""
    found = {abs(n) for n in forbidden_numbers(truth)}
    return [n for n in sorted(found) if np.abs(allowed - n).min() > reach * 2]


def exact(left: Left) -> set[float]:
    """The numbers of data as they are."""
    if left.kind == "json":
        return {abs(n) for n in rendered.floats_in(json.loads(left.data))}
    found = (rendered.number(v) for row in rendered.csv_rows(left.data) for v in row.values() if v)
    return {abs(n) for n in found if n is not None}


def words_of(left: Left) -> str:
    if left.kind == "page":
        return rendered.page_text(left.text)
    return rendered.file_text(left.data, f"x.{left.kind}")


@cache
def _rounded(numbers: tuple[float, ...], decimals: int) -> frozenset[str]:
    return frozenset(f"{n:.{decimals}f}" for n in numbers)


def check_words(some: list[Left], allowed: np.ndarray) -> int:
    """No hidden number in words, rounded as words are. How many could have been told from those that may be there."""
    shown, seen = tuple(allowed.tolist()), 0
    for one in some:
        told = rendered.decimals_in(words_of(one))
        for truth in TRUTHS:
            for decimals in (1, 2, 3):
                secret = {f"{abs(n):.{decimals}f}" for n in forbidden_numbers(truth)} - _rounded(shown, decimals)
                seen += len(secret)
                leaked = secret & {f"{n:.{decimals}f}" for n in told if not _may(n, decimals)}
                assert not leaked, (one.address, one.kind, truth.indicator.code, leaked)
    return seen


def _may(told: float, decimals: int) -> bool:
    """Whether a number has fewer decimals than those asked about, so that it is another."""
    return decimals > 1 and abs(told * 10 ** (decimals - 1) - round(told * 10 ** (decimals - 1))) < HAIR


def check_drawn(drawn: list[rendered.Drawn], allowed: np.ndarray, where: str) -> int:
    """No place of a drawing is a hidden number's. How many could have been told apart."""
    seen = 0
    for one in drawn:
        places = np.abs(np.array(sorted(one.values))) if one.values else np.zeros(0)
        for truth in TRUTHS:
            for n in unseen(truth, allowed, one.reach):
                seen += 1
                assert not (np.abs(places - n) < one.reach).any(), (where, truth.indicator.code, n)
    return seen


def test_the_reader_of_drawings_is_able() -> None:
    """What is drawn is read back: a value, its interval, and the line between two years."""
    points = (Point(2020, 12.5, 10.25, 15.75), Point(2021, 13.125, 11.0, 16.0))
    picture = SeriesPicture("t", "d", (Line("Länet", "", points, own=True),), ticks=((2020, "2020"), (2021, "2021")))
    for size in Size:
        told = rendered.values_of(svg(picture, size, for_page=False))
        for wanted in (12.5, 10.25, 15.75, 13.125, 11.0, 16.0):
            assert min(abs(v - wanted) for v in told.values) < told.reach, (size, wanted)


def test_no_page_and_no_sheet_tells_a_hidden_number_in_words(left, store) -> None:
    some = [one for one in left if one.kind in {"page", "docx", "pdf"}]
    assert {one.kind for one in some} == {"page", "docx", "pdf"}
    assert check_words(some, store) > 100


def test_no_data_holds_a_hidden_number(left, store) -> None:
    for one in left:
        if one.kind in {"json", "csv"}:
            told = np.array(sorted(exact(one)))
            for truth in TRUTHS:
                for n in unseen(truth, store, 1e-9):
                    assert not np.isclose(told, n, rtol=1e-7, atol=0).any(), (one.address, truth.indicator.code, n)


def test_no_place_of_a_drawing_is_a_hidden_number(left, store) -> None:
    seen = 0
    for one in left:
        if one.kind == "svg":
            seen += check_drawn([rendered.values_of(one.text)], store, one.address)
        if one.kind == "page":
            charts = [rendered.values_of(told) for told in rendered.drawings_in(one.text)]
            seen += check_drawn([*charts, *rendered.rows_drawn(one.text)], store, one.address)
    assert seen > 50


def test_a_picture_of_dots_carries_nothing_beside_its_dots(left) -> None:
    """A PNG is made of the same drawing; no words of it stand in the file."""
    pictures = [one for one in left if one.kind == "png"]
    assert pictures
    for one in pictures:
        with Image.open(io.BytesIO(one.data)) as shown:
            assert not shown.text, one.address
            assert not shown.info.keys() - {"dpi", "gamma", "srgb", "icc_profile"}


def known_of(left: list[Left], truth: Truth) -> dict[tuple[str, Key], int]:
    """The counts that data and tables together give to whoever knows every base."""
    known: dict[tuple[str, Key], int] = {}
    for one in left:
        rows = rendered.csv_rows(one.data) if one.kind == "csv" else ()
        moment = "then" if f"dag={THEN}" in one.address else "now"
        for row in rows:
            if row.get("indicator") != truth.indicator.id or not row.get("period_start"):
                continue
            key = (
                row["place"],
                Sex(row["sex"] if row.get("sex") else "T"),
                int(row["period_start"][:4]),
                int(row["period_years"]),
            )
            if key in truth.bases:
                # Beside a funnel's dots stand the limits of chance, which are no interval of theirs.
                ends = () if "tratt" in one.address else ("low", "high")
                told = {n: rendered.number(row.get(n) or "") for n in ("value", "numerator", *ends)}
                numbers = {"low": None, "high": None} | told
                for count in counts_told(SimpleNamespace(**numbers), truth.bases[key], truth.indicator.measure):
                    known[(moment, key)] = count
    return known | {("now", k): n for k, n in written_of(left, truth).items()}


FOUR = 4
"""The cells of a row with the place, the county, the country and the verdict; women and men have three."""


def written_of(left: list[Left], truth: Truth) -> dict[Key, int]:
    """What a municipality's page tells in words: a rounded value gives the count away where only one fits it."""
    from lxml import html

    known: dict[Key, int] = {}
    for one in left:
        match = re.search(r"/kommun/(\w+)/siffror/$", one.address)
        if one.kind != "page" or not match:
            continue
        for row in html.fromstring(one.text).xpath("//tr[th[@scope='row']]"):
            head, cells = row.xpath("./th")[0].text_content(), [c.text_content() for c in row.xpath("./td")]
            years = re.findall(r"\b(20\d\d)(?:\D(20\d\d))?\s*$", head.strip())
            if truth.indicator.title not in head or not years or len(cells) != FOUR:
                continue
            first, last = years[0]
            length = int(last) - int(first) + 1 if last else 1
            for unit, words in zip((PLACES[match[1]], REGION), cells, strict=False):
                key = (unit, Sex.TOTAL, int(first), length)
                value = rendered.number(words.split("(")[0])
                if value is not None and key in truth.bases:
                    for count in fitting(truth, key, value):
                        known[key] = count
    return known


def fitting(truth: Truth, key: Key, value: float) -> list[int]:
    """The one count that a value with one decimal can be of; none where several can."""
    scale = 100 if truth.indicator.measure.value == "share" else 100_000
    every = np.arange(truth.bases[key] + 1)
    found = every[np.abs(every / truth.bases[key] * scale - value) <= 0.05 + HAIR].tolist()
    return found if len(found) == 1 else []


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda t: t.indicator.code)
def test_nothing_is_solved_from_all_that_left(left, truth) -> None:
    known = known_of(left, truth)
    assert known, "something is shown, or the test says nothing"
    counts = {"now": truth.counts, "then": earlier_counts(truth)}
    assert {n: c for n, c in known.items() if counts[n[0]][n[1]] != c} == {}, "she reads what is there"
    assert narrowed(truth, known) == {}


def test_no_edition_tells_a_hidden_number(printed, folder) -> None:
    allowed = np.append(folder[1], 11.5)
    assert check_words(printed, allowed) > 50
    plan = Plan.objects.get()
    told = printed_figures(plan_figures(plan.pk, "99"), {})
    drawn = [rendered.values_of(one.svg) for one in told if one.svg]
    assert drawn, "the paper has drawings"
    assert check_drawn(drawn, allowed, "paper") > 0


def test_no_page_of_the_desk_tells_a_hidden_number(desk, folder) -> None:
    allowed = np.append(folder[1], 11.5)
    check_words([one for one in desk if one.kind == "page"], allowed)
    for one in desk:
        if one.kind == "page":
            check_drawn(
                [*map(rendered.values_of, rendered.drawings_in(one.text)), *rendered.rows_drawn(one.text)],
                allowed,
                one.address,
            )
        else:
            told = np.array(sorted(exact(one)))
            for truth in TRUTHS:
                for n in unseen(truth, allowed, 1e-9):
                    assert not np.isclose(told, n, rtol=1e-7, atol=0).any(), (one.address, truth.indicator.code, n)


def test_the_country_is_shown_whatever_is_hidden(left) -> None:
    """Hiding everything would pass the intruder too."""
    rows = [row for one in left if one.kind == "csv" for row in rendered.csv_rows(one.data)]
    shown = {row["place"] for row in rows if row.get("value") and row.get("place")}
    assert {COUNTRY, REGION, *MUNICIPALITIES} <= shown


def test_a_leak_would_be_seen(folder) -> None:
    """One hidden number in a drawing, in words and in data is found in each."""
    allowed, truth = folder[1], TRUTHS[0]
    secret = unseen(truth, allowed, 0.001)[-1]
    points = (Point(2020, 0.5), Point(2021, secret), Point(2022, secret * 1.5))
    picture = SeriesPicture("t", "d", (Line("Länet", "", points, own=True),), ticks=((2020, "2020"), (2022, "2022")))
    with pytest.raises(AssertionError, match=truth.indicator.code):
        check_drawn([rendered.values_of(svg(picture, Size.WIDE, for_page=False))], allowed, "leak")
    words = Left("leak", "page", f"<html><body><p>{secret:.3f} procent</p></body></html>".encode())
    with pytest.raises(AssertionError, match="leak"):
        check_words([words], allowed)
