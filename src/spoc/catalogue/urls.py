"""Addresses of the catalogue's settings."""

from django.urls import path

from spoc.catalogue import pages

app_name = "catalogue"
urlpatterns = [
    path("settings/services", pages.index, name="services"),
    path("settings/services/new", pages.new_service, name="new_service"),
    path("settings/services/<int:pk>", pages.service, name="service"),
    path("settings/services/categories/new", pages.new_category, name="new_category"),
    path("settings/services/categories/<int:pk>", pages.category, name="category"),
]
