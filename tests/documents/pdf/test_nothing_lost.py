"""Nothing is lost: every word of the text layer is in the document, whatever the table looks like."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.pdf import made
from tests.documents.pdf.judge import bare, printed, short_of, tables, texts

from samplan.documents.pdf import read_pdf


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 10_000),
    columns=st.integers(3, 6),
    style=st.sampled_from(sorted(made.STYLES)),
    padding=st.integers(1, 6),
    wide=st.booleans(),
)
def test_every_word_of_the_text_layer_is_kept(seed: int, columns: int, style: str, padding: int, wide: bool) -> None:
    data = made.reportlab_pdf(made.plan(seed, columns=columns, rows=5), style, wide=wide, padding=padding)
    assert not short_of(read_pdf(data), data)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10_000), columns=st.integers(3, 6), padding=st.integers(1, 6), wide=st.booleans())
def test_a_ruled_table_is_read_exactly(seed: int, columns: int, padding: int, wide: bool) -> None:
    plan = made.plan(seed, columns=columns, rows=8)
    (table,) = tables(read_pdf(made.reportlab_pdf(plan, "grid", wide=wide, padding=padding)))
    assert [[bare(text) for text in row] for row in texts(table)] == printed(plan)
