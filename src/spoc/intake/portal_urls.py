"""Addresses of asking in the portal."""

from django.urls import path

from spoc.intake import portal

urlpatterns = [
    path("help/ask", portal.ask, name="portal-ask"),
    path("help/ask/alike", portal.alike, name="portal-alike"),
    path("help/ask/guide", portal.guided, name="portal-guided"),
    path("help/asked/<int:number>", portal.asked, name="portal-asked"),
]
