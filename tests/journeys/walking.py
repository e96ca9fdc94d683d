"""Walks every page of the site: which address leads where in the tests' county, and what is looked at on each.

A page is loaded twice, once in each language. In Swedish axe looks at it wide and light, in English narrow and dark;
the other theme of each is a look at colours alone, for a theme changes nothing else. Then its width at 320 px.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone
from playwright.sync_api import Page
from tests import factories, worlds
from tests.factories import PASSWORD
from tests.followup.worlds import a_round, contacts
from tests.intake.worlds import word_document
from tests.journeys.test_public import open_disclosures, sideways
from tests.web.test_figures import PAGES as FIGURE_PAGES
from tests.web.test_figures import SURVEY
from tests.web.workspace.addresses import arguments
from tests.web.workspace.conftest import Workspace
from tests.web.workspace.test_drafts_stay_inside import patterns
from tests.web.workspace.test_two_steps import say_who, turned_on

from samplan.actors import actions as actors
from samplan.actors.models import Person
from samplan.actors.shapes import SYSTEM
from samplan.followup import actions as followup
from samplan.followup.models import Confirmation
from samplan.intake import actions as intake
from samplan.plans import actions as plan_actions
from samplan.plans import queries as plans
from samplan.plans.models import Responsible
from samplan.plans.shapes.tags import Wanted
from samplan.publishing import actions as publishing
from samplan.web.followup_letters import token_of
from samplan.web.mailing import stop_token
from samplan.web.workspace import urls

CUT_OFF = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(one => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  if (box.width <= 2 || box.height <= 2 || !one.textContent.trim()) return false;
  if (one.closest('svg, .ds-sr-only, select, textarea')) return false;
  const hides = how => how === 'hidden' || how === 'clip';
  return (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1)
      || (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 1);
}).map(one => 'cut off: ' + one.outerHTML.slice(0, 160))"""
"""What hides a part of its own words."""
UNMARKED = """() => [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex="0"]')]
  .filter(one => one.type !== 'hidden' && !one.disabled && one.checkVisibility({visibilityProperty: true}))
  .filter(one => {
    one.focus();
    if (document.activeElement !== one) return false;
    const shown = [one, ...(one.type === 'radio' || one.type === 'checkbox' ? [one.closest('.ds-field')] : [])];
    return !shown.some(where => {
      const style = where && getComputedStyle(where);
      return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    });
  }).map(one => 'no mark of focus: ' + one.outerHTML.slice(0, 160))"""
"""What the keyboard reaches without a line around it (shadows are gone in the reader's own colours)."""


SHUT_WHAT_FLOATS = """() => document.querySelectorAll('details[open]').forEach(one => {
  const over = [...one.children].some(part => getComputedStyle(part).position === 'absolute');
  if (over) one.open = false;
})"""
"""A menu that opens over what stands below is opened one at a time; all at once they hide each other's targets."""


@dataclass(frozen=True)
class Stop:
    """A page on the way. session: the key of who is signed in; template: what draws it; status: as it should be."""

    name: str
    address: str
    session: str | None
    template: str
    status: int = 200


REFUSED = {"single_sign_on_callback": 403, "nothing there": 404}
"""Pages that tell why there is nothing to see."""


def signed_in(person: Person) -> Client:
    """A visitor who came in by the form a moment ago, and need not say the password once more."""
    person.set_password(PASSWORD)
    person.save()
    client = Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def _found(name: str, address: str, visitors: list[Client]) -> Stop | str:
    """The page at an address for the first of some visitors who may read it; else why there is none to look at."""
    right = REFUSED.get(name, 200)
    for client in visitors:
        answer = client.get(address)
        if answer.status_code == right:
            break
    if answer.status_code != right:
        return str(answer.status_code)
    kind = answer["Content-Type"].split(";")[0]
    if kind != "text/html":
        return kind
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return Stop(name, address, cookie.value if cookie else None, answer.templates[0].name, right)


def _sorted(found: dict[str, Stop | str]) -> tuple[list[Stop], dict[str, str]]:
    stops = [one for one in found.values() if isinstance(one, Stop)]
    return stops, {name: one for name, one in found.items() if isinstance(one, str)}


READERS = ("coordinator", "administrator", "municipal_contact", "area_owner")


def stops_of_the_workspace(workspace: Workspace) -> tuple[list[Stop], dict[str, str]]:
    """Every page of the workspace, each for the first person who may read it; and what is no page, with the reason."""
    visitors = [signed_in(workspace.people[role]) for role in READERS]
    of_two = factories.a_person(role="reader", partnership=workspace.plan.partnership)
    elsewhere = workspace.people["stranger"].memberships.get().partnership
    actors.grant_role(by=SYSTEM, person=of_two, partnership=elsewhere, role="reader")
    visitors.append(signed_in(of_two))
    names = sorted(pattern.name for pattern in urls.urlpatterns)
    told = {name: reverse(f"workspace:{name}", args=arguments(name, workspace)) for name in names}
    told |= {name: address for name, address in with_something_in_it(workspace).items() if name in told}
    return _sorted({name: _found(name, address, visitors) for name, address in told.items()})


def with_something_in_it(workspace: Workspace) -> dict[str, str]:
    """Addresses that are told more than what they name, or that want something in another state than usual."""
    plan, by, of_plan = workspace.plan, workspace.coordinator, f"/arbetsrum/plan/{workspace.plan.pk}/"
    given = {"by": by, "partnership": plan.partnership, "data": word_document(), "in_background": False}
    waiting = intake.receive_document(**given, name="väntar.docx")
    aside = intake.receive_document(**given, name="undan.docx")
    intake.dismiss_import(by=by, imported=intake.read_import(imported_id=aside.pk))
    again = intake.receive_document(
        **given | {"data": worlds.goal_table_plan().model_dump_json().encode()}, name="a.json", plan=plan
    )
    intake.read_import(imported_id=again.pk)
    finding = plans.plan_check(plan).open[0].key
    owner = Responsible.objects.filter(area__plan=plan, body__isnull=False).first().body_id
    groups = next(f for f in plans.framework_choices(plan) if f.code == "malgrupper")
    tagged = {("area", workspace.area.pk): Wanted((groups.nodes[0].id,))}
    plan_actions.tag_items(by=by, plan=plan, framework=groups.code, wanted=tagged)
    passing = f"?{urlencode({'fran': groups.code, 'till': workspace.node.framework.code})}"
    return {
        "import": f"/arbetsrum/las-in/{waiting.pk}/",
        "erase": f"/arbetsrum/las-in/{aside.pk}/radera/",
        "place": f"/arbetsrum/las-in/{again.pk}/jamfor/",
        "check_aside": f"{of_plan}saknar/kan-vanta/?{urlencode({'vad': finding})}",
        "pack": f"{reverse('workspace:pack', args=[plan.pk])}?agare=body-{owner}",
        "pack_file": f"{reverse('workspace:pack_file', args=[plan.pk, 'pdf'])}?agare=body-{owner}",
        "retag": f"{of_plan}taggar/byt/{passing}",
        "retag_file": f"{of_plan}taggar/byt/fil.pdf{passing}",
    }


def publish_earlier_year(workspace: Workspace) -> None:
    """A year to compare the compiled one with."""
    earlier = a_round(workspace.plan.partnership, year=workspace.compiled.year - 3)
    followup.close_round(by=SYSTEM, round_id=earlier.pk)
    publishing.publish_followup(by=SYSTEM, partnership=earlier.partnership, year=earlier.year)


EDITION = "/exempellan/psykisk-halsa-2024-2028/utgava/2026-03-12/"


def public_addresses(workspace: Workspace) -> dict[str, str]:
    """The addresses for everybody that need something in them: in Exempellän with its figures, and in the workspace's
    county with its years of follow-up. One that is neither here nor asks for nothing fails the walk."""
    year, edition = workspace.compiled.year, workspace.edition
    publish_earlier_year(workspace)
    here = f"/{workspace.plan.county.slug}"
    of_edition = f"{here}/{edition.plan_slug}/utgava/{edition.label}/"
    (sheet, *_more) = re.findall(rf'{here}/uppfoljning/{year}/for/[^"]+/', _text(f"{here}/uppfoljning/"))
    figures = {f"public:{name}": address for name, address in FIGURE_PAGES.items()}
    return figures | {
        "public:area": "/exempellan/omrade/1-4-suicidprevention/",
        "public:changes": "/exempellan/psykisk-halsa-2024-2028/andringar/",
        "public:county_changes": "/exempellan/andringar/",
        "public:edition": EDITION,
        "public:edition_area": f"{EDITION}1-1-stod-i-foraldraskapet/",
        "public:edition_figures": f"{of_edition}siffror/",
        "public:editions": "/exempellan/utgavor/",
        "public:figures": "/exempellan/siffror/",
        "public:followups": f"{here}/uppfoljning/",
        "public:followup_years": f"{here}/uppfoljning/ar-for-ar/",
        "public:followup_year": f"{here}/uppfoljning/{year}/",
        "public:followup_edition": f"{here}/uppfoljning/{year}/1/",
        "public:followup_sheet": sheet,
        "public:municipalities": "/exempellan/kommun/",
        "public:municipality": "/exempellan/kommun/almby/",
        "public:plan": "/exempellan/",
        "public:search": "/exempellan/sok/?q=suicid",
        "public:search_all": "/sok/?q=rutin",
        "public:sources": "/exempellan/kallor/",
        "public:words": "/exempellan/ord/",
        "public:target_groups": f"{here}/malgrupper/",
        "public:changes_file": "/exempellan/andringar/fil/pdf",
        "public:county_feed": "/exempellan/flode/",
        "public:edition_file": f"{of_edition}fil/docx",
        "public:figure_compare_file": FIGURE_PAGES["figure_compare"].replace("jamfor/", "jamfor/fil/csv"),
        "public:figure_then_file": FIGURE_PAGES["figure_then"].replace("dag/", "dag/fil/csv"),
        "public:figure_file": f"/exempellan/siffror/{SURVEY}/fil/csv",
        "public:followup_file": f"{here}/uppfoljning/{year}/1/fil/docx",
        "public:followup_years_file": f"{here}/uppfoljning/ar-for-ar.csv",
        "public:followup_years_paper": f"{here}/uppfoljning/ar-for-ar/fil/docx",
        "public:followup_sheet_file": f"{sheet}fil/docx",
        "public:municipality_file": "/exempellan/kommun/almby/fil/pdf",
        "public:place_figures_file": "/exempellan/kommun/almby/siffror/fil/csv",
        "public:schema": "/oppna-data/schema/samplan-plan-1.json",
        "public:twin": "/exempellan.json",
    }


def _text(address: str) -> str:
    return Client().get(address).content.decode()


def link_addresses(workspace: Workspace) -> dict[str, str]:
    """The addresses that a letter's link leads to."""
    contact = contacts(workspace.round)[0]
    answers = f"/svara/{token_of(contact.pk, contact.key)}/"
    ends = {"answers": "", "answer_question": "1/", "answers_done": "klart/", "answers_list": "alla/"}
    ends |= {
        "answers_names": "namn/",
        "answers_statements": "pastaenden/",
        "answers_language": "sprak/",
        "answers_repeat": "inget-nytt/",
        "answers_share": "kollega/",
    }
    member = workspace.people["municipal_contact"].memberships.get()
    asked = Confirmation.objects.create(membership=member, key="nyckel", on=timezone.localdate())
    return {name: answers + end for name, end in ends.items()} | {
        "confirm_contact": reverse("confirm_contact", args=[asked.key]),
        "digest_stop": reverse("digest_stop", args=[stop_token(workspace.coordinator)]),
    }


def way_in(workspace: Workspace) -> tuple[dict[str, str], list[Client]]:
    """Who is on the way in or out: somebody without and with two steps, somebody between them, with a new password."""
    with_two = signed_in(workspace.people["administrator"])
    turned_on(with_two)
    between = Client()
    told = {"login": workspace.people["administrator"].email, "password": PASSWORD}
    between.post(reverse("account_login"), told)
    forgot, person = Client(), workspace.people["reader"]
    by_letter = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    sent_on = forgot.get(reverse("account_reset_password_from_key", kwargs=by_letter))
    plain, without = signed_in(workspace.coordinator), Client()
    say_who(plain)
    without.force_login(workspace.people["user_representative"])
    told = {"account_reset_password_from_key": sent_on["Location"], "nothing there": "/finns-inte/"}
    return told, [plain, with_two, between, forgot, without]


def stops_elsewhere(workspace: Workspace) -> tuple[list[Stop], dict[str, str]]:
    """Every page outside the workspace: for nobody signed in, and where that leads to the sign-in, for somebody."""
    more, visitors = way_in(workspace)
    told = public_addresses(workspace) | link_addresses(workspace) | more
    found: dict[str, Stop | str] = {}
    for name in {name for name, _pattern in patterns(get_resolver())} | set(told):
        if name.startswith("workspace:"):
            continue
        try:
            address = told.get(name) or reverse(name)
        except NoReverseMatch:
            found[name] = "needs something in its address"
            continue
        found[name] = _found(name, address, [Client(), *visitors])
    return _sorted(found)


def cross(page: Page, axe: Callable[..., list[str]], stops: list[Stop]) -> list[str]:
    """Go to each stop in both languages, light and dark; what was found, a line each."""
    found: list[str] = []
    for stop in stops:
        _as(page, stop)
        for language, width, scheme, other in (("", 1280, "light", "dark"), ("/en", 320, "dark", "light")):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            answer = page.goto(language + stop.address, wait_until="domcontentloaded")
            faults = [] if answer and answer.status == stop.status else [f"answered {answer and answer.status}"]
            open_disclosures(page, but=".sp-menu")
            if width > 320:
                page.evaluate(SHUT_WHAT_FLOATS)
            faults += axe(page)
            page.emulate_media(color_scheme=other)
            faults += axe(page, ["color-contrast", "link-in-text-block"])
            page.set_viewport_size({"width": 320, "height": 800})
            faults += ["wider than 320 px"] if sideways(page) > 0 else []
            found += [f"{stop.name} {language}: {fault}" for fault in faults]
    return found


def in_own_colours(page: Page, stops: list[Stop]) -> list[str]:
    """Each template once in the reader's own colours at 400 % (1280 px are 320 then): nothing cut off, focus seen."""
    found: list[str] = []
    for stop in {stop.template: stop for stop in stops}.values():
        _as(page, stop)
        page.goto(stop.address, wait_until="domcontentloaded")
        open_disclosures(page, but=".sp-menu")
        faults = ["wider than 320 px"] if sideways(page) > 0 else []
        faults += page.evaluate(CUT_OFF)
        page.keyboard.press("Tab")
        faults += page.evaluate(UNMARKED)
        found += [f"{stop.name}: {fault}" for fault in faults]
    return found


def _as(page: Page, stop: Stop) -> None:
    """Signed in as the one who may read the page, or as nobody."""
    page.context.clear_cookies()
    if stop.session:
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": stop.session, "domain": "localhost", "path": "/"}
        page.context.add_cookies([cookie])
