"""Kolada's client against a stand-in: each documented limit, page and trap, each fault with its sentence."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import stamina
from tests.analysis.standin import Fault, World, invented, kpi, row, serving

from samplan.analysis.sources import asking, kolada, places
from samplan.analysis.sources.asking import Asker
from samplan.analysis.sources.faults import SourceFault
from samplan.analysis.sources.kolada import Kolada
from samplan.analysis.sources.runs import Plan, finished, running

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "kolada_fixtures"
FAST = 1000.0


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FIGURES_DIR = tmp_path / "figures"


@pytest.fixture
def quick() -> Iterator[None]:
    """Tries again at once, as often."""
    with stamina.set_testing(True, attempts=asking.ATTEMPTS, cap=True):
        yield


@contextmanager
def client(world: World, timeout: float = 5.0, per_second: float = FAST) -> Iterator[Kolada]:
    with (
        serving(world) as address,
        Asker("Kolada", f"{address}/v3", per_second=per_second, timeout=timeout) as asker,
    ):
        yield Kolada(asker)


def asked(world: World) -> list[str]:
    return [path for _, path in world.requests]


def test_no_more_than_25_ids_stand_in_a_slot() -> None:
    world = invented()
    with client(world) as source:
        told = source.values(["N99001"], [u["id"] for u in world.units])
    assert len(told) == 32 * 2 * 2
    assert [len(path.split("municipality/")[1].split("?")[0].split(",")) for path in asked(world)] == [25, 7]


def test_pages_are_followed_until_there_is_no_next_whatever_count_says() -> None:
    world = invented()
    world.most_rows = 7
    with client(world) as source:
        told = source.values(["N99001", "N99002"], [u["id"] for u in world.units[:10]])
    assert len(told) == 2 * 10 * 2 * 2
    assert len(world.requests) == 6


def test_the_whole_catalogue_is_more_than_a_page() -> None:
    world = World(kpis=[kpi(f"N{n:05d}") for n in range(6100)])
    with client(world) as source:
        assert len(source.kpis()) == 6100
    assert len(world.requests) == 2


def test_a_next_page_on_another_host_is_not_asked() -> None:
    world = invented()
    world.most_rows, world.next_host = 5, "http://elsewhere.example"
    with client(world) as source, pytest.raises(SourceFault, match=r"points to another host, elsewhere\.example"):
        source.units()
    assert len(world.requests) == 1


def test_pages_that_go_in_a_ring_are_seen() -> None:
    world = invented()
    world.most_rows, world.ring = 5, True
    with client(world) as source, pytest.raises(SourceFault, match="turns pages in a ring"):
        source.units()


def test_null_is_missing_whatever_count_says_and_nought_is_a_value() -> None:
    data = row("N99001", "9901", 2024, T=None, K=0.0, M=3.0)
    data["values"][0]["count"] = 1
    data["values"][0]["status"] = "Missing"
    with client(World(kpis=[kpi("N99001")], data=[data])) as source:
        told = source.values(["N99001"], ["9901"])
    assert dict(zip(told.sex, told.value, strict=True)) == {"T": None, "K": 0.0, "M": 3.0}
    assert told.status == ["Missing", "", ""]


def test_what_is_deleted_comes_along_as_deleted() -> None:
    data = row("N99001", "9901", 2024, T=1.0, K=2.0)
    data["values"][1]["isdeleted"] = True
    with client(World(data=[data])) as source:
        told = source.values(["N99001"], ["9901"])
    assert told.deleted == [False, True]


def test_an_unknown_id_is_no_error_at_kolada_but_is_one_here() -> None:
    with client(invented()) as source, pytest.raises(SourceFault, match="does not have these indicators: N00000"):
        source.kpis(["N99001", "N00000"])


def test_a_row_that_nobody_asked_for_is_refused() -> None:
    world = invented()
    with client(world) as source:
        source._asker.base += "/data/kpi/N99002/municipality/9901?x="
        with pytest.raises(SourceFault, match="nobody asked"):
            source.values(["N99001"], ["9901"])


def test_a_row_that_comes_twice_is_one_and_two_that_differ_are_a_fault() -> None:
    data = row("N99001", "9901", 2024, T=1.0)
    with client(World(data=[data, data])) as source:
        assert len(source.values(["N99001"], ["9901"])) == 1
    other = World(data=[data, row("N99001", "9901", 2024, T=2.0)])
    with client(other) as source, pytest.raises(SourceFault, match="two different values for N99001, 9901, 2024, T"):
        source.values(["N99001"], ["9901"])


def test_a_shape_that_is_not_known_is_told_with_its_place() -> None:
    data = row("N99001", "9901", 2024, T=1.0)
    data["values"][0]["value"] = "mycket"
    with client(World(data=[data])) as source, pytest.raises(SourceFault, match=r"at values\.0\.value"):
        source.values(["N99001"], ["9901"])


def test_only_what_changed_is_asked_for_with_a_date() -> None:
    world = invented()
    world.data.append(row("N99001", "9901", 2025, "2026-06-01", T=1.0))
    with client(world) as source:
        told = source.values(["N99001"], ["9901"], from_date="2026-05-01")
    assert told.period == ["2025"]


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "did not understand the question"),
        (404, "has nothing at the address"),
        (410, "has shut this version"),
        (418, "answered unexpectedly"),
        (422, "did not accept a value"),
    ],
)
def test_a_refusal_has_its_own_sentence_and_is_not_asked_again(status: int, words: str) -> None:
    world = invented()
    world.faults = [Fault(status)]
    with client(world) as source, pytest.raises(SourceFault, match=words) as told:
        source.units()
    assert len(world.requests) == 1
    assert "orörda" in told.value.sv


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("status", "words"), [(429, "wants fewer questions"), (503, "has a fault of its own")])
def test_a_busy_or_broken_source_is_asked_again_and_then_given_up(status: int, words: str) -> None:
    world = invented()
    world.faults = [Fault(status)] * 20
    with client(world) as source, pytest.raises(SourceFault, match=words):
        source.units()
    assert len(world.requests) == asking.ATTEMPTS
    world = invented()
    world.faults = [Fault(status)] * 2
    with client(world) as source:
        assert len(source.units()) == 32


def test_retry_after_is_obeyed() -> None:
    world = invented()
    world.faults = [Fault(429, {"Retry-After": "1"})]
    with client(world) as source:
        source.units()
    first, second = (at for at, _ in world.requests)
    assert second - first >= 1.0


def test_retry_after_as_a_point_in_time_is_obeyed_too() -> None:
    """It is told in whole seconds: three of them are two at least."""
    world = invented()
    world.faults = [Fault(429, {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)})]
    with client(world) as source:
        source.units()
    first, second = (at for at, _ in world.requests)
    assert second - first >= 1.5


@pytest.mark.parametrize("told", ["Thu, 01 Jan 2099 00:00:00 GMT", "9" * 400])
def test_a_rest_without_end_is_not_waited_for(told: str) -> None:
    world = invented()
    world.faults = [Fault(503, {"Retry-After": told})]
    with client(world) as source, pytest.raises(SourceFault, match="fault of its own"):
        source.units()
    assert len(world.requests) == 1


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("told", ["soon", "-3", "Wed, 32 Foo", "²"])
def test_a_rest_that_cannot_be_read_is_the_usual_one(told: str) -> None:
    world = invented()
    world.faults = [Fault(429, {"Retry-After": told})]
    with client(world) as source:
        assert len(source.units()) == 32


@pytest.mark.usefixtures("quick")
def test_an_answer_that_cannot_be_unpacked_has_its_sentence() -> None:
    world = invented()
    world.faults = [Fault(200, {"Content-Encoding": "gzip"}, "not packed")] * 20
    with client(world) as source, pytest.raises(SourceFault, match="cannot be reached"):
        source.units()


@pytest.mark.parametrize("address", ["http://[", "http://127.0.0.1:x/v3", "ftp://127.0.0.1/v3"])
def test_an_address_that_is_none_is_not_asked(address: str) -> None:
    world = invented()
    world.most_rows, world.next_host = 5, address
    with client(world) as source, pytest.raises(SourceFault, match="points to"):
        source.units()
    assert len(world.requests) == 1


def test_an_answer_behind_a_proxy_may_call_itself_http() -> None:
    """The next page is asked for as safely as the first."""
    with (
        stamina.set_testing(True, attempts=1, cap=True),
        Asker("Kolada", "https://127.0.0.1:9/v3", per_second=FAST) as asker,
        pytest.raises(SourceFault, match=r"cannot be reached: https://127\.0\.0\.1:9/v3/kpi\?page=2"),
    ):
        asker.get("http://127.0.0.1:9/v3/kpi?page=2")


def test_a_source_that_wants_a_long_rest_is_left_alone() -> None:
    world = invented()
    world.faults = [Fault(429, {"Retry-After": "3600"})]
    with client(world) as source, pytest.raises(SourceFault, match="wants fewer questions"):
        source.units()
    assert len(world.requests) == 1


@pytest.mark.usefixtures("quick")
def test_silence_and_no_answer_at_all_have_their_sentences() -> None:
    world = invented()
    world.faults = [Fault(hang=0.5)] * 20
    with client(world, timeout=0.1) as source, pytest.raises(SourceFault, match="did not answer in time"):
        source.units()
    gone = Asker("Kolada", "http://127.0.0.1:9/v3", per_second=FAST)
    with gone as asker, pytest.raises(SourceFault, match="cannot be reached"):
        Kolada(asker).units()


def test_no_more_than_three_requests_a_second() -> None:
    world = invented()
    world.most_rows = 10
    with client(world, per_second=kolada.PER_SECOND) as source:
        source.units()
    times = [at for at, _ in world.requests]
    assert len(times) == 4
    assert all(later - earlier >= 0.3 for earlier, later in itertools.pairwise(times))


def test_answers_are_kept_as_they_came_with_time_and_address() -> None:
    world = invented(1)
    with (
        serving(world) as address,
        Asker("Kolada", f"{address}/v3", per_second=FAST) as asker,
        running(Plan("kolada")) as run,
    ):
        kolada.take(asker, run)
        told = run.finish()
    raw = places.raw() / "kolada" / told.folder.name
    lines = [json.loads(line) for line in (raw / "answers.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["address"].removeprefix(address) for line in lines] == asked(world)
    last = json.loads(gzip.decompress((raw / lines[-1]["file"]).read_bytes()))
    assert last["values"][0]["kpi"] == "N99001"


@pytest.mark.usefixtures("quick")
def test_a_run_that_is_broken_goes_on_without_asking_again_for_what_it_has() -> None:
    world = invented(60)
    world.faults, world.fault_after = [Fault(500)] * asking.ATTEMPTS, 6
    with serving(world) as address, Asker("Kolada", f"{address}/v3", per_second=FAST) as asker:
        with pytest.raises(SourceFault, match="fault of its own"), running(Plan("kolada")) as run:
            kolada.take(asker, run)
        assert finished() == []
        before = len(world.requests)
        world.kpis.pop(0)  # the catalogue has changed meanwhile: the run goes on with what it had
        with running(Plan("kolada")) as run:
            kolada.take(asker, run)
            run.finish()
    again = asked(world)[before:]
    assert len(again) == 4
    assert all("N99001" not in path for path in again)
    assert len(finished()) == 1


def test_recorded_answers_are_read() -> None:
    if not SHARED.exists():
        pytest.skip(f"the recorded answers are not at {SHARED}")
    folder = SHARED / "v3_reconstructed"
    pages = [json.loads((folder / f"data_N00945_paged_page{n}.json").read_text(encoding="utf-8")) for n in (1, 2, 3, 4)]
    missing = json.loads((folder / "data_N00945_1996_missing_count0.json").read_text(encoding="utf-8"))
    hand = json.loads((SHARED / "v3_handmade" / "data_gendered_with_missing_and_deleted.json").read_text("utf-8"))
    world = World(
        kpis=json.loads((folder / "kpi_selected.json").read_text(encoding="utf-8"))["values"],
        units=json.loads((folder / "municipality_all.json").read_text(encoding="utf-8"))["values"],
        groups=json.loads((folder / "municipality_groups_selected.json").read_text(encoding="utf-8"))["values"],
        data=[r for page in (*pages, missing, hand) for r in page["values"]],
        most_rows=20,
    )
    with client(world) as source:
        units, kpis, groups = source.units(), source.kpis(), source.groups()
        told = source.values(["N00945"], ["0180", "1280", "1480"])
        made = source.values(["N99999"], ["9998", "9999", "G99999"])
    assert len(units) == 312
    assert {u.kind for u in units if u.id in {"0000", "0020", "2080"}} == {"country", "region", "municipality"}
    assert "N01452" in {k.code for k in kpis}
    assert len(next(g for g in groups if g.id == "G176236").members) == 7
    by_key = dict(zip(zip(told.unit, told.period, strict=True), told.value, strict=True))
    assert by_key["0180", "2000"] == 31.32959689
    assert by_key["0180", "1996"] is None
    assert made.status.count("Missing") == 1
    assert made.deleted.count(True) == 1
