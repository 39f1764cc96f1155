"""Addresses of search."""

from django.urls import path

from spoc.search import pages

app_name = "search"
urlpatterns = [
    path("search", pages.page, name="page"),
    path("search/palette", pages.palette, name="palette"),
]
