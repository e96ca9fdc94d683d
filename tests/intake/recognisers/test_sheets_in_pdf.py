"""Sheets of labels and values in PDF, one a page: each sheet is an area, however its first row is marked."""

from __future__ import annotations

import pytest
from reportlab.platypus import Flowable, PageBreak, Table
from reportlab.platypus import Paragraph as RlParagraph
from tests.documents.pdf.made import BODY, BOLD, HEADING, STYLES, reportlab_story

from samplan.documents import read
from samplan.intake import read_plan

TITLES = ["Barn som är anhöriga", "Skolans stödjande arbete", "Uppföljning av äldres ensamhet"]
SHADED = [("BACKGROUND", (0, 0), (-1, 0), "lightgrey")]


def sheet(label: str, title: str, style: str, *, shaded: bool) -> Table:
    rows = [
        (label, title),
        ("Nuläge", "Stödet ser olika ut i kommunerna och många får vänta. " * 3),
        ("Långsiktigt mål", f"Alla får stöd i tid inom {title.lower()}."),
        ("Planerade aktiviteter", f"Utbilda ombud för {title.lower()}"),
        ("Ansvariga verksamheter", "Region Exempel"),
    ]
    cells = [[RlParagraph(head, BOLD), RlParagraph(value, BODY)] for head, value in rows]
    return Table(cells, colWidths=[120, 380], style=[*STYLES[style], *(SHADED if shaded else [])])


@pytest.mark.parametrize("label", ["Utvecklingsområde", "Insatsområde"])
@pytest.mark.parametrize(("style", "shaded"), [("grid", False), ("grid", True), ("zebra", False), ("horizontal", True)])
def test_a_sheet_that_begins_with_the_areas_label_begins_an_area(label: str, style: str, shaded: bool) -> None:
    story: list[Flowable] = [RlParagraph("Handlingsplan för psykisk hälsa", HEADING), PageBreak()]
    for title in TITLES:
        story += [sheet(label, title, style, shaded=shaded), PageBreak()]
    proposal = read_plan(read(reportlab_story(story[:-1]), name="plan.pdf"))
    told = [(a.title, len(a.goals), len(a.activities), a.responsible) for a in proposal.plan.areas]
    assert told == [(title, 1, 1, ["Region Exempel"]) for title in TITLES]
    assert proposal.words.share == 1.0
