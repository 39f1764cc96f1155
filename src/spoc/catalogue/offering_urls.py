"""Addresses of what can be ordered, of the portfolio, and of the register of subscriptions."""

from django.urls import path

from spoc.catalogue.pages import (
    form_design,
    offering_preview,
    offerings,
    portfolio,
    subscriptions,
)
from spoc.catalogue.portal import offerings as portal

at = "settings/offerings"
one = f"{at}/<int:pk>"
urlpatterns = [
    path(at, offerings.index, name="offerings"),
    path(f"{at}/new", offerings.new, name="new_offering"),
    path(one, offerings.offering, name="offering"),
    path(f"{one}/edit", offerings.edit, name="edit_offering"),
    path(f"{one}/audience", offerings.audience, name="offering_audience"),
    path(f"{one}/approvals", offerings.approvals, name="offering_approvals"),
    path(f"{one}/preview", offering_preview.preview, name="offering_preview"),
    path(f"{one}/form", form_design.design, name="form_design"),
    path(f"{one}/form/preview", form_design.preview, name="form_preview"),
    path(f"{one}/form/fields/<int:place>", form_design.field, name="form_field"),
    path(f"{one}/form/fields/<int:place>/order", form_design.order, name="form_field_order"),
    path(f"{one}/form/fields/<int:place>/removal", form_design.removal, name="form_field_removal"),
    path(f"{one}/steps/<slug:noun>", offerings.step, name="offering_step"),
    path("portfolio", portfolio.index, name="portfolio"),
    path("portfolio/new", portfolio.propose, name="propose_service"),
    path("portfolio/<int:pk>", portfolio.service, name="portfolio_service"),
    path("portfolio/<int:pk>/assessment", portfolio.assessment, name="service_assessment"),
    path("portfolio/<int:pk>/ending", portfolio.ending, name="service_ending"),
    path("portfolio/<int:pk>/steps/<slug:verb>", portfolio.step, name="service_step"),
    path("subscriptions", subscriptions.index, name="subscriptions"),
    path("subscriptions/new", subscriptions.new, name="new_subscription"),
    path("subscriptions/export", subscriptions.export, name="subscriptions_file"),
    path("subscriptions/<int:pk>", subscriptions.subscription, name="subscription"),
    path("subscriptions/<int:pk>/ending", subscriptions.ending, name="end_subscription"),
    path("help/offerings/<slug:key>", portal.offering, name="portal_offering"),
    path("help/what-you-have", portal.held, name="what_you_have"),
]
