"""Addresses of what a desk keeps of its requests, of templates and of what comes back."""

from django.urls import path

from spoc.requests.pages import custom_fields, recurring, templates

urlpatterns = [
    path("settings/fields", custom_fields.index, name="fields"),
    path("settings/fields/new", custom_fields.new_field, name="new-field"),
    path("settings/fields/<int:pk>", custom_fields.field, name="field"),
    path("settings/fields/<int:pk>/place", custom_fields.place, name="field-place"),
    path("settings/templates", templates.index, name="templates"),
    path("settings/templates/new", templates.new_template, name="new-template"),
    path("settings/templates/<int:pk>", templates.template, name="template"),
    path("settings/recurring", recurring.index, name="recurring"),
    path("settings/recurring/new", recurring.new_recurrence, name="new-recurrence"),
    path("settings/recurring/<int:pk>", recurring.recurrence, name="recurrence"),
    path("settings/recurring/<int:pk>/state", recurring.state, name="recurrence-state"),
]
