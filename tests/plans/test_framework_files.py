"""Frameworks as files: what is written is read back; whatever bytes come, only clear faults by line come out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from samplan.plans.framework_reading import read_framework_file
from samplan.plans.framework_writing import write_csv, write_yaml
from samplan.plans.shapes.framework_files import (
    LARGEST_FILE,
    MOST_FAULTS,
    BadFrameworkFile,
    FrameworkState,
    HeadState,
    MappingState,
    NodeState,
    in_tree_order,
)

KNOWN = {"fem-fokusomraden/1", "fem-fokusomraden/2", "malgrupper/unga"}
SIGNS = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
WORDS = st.text(SIGNS, min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
ANY_WORDS = st.one_of(st.just(""), WORDS, WORDS.map(lambda text: f"={text}"), WORDS.map(lambda text: f"'{text}"))
CODES = st.from_regex(r"[a-z0-9_-]{1,8}", fullmatch=True)
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))
# A source in brackets after a mapping; a closing bracket within it is its own.
MAPPINGS = st.builds(
    MappingState, st.sampled_from(sorted(KNOWN)), st.sampled_from(["same", "part", "related"]), ANY_WORDS
)


@st.composite
def nodes(draw):
    codes = draw(st.lists(CODES, unique=True, max_size=8))
    found = []
    for place, code in enumerate(codes):
        days = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
        start, end = (day if draw(st.booleans()) else None for day in days)
        found.append(
            NodeState(
                code=code,
                level=draw(WORDS),
                name=draw(WORDS),
                number=draw(st.one_of(st.just(""), WORDS.map(lambda t: t[:20].strip()))),
                name_en=draw(ANY_WORDS),
                parent=draw(st.sampled_from(["", *codes[:place]])),
                valid_from=start,
                valid_to=end,
                wordings=tuple(draw(st.lists(WORDS, unique=True, max_size=3))),
                mappings=tuple(draw(st.lists(MAPPINGS, max_size=2, unique_by=lambda m: m.to))),
            )
        )
    return in_tree_order(found)


HEADS = st.builds(HeadState, st.sampled_from(["strategy", "other"]), WORDS, ANY_WORDS, ANY_WORDS, ANY_WORDS)


def read(name, data, code="lanets"):
    return read_framework_file(name, data, code=code, known=KNOWN)


def faults(name, text):
    with pytest.raises(BadFrameworkFile) as refused:
        read(name, text.encode() if isinstance(text, str) else text)
    return [(fault.row, fault.said.sv, fault.said.en) for fault in refused.value.faults]


@given(HEADS, nodes())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_as_yaml_is_read_back(head, parts):
    state = FrameworkState(head, parts)
    assert read("f.yaml", write_yaml("lanets", state)).state == state


@given(nodes())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_as_csv_is_read_back(parts):
    state = FrameworkState(None, parts)
    assert read("f.csv", write_csv(state)).state == state


YAML = b"code: a\nkind: other\nname: A\nnodes:\n  - {code: x, level: m, name: X}\n"
CSV = "Kod;Nivå;Namn\r\na;mål;Ett\r\n".encode()


@given(
    st.sampled_from(["f.yaml", "f.csv"]),
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(str.encode),
        st.text("{}[]:-&*!#'\"|>?,%@\n ab1~<", max_size=60).map(str.encode),
        st.tuples(st.sampled_from([YAML, CSV]), st.integers(0, 60), st.binary(max_size=6)).map(
            lambda cut: cut[0][: cut[1]] + cut[2] + cut[0][cut[1] :]
        ),
    ),
)
@example("f.yaml", b"[" * 5000)
@example("f.yaml", b"- " * 5000)
@example("f.yaml", b"? " * 3000)
@example("f.yaml", b"&a [*a]")
@example("f.yaml", b"{? {a: 1} : 2}")
@example("f.yaml", b"valid_from: 2025-13-45")
@example("f.yaml", b"!!python/object/apply:os.system ['true']")
@example("f.yaml", b"a: " + b"9" * 6000)
@settings(max_examples=250, deadline=None)
def test_any_bytes_are_a_framework_or_faults_with_sentences(name, data):
    """Nothing else is ever raised, and every fault is said in both languages."""
    found: tuple = ()
    try:
        read(name, data)
    except BadFrameworkFile as error:
        found = error.faults or ("a refusal that says nothing",)
    assert len(found) <= MOST_FAULTS
    assert all(fault.said.sv.endswith(".") and fault.said.en.endswith(".") for fault in found)


def test_each_fault_is_told_by_its_line():
    told = faults(
        "f.csv",
        "Kod;Nivå;Namn;Står under;Gäller från;Gäller till och med;Motsvarighet\n"
        "a;mål;Ett;;2025;;\n"
        "B B;mål;Två;;;;\n"
        "c;;;;;;\n"
        "a2;mål;Tre;;;;lik: malgrupper/unga\n",
    )
    assert [row for row, _sv, _en in told] == [2, 3, 4, 4, 5]
    assert told[0][1:] == ("2025 är ingen dag. Skriv den som 2026-03-12.", "2025 is no day. Write it as 2026-03-12.")
    assert [sv for _row, sv, _en in told[2:4]] == ["Nivå saknas.", "Namn saknas."]


def test_what_does_not_fit_together_is_told():
    head = "code,level,name,parent,valid from,valid to,mapping\n"
    told = faults(
        "f.csv",
        f"{head}a,m,A,b,,,\nb,m,B,saknas,2026-01-01,2025-01-01,\nc,m,C,,,,same: malgrupper/ingen\n",
    )
    assert [row for row, _sv, _en in told] == [3, 3, 4]
    circle = faults("f.csv", f"{head}a,m,A,b,,,\nb,m,B,a,,,\nc,m,C,,,,\n")
    assert [(row, sv) for row, sv, _en in circle] == [
        (2, "a står under sig själv, direkt eller genom andra."),
        (3, "b står under sig själv, direkt eller genom andra."),
    ]
    ((row, sv, _en),) = faults("f.csv", f"{head}a,m,A,,,,\na,m,B,,,,\n")
    assert (row, sv) == (3, "Koden a finns redan på rad 2.")
    ((row, sv, _en),) = faults("f.csv", f"{head}a,m,A,,,,same: lanets/b\n")
    assert (row, "samma ramverk" in sv) == (2, True)


def test_faults_in_yaml_are_told_by_their_line():
    told = faults(
        "f.yaml",
        "code: a\nkind: sort\nname: A\nvalid_from: 2025\nnodes:\n"
        "  - {code: x, level: m}\n  - code: y\n    level: m\n    name: Y\n    number: 3\n    colour: red\n",
    )
    assert [(row, sv.split()[0]) for row, sv, _en in told] == [
        (2, "kind"),
        (4, "valid_from"),
        (6, "name"),
        (10, "number"),
        (11, "colour"),
    ]
    ((row, sv, _en),) = faults("f.yaml", "code: a\ncode: b\nkind: other\nname: A\nnodes: []\n")
    assert (row, sv) == (2, "code står två gånger.")
    assert faults("f.yaml", YAML.decode() + "x: &a [1]\ny: *a\n")[0][0] == 6


def test_too_much_is_refused():
    assert "kB" in faults("f.csv", b"x" * (LARGEST_FILE + 1))[0][1]
    many = "code;level;name\n" + "".join(f"c{n};m;N\n" for n in range(2001))
    assert "2001" in faults("f.csv", many)[0][1]
    deep = "code;level;name;parent\n" + "".join(f"c{n};m;N;{f'c{n - 1}' if n else ''}\n" for n in range(11))
    assert [row for row, _sv, _en in faults("f.csv", deep)] == [12]
    assert ".yaml" in faults("f.docx", "PK")[0][1]


def test_columns_that_a_file_leaves_out_are_not_told():
    found = read("f.csv", CSV)
    assert found.told == {"level", "name"}
    ((row, sv, _en),) = faults("f.csv", "Kod;Nivå;Namn;Färg\na;m;A;blå\n")
    assert row == 1
    assert sv.startswith("Kolumnen Färg känns inte igen. Det finns: Kod, Nivå, Nummer, Namn, Namn på engelska, Står")
