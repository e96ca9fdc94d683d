"""Tables that are handed out: the verdict with its rule stands at the value that it is about, and the definition."""

from __future__ import annotations

import csv
import io

import pytest
from tests.analysis.figure_world import COUNTRY, REGION
from tests.web.test_figures import FIGURES, RATE, SMALL, SURVEY, county, store  # noqa: F401 - fixtures

VERDICTS = {"higher", "lower", "no_certain_difference", "cannot_judge"}


def rows_of(client, address: str) -> list[dict[str, str]]:
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("slug", [SURVEY, RATE])
def test_the_verdict_stands_at_the_newest_value_alone(client, county, store, slug) -> None:  # noqa: F811
    rows = [r for r in rows_of(client, f"{FIGURES}{slug}/fil/csv") if r["sex"] == "T"]
    for place in {r["place"] for r in rows} - {COUNTRY}:
        told = [r for r in rows if r["place"] == place and r["value"]]
        judged = [r for r in told if r["verdict"]]
        assert judged == told[-1:], place
        assert all(r["compared_with"] == "country" for r in judged)
    assert not [r for r in rows if r["place"] == COUNTRY and r["verdict"]]


def test_the_verdict_names_its_rule_in_code_and_in_words(client, county, store) -> None:  # noqa: F811
    page = client.get(f"{FIGURES}{SURVEY}.json").json()
    one = next(s for s in page["series"] if s["place"]["id"] == REGION)["comparison"]
    row = next(r for r in rows_of(client, f"{FIGURES}{SURVEY}/fil/csv") if r["place"] == REGION and r["verdict"])
    assert (row["verdict"], row["rule"]) == (one["outcome"], one["rule"])
    assert row["verdict_words"] == "Ingen säker skillnad"
    assert "Nivån är 95 procent" in row["rule_words"]
    assert float(row["difference"]) == pytest.approx(one["difference"])
    assert (row["survives"], row["definition"]) == ("", "Påhittad.")


def test_the_definition_stands_in_every_row(client, county, store) -> None:  # noqa: F811
    for address in (f"{FIGURES}{SMALL}/fil/csv", "/exempellan/kommun/almby/siffror/fil/csv"):
        rows = rows_of(client, address)
        assert rows
        assert all(r["definition"] for r in rows)


def test_women_are_compared_with_men_of_the_same_period(client, county, store) -> None:  # noqa: F811
    row = next(r for r in rows_of(client, f"{FIGURES}{SURVEY}/fil/csv") if r["place"] == REGION and r["sex"] == "K")
    assert (row["compared_with"], row["verdict"]) == ("men", "higher")


def test_a_municipality_s_table_has_verdicts_too(client, county, store) -> None:  # noqa: F811
    rows = rows_of(client, "/exempellan/kommun/almby/siffror/fil/csv")
    judged = [r for r in rows if r["verdict"]]
    assert {r["verdict"] for r in judged} <= VERDICTS
    assert {r["place"] for r in judged} == {"9901"}


def test_what_is_hidden_has_no_verdict(client, county, store) -> None:  # noqa: F811
    rows = rows_of(client, f"{FIGURES}{SMALL}/fil/csv")
    assert [r for r in rows if not r["value"]]
    assert not [r for r in rows if not r["value"] and (r["verdict"] or r["difference"])]
