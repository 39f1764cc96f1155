"""Addresses of the portal's asking."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
