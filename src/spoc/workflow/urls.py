"""Addresses of workflow."""

from django.urls import URLPattern

from spoc.workflow.action_urls import ACTION_URLS
from spoc.workflow.process_urls import PROCESS_URLS

app_name = "workflow"
urlpatterns: list[URLPattern] = [*ACTION_URLS, *PROCESS_URLS]
