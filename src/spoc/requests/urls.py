"""Addresses of support requests: the desk's, and the portal's beside them."""

from django.urls import include, path

from spoc.requests.pages import bulk, queue, request, steps, write
from spoc.requests.pages.trail import trail

app_name = "requests"
urlpatterns = [
    path("queues/<slug:key>", queue.page, name="queue"),
    path("queues/<slug:key>/rows", queue.rows, name="rows"),
    path("queues/<slug:key>/assignment", bulk.assignment, name="bulk-assignment"),
    path("queues/<slug:key>/priority", bulk.priority, name="bulk-priority"),
    path("queues/<slug:key>/next", bulk.take_next, name="take-next"),
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
    path("", include("spoc.requests.portal_urls")),
]
