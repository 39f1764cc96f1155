"""Addresses of one's own timer and work logs."""

from django.urls import path

from spoc.work import pages

app_name = "work"
urlpatterns = [
    path("timer", pages.timer, name="timer"),
    path("timer/removal", pages.discard, name="discard"),
    path("work-logs/<int:pk>", pages.log, name="log"),
]
