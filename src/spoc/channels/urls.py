"""Addresses of channels, letters, notices and invitations."""

from django.urls import path

from spoc.channels.pages import channels, invitation, letters, notices, ways

app_name = "channels"
urlpatterns = [
    path("notices", notices.index, name="notices"),
    path("notices/rows", notices.rows, name="notice_rows"),
    path("notices/panel", notices.panel, name="notice_panel"),
    path("notices/bell", notices.bell, name="bell"),
    path("notices/seen", notices.seen, name="notices_seen"),
    path("notices/log", notices.log, name="notice_log"),
    path("notices/<int:pk>/seen", notices.one_seen, name="notice_seen"),
    path("notices/<int:pk>/opening", notices.opening, name="notice_opening"),
    path("profile/notices", ways.ways, name="ways"),
    path("people/<int:pk>/invitation", invitation.invitation, name="invitation"),
    path("settings/channels", channels.index, name="channels"),
    path("settings/channels/new/<slug:kind>", channels.new, name="new"),
    path("settings/channels/<int:pk>", channels.change, name="channel"),
    path("settings/channels/<int:pk>/switching", channels.switching, name="switch"),
    path("settings/channels/<int:pk>/check", channels.check, name="check"),
    path("settings/letters", letters.index, name="letters"),
    path("settings/letters/rows", letters.rows, name="letter_rows"),
    path("settings/letters/<int:pk>", letters.letter, name="letter"),
    path("settings/letters/<int:pk>/look", letters.look, name="look"),
    path("settings/letters/<int:pk>/retry", letters.retry, name="retry"),
    path("settings/letters/<int:pk>/release", letters.release, name="release"),
]
