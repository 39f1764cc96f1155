"""Addresses of ladders and of what was raised."""

from django.urls import path

from spoc.requests.pages import escalations, ladders

urlpatterns = [
    path("settings/ladders", ladders.index, name="ladders"),
    path("settings/ladders/new", ladders.new, name="new-ladder"),
    path("settings/ladders/<int:pk>", ladders.ladder, name="ladder"),
    path("settings/ladders/<int:pk>/removal", ladders.removal, name="ladder-removal"),
    path("escalations", escalations.index, name="escalations"),
    path("escalations/rows", escalations.rows, name="escalation-rows"),
    path(
        "escalations/<int:pk>/acknowledgement",
        escalations.acknowledgement,
        name="escalation-acknowledgement",
    ),
    path("escalations/<int:pk>/action", escalations.action, name="escalation-action"),
    path("procedures/escalation", escalations.procedure, name="escalation-procedure"),
]
