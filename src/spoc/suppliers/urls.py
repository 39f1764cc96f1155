"""Addresses of suppliers and handovers."""

from django.urls import path

from spoc.suppliers.pages import handovers, settings, steps

app_name = "suppliers"
urlpatterns = [
    path("settings/suppliers", settings.index, name="suppliers"),
    path("settings/suppliers/new", settings.new_supplier, name="new_supplier"),
    path("settings/suppliers/<int:pk>", settings.supplier, name="supplier"),
    path("requests/<int:number>/handovers", handovers.index, name="handovers"),
    path("requests/<int:number>/handovers/rows", handovers.rows, name="rows"),
    path("requests/<int:number>/handovers/new", handovers.new, name="new"),
    path("handovers/<int:pk>", handovers.page, name="handover"),
    path("handovers/<int:pk>/thread", handovers.thread, name="thread"),
    path("handovers/<int:pk>/<slug:noun>", steps.step, name="step"),
]
