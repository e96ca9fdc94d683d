"""Data that is not code is whole, and labelled in both languages."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from samplan.actors import catalogue as places
from samplan.actors.models import BodyKind, Role
from samplan.actors.names import BODY_KIND_NAMES, ROLE_NAMES
from samplan.actors.shapes import Sentences
from samplan.plans import catalogue
from samplan.plans.models import FrameworkKind, MappingRelation, PlanMode
from samplan.plans.names import FRAMEWORK_KIND_NAMES, MAPPING_NAMES, MODE_NAMES
from samplan.plans.shapes.exchange import GoalStatus
from samplan.plans.shapes.statuses import ActivityStatus, Attainment

FOLDER = Path(__file__).resolve().parents[2] / "src" / "samplan" / "catalogue"
CIRCLES = {"planned", "started", "ongoing", "done", "permanent", "waiting", "paused", "notdone"}
SQUARES = {"achieved", "partly", "missed", "unjudged"}


def test_every_file_can_be_read() -> None:
    for path in FOLDER.rglob("*"):
        if path.suffix == ".yaml":
            assert yaml.safe_load(path.read_text(encoding="utf-8")), path.name
        elif path.suffix == ".csv":
            rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
            assert rows, path.name
            assert {len(r) for r in rows} == {len(rows[0])}, path.name
        else:
            assert path.is_dir() or path.suffix == ".md", f"{path.name}: CSV or YAML"


def test_counties_and_municipalities_are_whole() -> None:
    counties, municipalities = places.counties(), places.municipalities()
    assert len(counties) == 21
    assert len(municipalities) == 290
    assert {m.county_code for m in municipalities} == {c.code for c in counties}
    assert all(m.code.startswith(m.county_code) for m in municipalities)


@pytest.mark.parametrize("entry", catalogue.statuses().activity_statuses, ids=lambda e: e.code)
def test_activity_statuses_are_labelled_and_drawn_as_circles(entry: catalogue.StatusEntry) -> None:
    assert entry.sv != entry.en
    assert entry.mark in CIRCLES


@pytest.mark.parametrize("entry", catalogue.statuses().attainments, ids=lambda e: e.code)
def test_goal_attainments_are_labelled_and_drawn_as_squares(entry: catalogue.StatusEntry) -> None:
    assert entry.sv != entry.en
    assert entry.mark in SQUARES


def test_every_status_of_the_code_has_a_label() -> None:
    assert all(catalogue.activity_label(s) for s in ActivityStatus)
    assert all(catalogue.attainment_label(s) for s in (*Attainment, *GoalStatus))


def test_no_word_means_two_statuses() -> None:
    for entries in (catalogue.statuses().activity_statuses, catalogue.statuses().attainments):
        words = [w.casefold() for e in entries for w in e.words]
        assert sorted(words) == sorted(set(words))


def test_frameworks_are_whole() -> None:
    found = {f.code: f for f in catalogue.frameworks()}
    assert len(found) == len(catalogue.frameworks())
    levels = {code: [n.level for n in f.nodes] for code, f in found.items()}
    assert levels["fem-fokusomraden"] == ["focus_area"] * 5
    assert levels["nationell-strategi-2025-2034"] == ["goal"] * 4 + ["subgoal"] * 7
    assert levels["fyra-medelsomraden"] == ["fund_area"] * 4
    assert levels["sju-perspektiv"] == ["perspective"] * 7
    for framework in found.values():
        assert framework.valid_from
        assert all(n.name_en for n in framework.nodes)


def test_the_catalogue_names_no_host() -> None:
    for path in FOLDER.rglob("*.*"):
        assert not re.search(r"https?://", path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize(
    ("names", "values"),
    [
        (ROLE_NAMES, Role),
        (BODY_KIND_NAMES, BodyKind),
        (MODE_NAMES, PlanMode),
        (FRAMEWORK_KIND_NAMES, FrameworkKind),
        (MAPPING_NAMES, MappingRelation),
    ],
    ids=["role", "body kind", "mode", "framework kind", "mapping"],
)
def test_every_word_of_a_list_has_a_name_in_both_languages(names: dict[Any, Sentences], values: Any) -> None:
    assert set(names) == set(values)
    for value in values:
        assert names[value].sv == value.label
        assert names[value].en
