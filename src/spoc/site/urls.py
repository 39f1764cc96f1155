"""Addresses: nouns, each app's own."""

from allauth.account import views as doors
from django.urls import include, path, re_path

from spoc.site import health, keys, refusals, start, trail
from spoc.site.mcp import face as agents

handler400 = refusals.not_understood
handler404 = refusals.nothing_here
handler500 = refusals.our_fault

urlpatterns = [
    path("", start.home, name="home"),
    path("nav", start.nav, name="nav"),
    path("about", start.about, name="about"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("profile/keys", keys.page, name="keys"),
    path("settings", start.subjects, name="settings"),
    path("settings/trail", trail.page, name="trail"),
    path("settings/trail.jsonl", trail.trail, {"form": "jsonl"}, name="trail-lines"),
    path("settings/trail.csv", trail.trail, {"form": "csv"}, name="trail-table"),
    path("sign-in/", doors.login, name="account_login"),
    path("sign-out/", doors.logout, name="account_logout"),
    path("password/forgotten/", doors.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", doors.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        doors.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/new/done/",
        doors.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("password/set/", doors.password_set, name="account_set_password"),
    path("password/change/", doors.password_change, name="account_change_password"),
    path("password/set/", doors.password_set, name="account_set_password"),
    path("inactive/", doors.account_inactive, name="account_inactive"),
    path("reauthenticate/", doors.reauthenticate, name="account_reauthenticate"),
    path("sign-up/", doors.signup, name="account_signup"),
    # what is asked for most comes first: addresses are looked through in this order
    path("api/v1/", include("spoc.site.api")),
    path("tmf-api/troubleTicket/v5/", include("spoc.site.tmf621")),
    path("mcp", agents.face, name="mcp"),
    path("", include("spoc.requests.urls")),
    path("", include("spoc.search.urls")),
    path("", include("spoc.ui.urls")),
    path("", include("spoc.people.urls")),
    path("", include("spoc.catalogue.urls")),
    path("", include("spoc.cmdb.urls")),
    path("", include("spoc.service_levels.urls")),
    path("", include("spoc.rota.urls")),
    path("", include("spoc.channels.urls")),
    path("", include("spoc.records.urls")),
    path("", include("spoc.work.urls")),
    path("", include("spoc.workflow.urls")),
    path("", include("spoc.knowledge.urls")),
    path("", include("spoc.intake.urls")),
    path("", include("spoc.suppliers.urls")),
    path("", include("spoc.feedback.urls")),
    path("", include("spoc.world.urls")),
]
