"""Addresses where work comes in: the desk's intake, and the portal's."""

from django.urls import include, path

from spoc.intake.pages import alarm_terms, alarms, calls, delivered, windows
from spoc.intake.pages import new as pages

app_name = "intake"
urlpatterns = [
    path("requests/new", pages.new, name="new"),
    path("requests/new/callers", pages.callers, name="callers"),
    path("requests/new/reading", pages.reading, name="reading"),
    path("requests/new/guide", pages.guided, name="guided"),
    path("requests/new/entitlement", pages.entitlement, name="entitlement"),
    path("in/<str:mark>", delivered.delivered, name="delivered"),
    path("calls", calls.index, name="calls"),
    path("calls/list", calls.newest, name="calls-newest"),
    path("calls/rows", calls.rows, name="calls-rows"),
    path("calls/ringing", calls.ringing, name="calls-ringing"),
    path("alarms", alarms.index, name="alarms"),
    path("alarms/rows", alarms.rows, name="alarm-rows"),
    path("settings/alarms", alarm_terms.set_terms, name="alarm-terms"),
    path("requests/<int:number>/alarms", alarms.of_request, name="alarms-of"),
    path("requests/<int:number>/alarms/rows", alarms.of_request_alone, name="alarms-of-alone"),
    path("requests/<int:number>/alarm-resolution", alarms.resolve, name="alarm-resolution"),
    path("settings/maintenance", windows.index, name="windows"),
    path("settings/maintenance/new", windows.new, name="new_window"),
    path("settings/maintenance/<int:pk>", windows.window, name="window"),
    path("settings/maintenance/<int:pk>/end", windows.end, name="end_window"),
    path("", include("spoc.intake.portal_urls")),
    path("", include("spoc.intake.chat_urls")),
]
