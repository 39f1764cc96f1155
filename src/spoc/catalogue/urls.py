"""Addresses of the catalogue's settings."""

from django.urls import path

from spoc.catalogue import offering_urls
from spoc.catalogue.pages import entitlement, logo, presenting, questions, services
from spoc.catalogue.portal import offers

app_name = "catalogue"
urlpatterns = [
    *offering_urls.urlpatterns,
    path("settings/services", services.index, name="services"),
    path("settings/services/new", services.new_service, name="new_service"),
    path("settings/services/<int:pk>", services.service, name="service"),
    path("settings/services/<int:pk>/voice", presenting.voice, name="service_voice"),
    path("settings/services/voice/preview", presenting.preview, name="preview_service_voice"),
    path("settings/services/<int:pk>/communities", presenting.index, name="presentations"),
    path(
        "settings/services/<int:pk>/communities/<int:community>",
        presenting.presentation,
        name="presentation",
    ),
    path("at/<slug:key>", offers.at, name="at"),
    path("logos/<slug:digest>", logo.logo, name="logo"),
    path("help/services", offers.index, name="offers"),
    path("help/services/<slug:key>", offers.service, name="offer"),
    path("help/services/<slug:key>/enquiry", offers.enquiry, name="enquiry"),
    path("settings/services/categories/new", services.new_category, name="new_category"),
    path("settings/services/categories/<int:pk>", services.category, name="category"),
    path("services/entitlement", entitlement.entitled, name="entitled"),
    path("settings/questions", questions.index, name="questions"),
    path("settings/questions/preview", questions.preview, name="preview"),
    path("settings/questions/preview/walk", questions.walked, name="walked"),
    path("settings/questions/new", questions.new_question, name="new_question"),
    path("settings/questions/<int:pk>", questions.question, name="question"),
    path("settings/questions/<int:pk>/answers/new", questions.new_answer, name="new_answer"),
    path("settings/questions/answers/<int:pk>", questions.answer, name="answer"),
]
