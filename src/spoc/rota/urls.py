"""Addresses of the rota."""

from django.urls import path

from spoc.rota.pages import absences, calendars, own, shifts, week

app_name = "rota"
urlpatterns = [
    path("settings/rota", week.index, name="week"),
    path("settings/rota/shifts/new", shifts.new, name="new_shift"),
    path("settings/rota/shifts/<int:pk>", shifts.change, name="shift"),
    path("settings/rota/shifts/<int:pk>/end", shifts.end, name="end_shift"),
    path("settings/rota/import", shifts.take_over, name="import"),
    path("settings/rota/absences/new", absences.new, name="new_absence"),
    path("settings/rota/teams/<int:pk>/calendar", calendars.of_team, name="team_calendar"),
    path("rota", own.index, name="own"),
    path("rota/presence", own.presence, name="presence"),
    path("rota/absences/new", absences.new_own, name="new_own_absence"),
    path("rota/absences/<int:pk>/withdraw", absences.withdraw, name="withdraw_absence"),
    path("rota/calendar", calendars.own, name="own_calendar"),
    path("rota/calendars/<int:pk>/revoke", calendars.revoke, name="revoke_calendar"),
    path("rota/calendars/<str:word>.ics", calendars.read, name="calendar"),
]
