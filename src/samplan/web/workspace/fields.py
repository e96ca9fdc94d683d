"""The form of each kind of item: the same in the import review and in the plan editor.

A form takes and gives the values of `ItemKind` as JSON-like Python: text, numbers, ISO dates, lists.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.plans.shapes.exchange import ActivityKind, BlockKind, GoalStatus, Horizon, IndicatorKind
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.versions import EffectLevel
from samplan.web.workspace.item_form import ItemForm, Values
from samplan.web.workspace.time_forms import TimedForm

KIND_WORDS = {
    ItemKind.PLAN: _("Planen"),
    ItemKind.OVERALL_GOAL: _("Övergripande mål"),
    ItemKind.TARGET_IMAGE: _("Målbild"),
    ItemKind.FOCUS_AREA: _("Fokusområde"),
    ItemKind.PERSPECTIVE: _("Perspektiv"),
    ItemKind.FUND: _("Medel"),
    ItemKind.AREA: _("Område"),
    ItemKind.BACKGROUND: _("Bakgrund"),
    ItemKind.NEEDS: _("Behov"),
    ItemKind.NEED: _("Behov med källa"),
    ItemKind.COMMENT: _("Kommentar"),
    ItemKind.GOAL: _("Mål"),
    ItemKind.ACTIVITY: _("Aktivitet"),
    ItemKind.INDICATOR: _("Indikator"),
    ItemKind.RESPONSIBLE: _("Ansvarig"),
    ItemKind.COST: _("Kostnad"),
    ItemKind.FOLLOWUP: _("Uppföljning"),
    ItemKind.CHALLENGE_QUESTION: _("Utmaningsfråga"),
    ItemKind.PROPOSAL: _("Förslag"),
    ItemKind.FOLLOWUP_QUESTION: _("Uppföljningsfråga"),
    ItemKind.EFFECT: _("Effekt"),
    ItemKind.DEPENDENCY: _("Väntar på"),
    ItemKind.OTHER: _("Övrig text"),
}
"""What each kind is called on screen, in the singular."""

KIND_WORDS_PLURAL = {
    **KIND_WORDS,
    ItemKind.OVERALL_GOAL: _("Övergripande mål"),
    ItemKind.TARGET_IMAGE: _("Målbilder"),
    ItemKind.FOCUS_AREA: _("Fokusområden"),
    ItemKind.AREA: _("Områden"),
    ItemKind.NEED: _("Behov med källa och år"),
    ItemKind.ACTIVITY: _("Aktiviteter"),
    ItemKind.INDICATOR: _("Indikatorer"),
    ItemKind.RESPONSIBLE: _("Ansvariga"),
    ItemKind.COST: _("Kostnader"),
    ItemKind.CHALLENGE_QUESTION: _("Utmaningsfrågor"),
    ItemKind.FOLLOWUP_QUESTION: _("Uppföljningsfrågor"),
    ItemKind.EFFECT: _("Effekter"),
}
"""The same as headings over several."""

HORIZON_WORDS = {Horizon.LONG: _("Långsiktigt"), Horizon.SHORT: _("Kortsiktigt")}
EFFECT_WORDS = {EffectLevel.SHORT: _("På kort sikt"), EffectLevel.LONG: _("På lång sikt")}
INDICATOR_WORDS = {
    IndicatorKind.YES_NO: _("Ja eller nej, finns eller finns inte"),
    IndicatorKind.COUNT: _("Antal"),
    IndicatorKind.SHARE: _("Andel"),
    IndicatorKind.REGISTER: _("Ur register eller enkät"),
    IndicatorKind.OTHER: _("Annat"),
}
ACTIVITY_KIND_WORDS = {ActivityKind.PLANNED: _("Planerad"), ActivityKind.REPORTED: _("Redovisad")}
GOAL_STATUS_WORDS = {
    GoalStatus.ACHIEVED: _("Uppnått"),
    GoalStatus.PARTLY: _("Delvis uppnått"),
    GoalStatus.NOT_ACHIEVED: _("Inte uppnått"),
    GoalStatus.NOT_STARTED: _("Inte påbörjat"),
    GoalStatus.ONGOING: _("Pågår"),
}


def _text(label: Any, rows: int = 3, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, help_text=help_text)


def _line(label: Any, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, required=required, help_text=help_text)


YEAR = _("År")


def _year(label: Any = YEAR) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1990,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


def day_field(label: Any, *, required: bool = False, help_text: Any = "") -> forms.DateField:
    """A day, chosen or written as 2026-03-12."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def _choice(label: Any, words: dict[Any, Any], *, none: Any = None) -> forms.ChoiceField:
    choices = [(key.value, word) for key, word in words.items()]
    if none is not None:
        choices = [("", none), *choices]
    return forms.ChoiceField(label=label, choices=choices, required=none is None)


def _sum(label: Any) -> forms.DecimalField:
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.DecimalField(label=label, min_value=0, decimal_places=2, localize=True, widget=widget)


class TextForm(ItemForm):
    """Kinds that are nothing but words."""

    text = _text(_("Text"))


class LongTextForm(ItemForm):
    """Background, needs and comment."""

    text = _text(_("Text"), 10)


class PlanForm(ItemForm):
    """The plan's own head."""

    title = _line(_("Planens titel"), required=True)
    valid_from = day_field(_("Gäller från"))
    valid_to = day_field(_("Gäller till och med"))


class TargetImageForm(ItemForm):
    """A target picture."""

    number = _line(_("Nummer"))
    title = _line(_("Målbild"), required=True)
    text = _text(_("Beskrivning"), required=False)


class FocusAreaForm(ItemForm):
    """A focus area."""

    number = forms.IntegerField(label=_("Nummer"), min_value=1, max_value=99)
    title = _line(_("Fokusområde"), required=True)


class AreaForm(ItemForm):
    """A development area's head."""

    number = _line(_("Nummer"))
    title = _line(_("Områdets namn"), required=True)
    group = _line(_("Insatsområde som det hör till"))
    focus_areas = _line(_("Fokusområden"), help_text=_("Skriv fokusområdenas nummer med komma emellan: 1, 3."))
    identified_by = _line(_("Behovet identifierat av"))
    identified_year = _year(_("Identifierat år"))
    goal_status = _choice(_("Måluppfyllelse enligt källan"), GOAL_STATUS_WORDS, none=_("Står inte"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        initial = dict(kwargs.get("initial") or {})
        if isinstance(initial.get("focus_areas"), list):
            initial["focus_areas"] = ", ".join(str(n) for n in initial["focus_areas"])
            kwargs["initial"] = initial
        super().__init__(*args, **kwargs)

    def clean_focus_areas(self) -> list[int]:
        """Numbers out of "1, 3"."""
        written = self.cleaned_data["focus_areas"].replace(";", ",")
        parts = [part.strip() for part in written.split(",") if part.strip()]
        if not all(part.isdigit() for part in parts):
            raise forms.ValidationError(_("Skriv bara nummer med komma emellan, till exempel 1, 3."))
        return [int(part) for part in parts]


class NeedForm(ItemForm):
    """A need, and who says so."""

    text = _text(_("Behov"))
    source = _line(
        _("Vem har sett det?"), help_text=_("Till exempel brukarnätverket, en dialog eller en kartläggning.")
    )
    year = _year(_("När? År"))
    evidence = _line(_("Underlag"), help_text=_("Rapport, enkät eller siffra, med namn eller adress."))


class GoalForm(ItemForm):
    """A goal."""

    text = _text(_("Mål"))
    level = _choice(_("Sikt"), HORIZON_WORDS)


class ActivityForm(TimedForm):
    """An activity with its time as written and as understood."""

    text = _text(_("Aktivitet"))
    timeframe = _line(_("Tid som den är skriven"), help_text=_("Behåll orden: Ht 2026, Våren 2027, Löpande."))
    start = day_field(_("Från"))
    end = day_field(_("Till och med"))
    ongoing = forms.BooleanField(label=_("Fortlöpande, utan slutdatum"), required=False)
    kind = _choice(_("Planerad eller redovisad"), ACTIVITY_KIND_WORDS)
    year = _year(_("Planens år"))

    def clean(self) -> Values:
        """The end may not come before the start."""
        data: Values = super().clean() or self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if start and end and end < start:
            self.add_error("end", _("Slutet ligger före starten. Inget har sparats. Rätta ett av datumen."))
        return data


class IndicatorForm(ItemForm):
    """An indicator."""

    text = _text(_("Indikator"))
    kind = _choice(_("Slag"), INDICATOR_WORDS)
    source = _line(_("Källa"))
    reference = _line(_("Nummer eller nyckeltal"), help_text=_("Till exempel Kolada U12345."))


class CostForm(ItemForm):
    """A cost as a range, and what it pays."""

    text = _line(_("Vad pengarna går till"), help_text=_("Till exempel kurser, en samordnare på halvtid, lokaler."))
    year = _year()
    min = _sum(_("Minst, kronor"))
    max = _sum(_("Högst, kronor"))

    def values(self) -> Values:
        """Sums as decimal text."""
        data = super().values()
        return data | {name: format(data[name].normalize(), "f") for name in ("min", "max")}


class FollowUpForm(ItemForm):
    """A follow-up's text under its heading."""

    year = _year()
    heading = _line(_("Rubrik"))
    text = _text(_("Text"), 8)


class ProposalForm(ItemForm):
    """A proposal."""

    text = _text(_("Förslag"))
    actor = _line(_("Aktör"))


class FundForm(ItemForm):
    """Grant money."""

    name = _line(_("Ändamål"), required=True)
    amount = _sum(_("Belopp, kronor"))
    year = _year()

    def values(self) -> Values:
        """The sum as decimal text; the currency is kronor."""
        data = super().values()
        return data | {"amount": format(data["amount"].normalize(), "f"), "currency": "SEK"}


class EffectForm(ItemForm):
    """What activities lead to."""

    text = _text(_("Effekt"))
    level = _choice(_("Sikt"), EFFECT_WORDS)


class DependencyForm(ItemForm):
    """What areas wait for."""

    title = _line(_("Vad väntar ni på?"), required=True)
    text = _text(_("Beskrivning"), required=False)
    owner = _line(_("Vem bestämmer?"))
    owner.help_text = _("En organisation i länet som skrivs med sitt namn får beslutet bland sina uppgifter.")
    expected_written = _line(_("När väntas det, som det är skrivet"))
    expected = day_field(_("När väntas det"))


class OtherForm(ItemForm):
    """Words without a place."""

    text = _text(_("Text"), 6)


FORMS: dict[ItemKind, type[ItemForm]] = {
    ItemKind.PLAN: PlanForm,
    ItemKind.OVERALL_GOAL: TextForm,
    ItemKind.TARGET_IMAGE: TargetImageForm,
    ItemKind.FOCUS_AREA: FocusAreaForm,
    ItemKind.PERSPECTIVE: TextForm,
    ItemKind.FUND: FundForm,
    ItemKind.AREA: AreaForm,
    ItemKind.BACKGROUND: LongTextForm,
    ItemKind.NEEDS: LongTextForm,
    ItemKind.NEED: NeedForm,
    ItemKind.COMMENT: LongTextForm,
    ItemKind.GOAL: GoalForm,
    ItemKind.ACTIVITY: ActivityForm,
    ItemKind.INDICATOR: IndicatorForm,
    ItemKind.RESPONSIBLE: TextForm,
    ItemKind.COST: CostForm,
    ItemKind.FOLLOWUP: FollowUpForm,
    ItemKind.CHALLENGE_QUESTION: TextForm,
    ItemKind.PROPOSAL: ProposalForm,
    ItemKind.FOLLOWUP_QUESTION: TextForm,
    ItemKind.EFFECT: EffectForm,
    ItemKind.DEPENDENCY: DependencyForm,
    ItemKind.OTHER: OtherForm,
}

BLOCK_WORDS = {
    BlockKind.HEADING: _("rubrik"),
    BlockKind.PARAGRAPH: _("stycke"),
    BlockKind.LIST: _("lista"),
    BlockKind.TABLE: _("tabell"),
    BlockKind.NOTE: _("not"),
    BlockKind.LABEL: _("etikett"),
    BlockKind.FURNITURE: _("sidhuvud, sidfot eller sidnummer"),
}
"""What an unplaced block was."""

BLOCK_WORDS_PLURAL = {
    BlockKind.HEADING: _("Rubriker"),
    BlockKind.PARAGRAPH: _("Stycken"),
    BlockKind.LIST: _("Listor"),
    BlockKind.TABLE: _("Tabeller"),
    BlockKind.NOTE: _("Noter"),
    BlockKind.LABEL: _("Rubrikord i tabeller och blad"),
    BlockKind.FURNITURE: _("Sidhuvuden, sidfötter och sidnummer"),
}
"""The same as headings over several."""
