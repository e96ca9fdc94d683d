"""All addresses: Swedish at the root, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from samplan.web import errors, views_answer, views_answer_many, views_answer_names, views_digest
from samplan.web.public import feeds

urlpatterns = [
    path("robots.txt", feeds.robots, name="robots"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
]
# Coordinators lay up addresses, and nobody signs in by a letter: what allauth has for that leads nowhere here. The
# names stay, for allauth looks them up.
urlpatterns += i18n_patterns(
    path("konto/email/", errors.nothing_here, name="account_email"),
    path("konto/confirm-email/", errors.nothing_here, name="account_email_verification_sent"),
    path("konto/confirm-email/<str:key>/", errors.nothing_here, name="account_confirm_email"),
    path("konto/login/code/confirm/", errors.nothing_here, name="account_confirm_login_code"),
    path("konto/", include("allauth.account.urls")),
    path("konto/tva-steg/", include("allauth.mfa.urls")),
    path("konto/organisation/", include("samplan.web.single_sign_on.urls")),
    path("brev/<str:token>/", views_digest.stop, name="digest_stop"),
    path("svara/<str:token>/", views_answer.answers, name="answers"),
    path("svara/<str:token>/<int:number>/", views_answer.question, name="answer_question"),
    path("svara/<str:token>/sprak/", views_answer.language, name="answers_language"),
    path("svara/<str:token>/klart/", views_answer.done, name="answers_done"),
    path("svara/<str:token>/namn/", views_answer_names.names, name="answers_names"),
    path("svara/<str:token>/pastaenden/", views_answer_names.statements, name="answers_statements"),
    path("svara/<str:token>/alla/", views_answer_many.listed, name="answers_list"),
    path("svara/<str:token>/inget-nytt/", views_answer_many.nothing_new, name="answers_repeat"),
    path("svara/<str:token>/kollega/", views_answer_many.share, name="answers_share"),
    path("kontaktperson/<str:key>/", views_answer_many.confirm, name="confirm_contact"),
    path("arbetsrum/", include("samplan.web.workspace.urls")),
    path("", include("samplan.web.public.urls")),
    prefix_default_language=False,
)

handler403 = "samplan.web.errors.forbidden"
handler404 = "samplan.web.errors.not_found"
handler429 = "samplan.web.errors.too_many"
