"""Addresses of configuration items."""

from django.urls import path

from spoc.cmdb import pages

app_name = "cmdb"
urlpatterns = [
    path("settings/items", pages.index, name="items"),
    path("settings/items/new", pages.new_item, name="new_item"),
    path("settings/items/<int:pk>", pages.item, name="item"),
]
