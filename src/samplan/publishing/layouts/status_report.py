"""The paper "Läget": two pages for those who decide, made of the rules that the paper itself tells."""

from __future__ import annotations

from datetime import UTC, datetime, time

from samplan.documents.blocks import Document
from samplan.documents.writing import Finish, write_docx, write_pdf
from samplan.plans.lights import light_label, reason_words, rule_words
from samplan.plans.shapes.content import DependencyContent
from samplan.plans.shapes.lights import AreaLight, Light, StatusReport
from samplan.publishing.layouts.making import Maker
from samplan.publishing.layouts.rendering import CONTENT_TYPES, Rendered
from samplan.publishing.layouts.wording import long_date, numbered


def status_document(report: StatusReport) -> Document:
    """The report as blocks."""
    maker = Maker()
    maker.heading("Sammanfattning", 1)
    told = [f"{light_label(light).sv}: {number} av {len(report.areas)} områden" for light, number in report.counts]
    maker.bullets(told)
    maker.heading("Område för område", 1)
    maker.table(("Område", "Läge", "Varför"), [_area(one) for one in report.areas], title="Områdenas läge")
    if report.waits:
        maker.heading("Det här väntar på beslut eller på andra", 1)
        waits = [_wait(report, waited) for waited in report.waits]
        maker.table(("Vad", "Vem bestämmer", "Väntas", "Områden"), waits, title="Det som väntar")
    if report.quiet:
        maker.heading("Här händer minst", 1)
        quiet = [(_name(one), str(len(one.area.goals)), str(one.moving)) for one in report.quiet]
        maker.table(("Område", "Mål", "Aktiviteter som pågår eller är klara"), quiet, title="Här händer minst")
    maker.heading("Så bedöms läget", 1)
    for label, rules in rule_words():
        maker.paragraph(f"{label.sv}:", bold=True)
        maker.bullets(words.sv for words in rules)
    maker.paragraph(f"{light_label(Light.GREEN).sv}: ingen av reglerna gäller.")
    maker.paragraph("Läget säger om det som är planerat blir gjort. Det säger inte om det har hjälpt.")
    return Document(tuple(maker.blocks), title="Läget")


def _name(one: AreaLight) -> str:
    return numbered(one.area.number, one.area.title)


def _area(one: AreaLight) -> tuple[str, str, list[str]]:
    return _name(one), light_label(one.light).sv, [reason_words(reason).sv for reason in one.reasons]


def _wait(report: StatusReport, waited: DependencyContent) -> tuple[str, str, str, list[str]]:
    names = {area.id: numbered(area.number, area.title) for area in report.plan.areas}
    expected = long_date(waited.expected) if waited.expected else waited.expected_written or ""
    late = " (försenat)" if report.is_late(waited) else ""
    areas = list(dict.fromkeys(names[w.area] for w in waited.waiting if w.area in names))
    return waited.title, waited.owner or "", f"{expected}{late}", areas


def render_status(report: StatusReport, *, stem: str, kind: str) -> Rendered:
    """The paper as "docx" or "pdf"; ValueError for another kind."""
    writers = {"docx": write_docx, "pdf": write_pdf}
    if kind not in writers:
        raise ValueError(f"a status report is no {kind!r}; there are docx and pdf")
    plan = report.plan
    made_up = f"Påhittade uppgifter. {plan.county} finns inte." if plan.made_up else ""
    finish = Finish(
        title="Läget",
        kicker=f"Arbetspapper, {plan.county}",
        lead=plan.title,
        facts=(("Gjord", long_date(report.made_on)),),
        notice=made_up,
        running=f"Läget i {plan.title}. {made_up}".strip(),
        landscape=False,
        author=plan.county or "",
        subject=f"Läget i {plan.title}",
        keywords=("psykisk hälsa", "länsgemensam plan", plan.county or ""),
        created=datetime.combine(report.made_on, time(12), UTC),
        marks={light_label(light).sv: light_label(light).mark or "" for light in Light},
    )
    return Rendered(f"{stem}.{kind}", CONTENT_TYPES[kind], writers[kind](status_document(report), finish))
