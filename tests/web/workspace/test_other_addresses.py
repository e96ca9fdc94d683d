"""Every address outside the workspace × everybody, in both languages. One that is not in the table fails."""

from __future__ import annotations

import pytest
from django.urls import get_resolver
from tests.web.workspace.test_drafts_stay_inside import combinations, in_both_languages, patterns, plant

PUBLIC = {
    "robots",
    "sitemap",
    *(
        f"public:{name}"
        for name in (
            *("about", "accessibility", "area", "changes", "changes_file", "county_changes", "county_feed", "edition"),
            *("edition_area", "edition_file", "editions", "feed", "municipalities", "municipality", "open_data"),
            *("municipality_file", "target_groups", "plan", "schema", "search", "search_all", "sources", "words"),
            *("start", "twin"),
            *("figures", "figure", "figure_file", "figure_grid", "figure_similar"),
            *("figure_compare", "figure_compare_file", "figure_then", "figure_then_file", "figure_regions"),
            *("place_figures", "place_figures_file", "population", "edition_figures"),
            *("followups", "followup_year", "followup_edition", "followup_file", "followup_sheet"),
            *("followup_sheet_file", "followup_years", "followup_years_file", "followup_years_paper", "reading"),
        )
    ),
}
"""For everybody: shown, sent on or not there, and the same for everybody."""
SIGN_IN = {
    *("account_login", "account_inactive", "account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done", "account_signup"),
    *("mfa_authenticate", "single_sign_on_login", "single_sign_on_callback", "account_logout"),
}
"""On the way in or out: nobody needs to be signed in."""
ONES_OWN = {
    *("account_change_password", "account_set_password", "account_reauthenticate"),
    *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_download_recovery_codes", "mfa_generate_recovery_codes"),
    *("mfa_index", "mfa_reauthenticate", "mfa_view_recovery_codes"),
}
"""About the one who is signed in; others are sent to the sign-in."""
BY_LINK = {
    *("digest_stop", "answers", "answer_question", "answers_done"),
    *("answers_list", "answers_names", "answers_statements", "answers_repeat", "answers_share", "confirm_contact"),
    "answers_language",
}
"""By a signed link of a letter, whoever is signed in; not there without it."""
ONLY_SENT = {"answers_names", "answers_language"}
"""Of those, what a form sends to and nobody reads."""
CLOSED = {
    *("account_confirm_email", "account_confirm_login_code", "account_email", "account_email_verification_sent"),
}
"""What allauth has and nobody needs: not there."""
FINE = {200, 301, 302, 304, 404, 405}


def others() -> dict:
    """The addresses outside the workspace, by name."""
    return {name: one for name, one in patterns(get_resolver()) if not name.startswith("workspace:")}


def test_every_address_is_in_the_table():
    assert set(others()) == PUBLIC | SIGN_IN | ONES_OWN | BY_LINK | CLOSED


@pytest.mark.django_db
def test_each_visitor_is_answered_as_the_table_says(client, workspace):
    known = plant(workspace)
    addresses = {
        name: [
            address
            for values in combinations(list(one.pattern.converters) or list(one.pattern.regex.groupindex), known)
            for address in in_both_languages(name, values)
        ]
        for name, one in others().items()
    }
    assert all(addresses.values())
    seen = {}
    for who in (None, "nobody", "stranger", "reader", "coordinator"):
        client.logout()
        if who:
            client.force_login(workspace.people[who])
        for name, found in addresses.items():
            for address in found:
                told = client.get(address)
                # Who has no password cannot write it once more, and is refused (these people have none).
                fine = FINE | {403} if name in ONES_OWN and who else FINE
                assert told.status_code in fine, (who, address, told.status_code)
                if name in CLOSED | BY_LINK:
                    assert told.status_code == (405 if name in ONLY_SENT else 404), (who, address)
                if name in ONES_OWN and who is None:
                    assert told.status_code == 302, address
                    assert "/konto/login/" in told["Location"], address
                if name in PUBLIC:
                    assert seen.setdefault(address, told.status_code) == told.status_code, (who, address)
