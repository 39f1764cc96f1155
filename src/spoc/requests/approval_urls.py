"""Addresses of approvals: those of who is signed in, and the links in letters."""

from django.urls import path

from spoc.requests.pages import approvals, deputies
from spoc.requests.portal import approve

urlpatterns = [
    path("approvals", approvals.index, name="approvals"),
    path("approvals/rows", approvals.rows, name="approval-rows"),
    path("approvals/deputies", deputies.index, name="deputies"),
    path("approvals/deputies/<int:pk>/removal", deputies.removal, name="deputy-removal"),
    path("approvals/<int:pk>", approvals.one, name="approval"),
    path("approvals/<int:pk>/delegation", approvals.delegation, name="approval-delegation"),
    path("approvals/<int:pk>/reminder", approvals.reminder, name="approval-reminder"),
    path("approvals/<int:pk>/withdrawal", approvals.withdrawal, name="approval-withdrawal"),
    # the same by the portal's addresses
    path("help/approvals", approvals.index, name="portal-approvals"),
    path("help/approvals/<int:pk>", approvals.one, name="portal-approval"),
    path("approve/<str:word>/<slug:answer>", approve.page, name="approve"),
]
