"""Addresses of the settings of promises."""

from django.urls import path

from spoc.service_levels.pages import agreements, calendars, exemptions, holidays, steps

app_name = "service_levels"
urlpatterns = [
    path("settings/calendars", calendars.index, name="calendars"),
    path("settings/calendars/new", calendars.new_calendar, name="new_calendar"),
    path("settings/calendars/<int:pk>", calendars.calendar, name="calendar"),
    path("settings/calendars/<int:pk>/year", calendars.year, name="year"),
    path("settings/calendars/<int:pk>/holidays", holidays.holidays, name="holidays"),
    path("settings/exemptions", exemptions.index, name="exemptions"),
    path("settings/agreements", agreements.index, name="agreements"),
    path("settings/agreements/new/<slug:kind>", agreements.new_agreement, name="new_agreement"),
    path("settings/agreements/<int:pk>", steps.agreement, name="agreement"),
    path("settings/agreements/<int:pk>/terms", agreements.terms, name="terms"),
    path("settings/agreements/<int:pk>/version", agreements.new_version, name="new_version"),
    path("settings/agreements/<int:pk>/<slug:step>", steps.step, name="step"),
]
