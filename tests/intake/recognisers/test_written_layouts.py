"""Plans in layouts of their own, as county officials write them, in Word and as workbooks."""

from __future__ import annotations

import pytest
from tests.intake.recognisers import written

from samplan.intake import read_plan


@pytest.mark.parametrize(("name", "form"), written.KINDS)
def test_a_careful_person_reads_the_same(name: str, form: str) -> None:
    plan = written.load(name)
    make = written.as_word if form == "docx" else written.as_excel
    proposal = read_plan(make(plan.lines))
    assert written.told(proposal.plan, grouped=plan.grouped) == plan.items
    assert proposal.words.share == 1.0, proposal.words.missing
