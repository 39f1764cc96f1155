"""Addresses of support requests: the desk's, and the portal's beside them."""

from django.urls import include, path

from spoc.requests.pages import board, bulk, dispatch, lessons, queue, request, steps, write
from spoc.requests.pages.major import views as major
from spoc.requests.pages.major.steps import step as major_step
from spoc.requests.pages.trail import trail

app_name = "requests"
urlpatterns = [
    path("settings/dispatch", dispatch.index, name="dispatch"),
    path("settings/dispatch/new", dispatch.new_rule, name="new-rule"),
    path("settings/dispatch/<int:pk>", dispatch.rule, name="rule"),
    path("settings/dispatch/<int:pk>/place", dispatch.place, name="rule-place"),
    path("settings/dispatch/<int:pk>/switch", dispatch.switch, name="rule-switch"),
    path("settings/suggestions", lessons.index, name="lessons"),
    path("settings/suggestions/learning", lessons.anew, name="learn"),
    path("board", board.page, name="board"),
    path("board/figures", board.figures, name="board-figures"),
    path("wall", board.wall, name="wall"),
    path("wall/figures", board.wall_figures, name="wall-figures"),
    path("queues/<slug:key>", queue.page, name="queue"),
    path("queues/<slug:key>/rows", queue.rows, name="rows"),
    path("queues/<slug:key>/assignment", bulk.assignment, name="bulk-assignment"),
    path("queues/<slug:key>/priority", bulk.priority, name="bulk-priority"),
    path("queues/<slug:key>/major-link", bulk.major_link, name="bulk-major-link"),
    path("queues/<slug:key>/next", bulk.take_next, name="take-next"),
    path("major", major.index, name="majors"),
    path("major/on-top", queue.majors, name="majors-on-top"),
    path("major/<int:number>", major.page, name="major"),
    path("major/<int:number>/now", major.now_shown, name="major-now"),
    path("major/<int:number>/<slug:noun>", major_step, name="major-step"),
    path("settings/major", major.set_terms, name="major-terms"),
    path("requests/<int:number>", request.page, name="request"),
    path("requests/<int:number>/preview", request.preview, name="preview"),
    path("requests/<int:number>/story", request.story, name="story"),
    path("requests/<int:number>/head", request.head, name="head"),
    path("requests/<int:number>/around", request.around, name="around"),
    path("requests/<int:number>/presence", request.presence, name="presence"),
    path("requests/<int:number>/entries", write.entries, name="entries"),
    path("requests/<int:number>/draft", write.draft, name="draft"),
    path("requests/<int:number>/trail.jsonl", trail, {"form": "jsonl"}, name="trail"),
    path("requests/<int:number>/trail.csv", trail, {"form": "csv"}, name="trail-table"),
    path("requests/<int:number>/<slug:noun>", steps.step, name="step"),
    path("", include("spoc.requests.ladder_urls")),
    path("", include("spoc.requests.portal_urls")),
]
