"""Addresses of procedures: the desk's, and those they are published at."""

from django.urls import path

from spoc.knowledge.pages import procedure_steps as steps
from spoc.knowledge.pages import procedures as pages
from spoc.knowledge.portal import procedures as portal

urlpatterns = [
    path("procedures", pages.index, name="procedures"),
    path("procedures/new", steps.new, name="new-procedure"),
    path("procedures/<int:pk>", pages.page, name="procedure"),
    path("procedures/<int:pk>/text", steps.text, name="procedure-text"),
    path("procedures/<int:pk>/terms", steps.terms, name="procedure-terms"),
    path("procedures/<int:pk>/approval", steps.approval, name="procedure-approval"),
    path("procedures/<int:pk>/publication", steps.publication, name="procedure-publication"),
    path("procedures/<int:pk>/withdrawal", steps.withdrawal, name="procedure-withdrawal"),
    path("procedures/<int:pk>/readers", steps.readers, name="procedure-readers"),
    path(
        "procedures/<int:pk>/acknowledgement",
        steps.acknowledgement,
        name="procedure-acknowledgement",
    ),
    path("help/procedures", portal.index, name="portal-procedures"),
    path("help/procedures/<int:pk>", portal.page, name="portal-procedure"),
    path(
        "help/procedures/<int:pk>/acknowledgement",
        portal.acknowledgement,
        name="portal-procedure-acknowledgement",
    ),
]
