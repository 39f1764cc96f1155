"""Addresses of people, of what they belong to, and of the settings that are about them."""

from django.urls import path

from spoc.people.pages import (
    communities,
    merging,
    organisations,
    people,
    person,
    profile,
    roles,
    settings,
    teams,
    tiers,
    welcome,
)

app_name = "people"
urlpatterns = [
    path("people", people.index, name="people"),
    path("people/rows", people.rows, name="rows"),
    path("people/new", people.new, name="new"),
    path("people/<int:pk>", person.page, name="person"),
    path("people/<int:pk>/edit", person.edit, name="edit"),
    path("people/<int:pk>/addresses", person.addresses, name="addresses"),
    path("people/<int:pk>/merge", merging.pick, name="merge"),
    path("people/<int:pk>/merge/<int:into>", merging.confirm, name="merge_into"),
    path("people/<int:pk>/roles", roles.roles, name="roles"),
    path("people/<int:pk>/roles/<int:grant>/revocation", roles.revocation, name="revoke_role"),
    path("people/<int:pk>/teams", roles.teams, name="join_team"),
    path("people/<int:pk>/teams/<int:team>/leaving", roles.leaving, name="leave_team"),
    path("people/<int:pk>/standing", roles.standing, name="standing"),
    path("organisations/<int:pk>", organisations.page, name="organisation"),
    path("profile", profile.profile, name="profile"),
    path("profile/tokens", profile.tokens, name="tokens"),
    path("profile/tokens/<int:pk>/revocation", profile.revocation, name="revoke_token"),
    path("welcome/<str:word>", welcome.welcome, name="welcome"),
    path("settings/access", settings.access, name="access"),
    path("settings/communities", communities.index, name="communities"),
    path("settings/communities/new", communities.new, name="new_community"),
    path("settings/communities/preview", communities.preview, name="preview_community"),
    path("settings/communities/<int:pk>", communities.change, name="community"),
    path("settings/communities/<int:pk>/addresses", communities.addresses, name="give_address"),
    path("settings/communities/<int:pk>/removal", communities.removal, name="take_address"),
    path("settings/organisations", organisations.index, name="organisations"),
    path("settings/organisations/new", organisations.new, name="new_organisation"),
    path("settings/organisations/<int:pk>", organisations.change, name="change_organisation"),
    path("settings/teams", teams.index, name="teams"),
    path("settings/teams/new", teams.new, name="new_team"),
    path("settings/teams/<int:pk>", teams.change, name="team"),
    path("settings/tiers", tiers.tiers, name="tiers"),
]
