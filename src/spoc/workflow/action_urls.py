"""Addresses of actions, and of proving who one is."""

from django.urls import path

from spoc.workflow.pages import actions, vouching
from spoc.workflow.portal import identity

ACTION_URLS = [
    path("settings/actions", actions.index, name="actions"),
    path("settings/actions/new", actions.choice, name="action_choice"),
    path("settings/actions/new/<slug:kind>", actions.new, name="new_action"),
    path("settings/actions/<int:pk>", actions.action, name="action"),
    path("settings/actions/<int:pk>/rows", actions.rows, name="action_rows"),
    path("settings/actions/<int:pk>/change", actions.change, name="change_action"),
    path("settings/actions/<int:pk>/switching", actions.switching, name="switch_action"),
    path("settings/actions/<int:pk>/check", actions.check, name="check_action"),
    path("settings/actions/<int:pk>/trial", actions.trial, name="try_action"),
    path("settings/actions/runs/<int:pk>", actions.run, name="action_run"),
    path("vouching", vouching.index, name="vouching"),
    path("vouching/<int:pk>", vouching.answer, name="vouch"),
    path("reset-password-help", identity.begin, name="reset_password"),
    path("reset-password-help/<str:word>", identity.attempt_of, name="reset_password_attempt"),
    path("reset-password-help/<str:word>/password", identity.password, name="new_password"),
]
