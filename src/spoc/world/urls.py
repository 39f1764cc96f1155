"""Addresses of world."""

from django.urls import URLPattern

app_name = "world"
urlpatterns: list[URLPattern] = []
