"""Forms of a plan's figures: which figure, where the plan wants to go with it, and the county's own values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.analysis.results import Measure, Polarity, Sex, Status
from samplan.analysis.shapes import Aim, Definition, FigureShape, OwnKey, OwnNumbers, OwnValueShape
from samplan.analysis.value_files import has_two_readings, number_of, period_of
from samplan.publishing.figures import codes
from samplan.publishing.figures.numbers import as_written
from samplan.publishing.language import in_english
from samplan.web.workspace.item_form import ItemForm

MEASURES = (
    (Measure.SHARE, gettext_lazy("Andel i procent, alla räknade")),
    (Measure.SURVEY_SHARE, gettext_lazy("Andel i procent, enkät med urval")),
    (Measure.RATE, gettext_lazy("Antal per så många invånare")),
    (Measure.COUNT, gettext_lazy("Antal")),
    (Measure.MEAN, gettext_lazy("Medelvärde")),
    (Measure.YES_NO, gettext_lazy("Ja eller nej")),
    (Measure.MONEY, gettext_lazy("Kronor")),
    (Measure.OTHER, gettext_lazy("Något annat")),
)
POLARITIES = (
    (Polarity.NONE, gettext_lazy("Det går inte att säga")),
    (Polarity.HIGH_IS_GOOD, gettext_lazy("Ett högre värde är bättre")),
    (Polarity.LOW_IS_GOOD, gettext_lazy("Ett lägre värde är bättre")),
)
SEXES = (
    (Sex.TOTAL, gettext_lazy("Alla")),
    (Sex.WOMEN, gettext_lazy("Kvinnor")),
    (Sex.MEN, gettext_lazy("Män")),
)


class NumberField(forms.CharField):
    """A number as people write it: 12,5 or 1 234."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(required=False, max_length=30, **kwargs)

    def clean(self, value: Any) -> float | None:
        """The number, None where nothing stands. Raises ValidationError."""
        told = super().clean(value) or ""
        if in_english() and has_two_readings(told):
            words = _("”%(label)s” kan läsas som två tal. Inget har sparats. Skriv %(one)s eller %(other)s.")
            both = {"one": told.strip().replace(",", ""), "other": told.strip().replace(",", ".")}
            raise forms.ValidationError(words % {"label": self.label, **both})
        try:
            return number_of(told)
        except ValueError as error:
            words = _("”%(label)s” går inte att läsa. Inget har sparats. Skriv som %(like)s.")
            like = "12.5" if in_english() else "12,5"
            raise forms.ValidationError(words % {"label": self.label, "like": like}) from error


class OwnFigureForm(ItemForm):
    """What a figure of the county's own is."""

    title = forms.CharField(label=gettext_lazy("Vad mäts"), max_length=300)
    definition = forms.CharField(
        label=gettext_lazy("Definition"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Vilka räknas, hur och när. Den som räknar nästa år ska göra likadant."),
    )
    measure = forms.ChoiceField(label=gettext_lazy("Sorts tal"), choices=MEASURES)
    unit = forms.CharField(
        label=gettext_lazy("Enhet"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Till exempel: per 1 000 elever. Behövs inte för procent."),
    )
    producer = forms.CharField(label=gettext_lazy("Vem tar fram talen"), required=False, max_length=200)
    suicide = forms.BooleanField(label=gettext_lazy("Siffran handlar om suicid eller självskada"), required=False)

    @classmethod
    def of(cls, told: Definition) -> OwnFigureForm:
        """The form with what stands there."""
        return cls(
            initial={
                "title": told.title,
                "definition": told.definition,
                "measure": told.measure,
                "unit": told.unit,
                "producer": told.producer,
                "suicide": told.suicide,
            }
        )

    def definition_told(self, before: Definition | None = None) -> Definition:
        """What was written, as a definition; the rest is as it was before."""
        told = self.cleaned_data
        return replace(
            before or Definition(""),
            title=told["title"],
            definition=told["definition"] or "",
            measure=Measure(told["measure"]),
            unit=told["unit"] or "",
            producer=told["producer"] or "",
            suicide=told["suicide"],
        )


class AimForm(ItemForm):
    """Where the plan wants to go with a figure. The version seen goes along."""

    polarity = forms.ChoiceField(label=gettext_lazy("Vad är bättre"), choices=POLARITIES)
    baseline = NumberField(label=gettext_lazy("Utgångsvärde"))
    baseline_period = forms.CharField(
        label=gettext_lazy("Utgångsvärdets period"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "text"}),
    )
    target = NumberField(label=gettext_lazy("Målvärde"))
    target_on = forms.DateField(
        label=gettext_lazy("Ska vara nått"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    for_goal = forms.BooleanField(
        label=gettext_lazy("Siffran handlar om planens långsiktiga mål"),
        required=False,
        help_text=gettext_lazy("Då står den på planens sida också, inte bara på områdets."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, figure: FigureShape) -> AimForm:
        """The form with what stands there."""
        aim = figure.aim
        return cls(
            initial={
                "polarity": aim.polarity,
                "baseline": as_written(aim.baseline),
                "baseline_period": aim.baseline_period,
                "target": as_written(aim.target),
                "target_on": aim.target_on.isoformat() if aim.target_on else None,
                "for_goal": aim.for_goal,
                "version": figure.version,
            }
        )

    def aim(self) -> Aim:
        """What was written, as an aim."""
        told = self.cleaned_data
        return Aim(
            Polarity(told["polarity"]),
            told["baseline"],
            told["baseline_period"] or "",
            told["target"],
            told["target_on"],
            told["for_goal"],
        )


class OwnValueForm(ItemForm):
    """One of the county's own values. A value that cannot be told has a reason instead."""

    period = forms.CharField(
        label=gettext_lazy("Period"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
        help_text=gettext_lazy("2024, 2021–2024, 2023/24 eller 2024-03"),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Gäller"))
    sex = forms.ChoiceField(label=gettext_lazy("Kön"), choices=SEXES)
    status = forms.ChoiceField(label=gettext_lazy("Finns värdet?"))
    value = NumberField(label=gettext_lazy("Värde"))
    numerator = NumberField(label=gettext_lazy("Täljare"), help_text=gettext_lazy("Så många gäller det."))
    denominator = NumberField(label=gettext_lazy("Nämnare"), help_text=gettext_lazy("Så många räknades."))
    low = NumberField(label=gettext_lazy("Intervallets nedre gräns"))
    high = NumberField(label=gettext_lazy("Intervallets övre gräns"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, units: dict[str, str], bodies: dict[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[Any, Any]] = list(units.items())
        if bodies:
            choices.append((_("Andra organisationer"), [(f"body-{pk}", name) for pk, name in bodies.items()]))
        self.fields["unit"].choices = choices
        self.fields["status"].choices = [
            (Status.VALUE, _("Ja")),
            *(
                (s, _("Nej: %(why)s") % {"why": codes.word("statuses", s)})
                for s in Status
                if s not in {Status.VALUE, Status.ZERO}
            ),
        ]

    @staticmethod
    def written_of(value: OwnValueShape, measure: Measure) -> dict[str, Any]:
        """What stands there, as the form writes it. A count is written once, as the value."""
        key, told = value.key, value.numbers
        return {
            "period": key.period.label or str(key.period.start.year),
            "unit": f"body-{key.body}" if key.body is not None else key.unit,
            "sex": key.sex,
            "status": Status.VALUE if told.status is Status.ZERO else told.status,
            "version": value.version,
            **{n: as_written(getattr(told, n)) for n in ("value", "numerator", "denominator", "low", "high")},
            **({"numerator": ""} if measure is Measure.COUNT else {}),
        }

    def clean_period(self) -> Any:
        """The period that was meant. Raises ValidationError."""
        found = period_of(self.cleaned_data["period"])
        if found is None:
            raise forms.ValidationError(
                _("Perioden går inte att läsa. Inget har sparats. Skriv 2024, 2021–2024, 2023/24 eller 2024-03.")
            )
        return found

    def key(self) -> OwnKey:
        """Which value."""
        told = self.cleaned_data
        body = told["unit"].startswith("body-")
        return OwnKey(
            told["period"],
            Sex(told["sex"]),
            "" if body else told["unit"],
            int(told["unit"].removeprefix("body-")) if body else None,
        )

    def numbers(self) -> OwnNumbers:
        """What it is; nought has a status of its own."""
        told = self.cleaned_data
        names = ("value", "numerator", "denominator", "low", "high")
        status = Status(told["status"])
        if status is Status.VALUE and told["value"] == 0:
            status = Status.ZERO
        return OwnNumbers(status, **{name: told[name] for name in names})


class ValueFileForm(ItemForm):
    """A file with values."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("CSV eller Excel. En rad för varje period och kommun."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
