"""Addresses of macros, text snippets, mentions, and what is done to many requests."""

from django.urls import path

from spoc.requests.pages import bulk_macros, bulk_runs, expanding, macros, prepared, prepared_steps

urlpatterns = [
    path("requests/<int:number>/macros", macros.index, name="macros"),
    path("requests/<int:number>/macros/found", macros.found_macros, name="macros-found"),
    path("requests/<int:number>/macros/<int:pk>", macros.macro, name="macro"),
    path("requests/<int:number>/macros/<int:pk>/undoing", macros.undoing, name="macro-undoing"),
    path("queues/<slug:key>/macros", bulk_macros.index, name="bulk-macros"),
    path("queues/<slug:key>/macros/found", bulk_macros.found_macros, name="bulk-macros-found"),
    path("queues/<slug:key>/macros/<int:pk>", bulk_macros.macro, name="bulk-macro"),
    path("bulk/<int:pk>", bulk_runs.page, name="bulk-run"),
    path("bulk/<int:pk>/progress", bulk_runs.progress, name="bulk-progress"),
    path("bulk/<int:pk>/stop", bulk_runs.stop, name="bulk-stop"),
    path("bulk/<int:pk>/undoing", bulk_runs.undoing, name="bulk-undoing"),
    path("snippets", expanding.snippets, name="snippets-found"),
    path("people/mentions", expanding.mentions, name="mentions"),
    path("settings/macros", prepared.macros, name="kept-macros"),
    path("settings/macros/new", prepared.new_macro, name="new-macro"),
    path("settings/macros/<int:pk>", prepared.macro, name="kept-macro"),
    path("settings/macros/<int:pk>/removal", prepared.end_macro, name="macro-removal"),
    path("settings/macros/<int:pk>/steps/<int:place>", prepared_steps.step, name="macro-step"),
    path(
        "settings/macros/<int:pk>/steps/<int:place>/place", prepared_steps.move, name="step-place"
    ),
    path(
        "settings/macros/<int:pk>/steps/<int:place>/removal",
        prepared_steps.removal,
        name="step-removal",
    ),
    path("settings/snippets", prepared.snippets, name="kept-snippets"),
    path("settings/snippets/new", prepared.new_snippet, name="new-snippet"),
    path("settings/snippets/<int:pk>", prepared.snippet, name="kept-snippet"),
    path("settings/snippets/<int:pk>/removal", prepared.end_snippet, name="snippet-removal"),
]
