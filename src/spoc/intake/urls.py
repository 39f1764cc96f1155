"""Addresses where work comes in: the desk's intake, and the portal's."""

from django.urls import include, path

from spoc.intake.pages import new as pages

app_name = "intake"
urlpatterns = [
    path("requests/new", pages.new, name="new"),
    path("requests/new/callers", pages.callers, name="callers"),
    path("requests/new/reading", pages.reading, name="reading"),
    path("requests/new/guide", pages.guided, name="guided"),
    path("requests/new/entitlement", pages.entitlement, name="entitlement"),
    path("", include("spoc.intake.portal_urls")),
]
