"""Addresses of views."""

from django.urls import path

from spoc.requests.pages import view_export, view_form, views

urlpatterns = [
    path("views", views.index, name="views"),
    path("views/new", view_form.new, name="new-view"),
    path("views/conditions", view_form.conditions, name="view-conditions"),
    path("views/density", views.density, name="density"),
    path("views/<int:pk>", views.page, name="view"),
    path("views/<int:pk>/edit", view_form.edit, name="view-edit"),
    path("views/<int:pk>/copy", view_form.copy, name="view-copy"),
    path("views/<int:pk>/removal", views.removal, name="view-removal"),
    path("views/<int:pk>/pin", views.pin, name="view-pin"),
    path("views/<int:pk>/place", views.place, name="view-place"),
    path("views/<int:pk>/export.csv", view_export.export, {"form": "csv"}, name="view-csv"),
    path("views/<int:pk>/export.xlsx", view_export.export, {"form": "xlsx"}, name="view-xlsx"),
]
