"""Histories as people read them: nothing of what was written is lost by joining, and going back gives what stood."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samplan.plans.shapes.editing import FieldChange, HistoryEntry
from samplan.web.workspace.history_groups import merged, sittings, values_at, values_before

START = datetime(2026, 3, 12, 9, tzinfo=UTC)
VALUES = st.sampled_from(["a", "b", "c", None])
SAVES = st.lists(
    st.tuples(st.sampled_from(["Ett", "Två"]), st.integers(0, 1200), st.dictionaries(st.sampled_from("xyz"), VALUES)),
    max_size=12,
)


def a_history(saves) -> tuple[list[HistoryEntry], list[dict]]:
    """Entries newest first, and the values after each save, oldest first."""
    now, when, entries, states = {"x": "a", "y": "a", "z": None}, START, [], []
    changes = tuple(FieldChange(k, None, v) for k, v in now.items() if v is not None)
    entries.append(HistoryEntry(when, "Ett", "added", 1, "", changes))
    states.append(dict(now))
    for version, (by, seconds, values) in enumerate(saves, start=2):
        when += timedelta(seconds=seconds)
        changes = tuple(FieldChange(k, now[k], v) for k, v in values.items() if v != now[k])
        entries.append(HistoryEntry(when, by, "changed", version, "", changes))
        now = {**now, **values}
        states.append(dict(now))
    return entries[::-1], states


@given(SAVES)
def test_going_back_gives_what_stood(saves):
    """Before any version: the values of the version before it. At any version: its values."""
    entries, states = a_history(saves)
    for version in range(2, len(states) + 1):
        assert {**states[-1], **values_before(entries, version)} == states[version - 2]
        found = values_at(entries, version)
        assert {**dict.fromkeys("xyz"), **found} == states[version - 1]


@given(SAVES)
def test_joined_saves_say_the_same(saves):
    """Each sitting leads from the values before it to those after it, by one person, with nothing idle in it."""
    entries, states = a_history(saves)
    found = sittings(entries)
    assert [one.last for one in found] == sorted((one.last for one in found), reverse=True)
    assert found[-1].what == "added"
    for one in found[:-1]:
        before, after = states[one.first - 2], states[one.last - 1]
        assert {c.field: (c.before, c.after) for c in one.changes} == {
            k: (before[k], after[k]) for k in before if before[k] != after[k]
        }
    covered = [v for one in found for v in range(one.first, one.last + 1)]
    assert sorted(covered) == list(range(1, len(states) + 1))


@given(*(st.fixed_dictionaries(dict.fromkeys("xyz", VALUES)) for _ in range(3)))
def test_merging_keeps_both_hands(mine, theirs, base):
    """What only one touched is theirs or mine; what both touched differently is mine, and is told."""
    joined, both = merged(mine, theirs, base)
    for name in "xyz":
        if mine[name] == base[name]:
            assert joined[name] == theirs[name]
        else:
            assert joined[name] == mine[name]
        assert (name in both) == (mine[name] != base[name] != theirs[name] and mine[name] != theirs[name])
