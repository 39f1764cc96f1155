"""Addresses of the demonstration."""

from django.urls import path

from spoc.world import pages

app_name = "world"
urlpatterns = [
    path("demo/sign-in", pages.sign_in, name="sign-in"),
]
