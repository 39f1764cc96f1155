"""Addresses of surveys, thanks and complaints: the desk's, the portal's, and those in letters."""

from django.urls import path

from spoc.feedback.pages import complaints, satisfaction, settings, steps
from spoc.feedback.portal import complaints as portal
from spoc.feedback.portal.doors import (
    about_request,
    followed,
    linked_complaint,
    own_complaint,
    signed_in,
)
from spoc.feedback.portal.survey import survey

OWN = "help/complaints/<int:pk>"
LINKED = "complaint/<str:word>"

app_name = "feedback"
urlpatterns = [
    path("satisfaction", satisfaction.page, name="satisfaction"),
    path("satisfaction/thanks", satisfaction.thanks, name="thanks"),
    path("satisfaction/thanks/<int:pk>", satisfaction.one_thanks, name="one-thanks"),
    path("requests/<int:number>/feedback", satisfaction.on_request, name="on-request"),
    path("complaints", complaints.index, name="complaints"),
    path("complaints/new", complaints.new, name="new"),
    path("complaints/<int:pk>", complaints.page, name="complaint"),
    path("complaints/<int:pk>/now", complaints.now_shown, name="complaint-now"),
    path("complaints/<int:pk>/<slug:noun>", steps.step, name="step"),
    path("settings/feedback", settings.set_terms, name="terms"),
    path("survey/<str:word>", survey, name="survey"),
    path("survey/<str:word>/<int:score>", survey, name="survey-scored"),
    path("help/thanks", signed_in(portal.thank), name="portal-thank"),
    path("help/complaints", signed_in(portal.mine), name="portal-complaints"),
    path("help/complaints/new", signed_in(portal.complain), name="portal-complain"),
    path(OWN, own_complaint(portal.show), name="portal-complaint"),
    path(f"{OWN}/acceptance", own_complaint(portal.acceptance), name="portal-acceptance"),
    path(f"{OWN}/objection", own_complaint(portal.objection), name="portal-objection"),
    path(LINKED, linked_complaint(portal.show), name="linked"),
    path(f"{LINKED}/acceptance", linked_complaint(portal.acceptance), name="linked-acceptance"),
    path(f"{LINKED}/objection", linked_complaint(portal.objection), name="linked-objection"),
    path("help/requests/<int:number>/complaint", about_request(portal.complain), name="about"),
    path("help/requests/<int:number>/thanks", about_request(portal.thank), name="thank-about"),
    path("follow/<str:word>/complaint", followed(portal.complain), name="followed"),
    path("follow/<str:word>/thanks", followed(portal.thank), name="thank-followed"),
]
