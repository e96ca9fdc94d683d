"""A municipality's page, papers and file tell in a sentence what disclosure control and the source left out."""

from __future__ import annotations

import csv
import io
import json

import pytest
from tests.web.test_figures import PAGES, county, store, text_of  # noqa: F401  (the fixtures of figures' pages)

from samplan.documents import read
from samplan.documents.serialise import to_json

HIDDEN = "Så få att någon skulle kunna pekas ut."
FILES = "/exempellan/kommun/almby/siffror/fil/"


@pytest.mark.parametrize(("prefix", "words"), [("", HIDDEN), ("/en", "So few that somebody could be recognised.")])
def test_the_page_says_how_many_are_not_shown_and_why(client, county, store, prefix, words) -> None:  # noqa: F811
    page = text_of(client, f"{prefix}{PAGES['place_figures']}")
    assert words in page
    assert "source does not have" in page if prefix else "har källan inte för kommunen" in page


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_so_do_word_and_pdf(client, county, store, form) -> None:  # noqa: F811
    data = client.get(f"{FILES}{form}").content
    told = " ".join(json.dumps(to_json(read(data, name=f"a.{form}")), ensure_ascii=False).split())
    assert HIDDEN in told.replace("\u00ad", "")


def test_the_file_has_a_row_and_a_sentence_for_what_is_hidden(client, county, store) -> None:  # noqa: F811
    answer = client.get(f"{FILES}csv")
    assert answer.status_code == 200
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    hidden = [row for row in rows if row["place"] == "9901" and row["status"] == "hidden"]
    assert hidden
    assert {row["why"] for row in hidden} == {HIDDEN}
    assert not [row for row in hidden if row["value"] or row["numerator"] or row["low"]]
    assert not [row["why"] for row in rows if row["value"] and row["why"]]


def test_the_data_tells_it_too(client, county, store) -> None:  # noqa: F811
    told = client.get(f"{PAGES['place_figures'].rstrip('/')}.json").json()["left_out"]
    assert any(HIDDEN in line for line in told)
