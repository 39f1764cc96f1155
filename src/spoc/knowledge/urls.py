"""Addresses of knowledge."""

from django.urls import URLPattern

from spoc.knowledge import article_urls, help_urls, procedure_urls

app_name = "knowledge"
urlpatterns: list[URLPattern] = [
    *help_urls.urlpatterns,
    *procedure_urls.urlpatterns,
    *article_urls.urlpatterns,
]
