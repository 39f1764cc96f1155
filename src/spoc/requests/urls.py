"""Addresses of support requests: the desk's, and the portal's beside them."""

from django.urls import include, path, register_converter

from spoc.requests.pages import (
    board,
    bulk,
    composing,
    dispatch,
    joining,
    lessons,
    proposal_settings,
    queue,
    recent,
    request,
    steps,
    taking,
    write,
)
from spoc.requests.pages.major import views as major
from spoc.requests.pages.major.steps import step as major_step
from spoc.requests.pages.particulars import particular
from spoc.requests.pages.trail import trail


class StepNoun:
    """The noun of a step there is: what else is at a request is at an address of another app."""

    regex = "[-a-z]+"

    def to_python(self, value: str) -> str:
        """Return a noun that is a step's."""
        if value not in steps.STEPS:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        """Return it as it stands in the address."""
        return value


register_converter(StepNoun, "step")

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
    path("queues/<slug:key>/next", taking.take_next, name="take-next"),
    path("queues/mine/reminders", recent.reminders, name="reminders"),
    path("recent", recent.recent, name="recent"),
    path("recent/menu", recent.recent_menu, name="recent-menu"),
    path("major", major.index, name="majors"),
    path("major/on-top", queue.majors, name="majors-on-top"),
    path("major/<int:number>", major.page, name="major"),
    path("major/<int:number>/now", major.now_shown, name="major-now"),
    path("major/<int:number>/<slug:noun>", major_step, name="major-step"),
    path("settings/major", major.set_terms, name="major-terms"),
    path("settings/proposals", proposal_settings.set_terms, name="proposal-terms"),
    path("requests/<int:number>", request.page, name="request"),
    path("requests/<int:number>/preview", request.preview, name="preview"),
    path("requests/<int:number>/story", request.story, name="story"),
    path("requests/<int:number>/story/earlier", request.earlier, name="earlier"),
    path("requests/<int:number>/alike", request.alike, name="alike"),
    path("requests/<int:number>/head", request.head, name="head"),
    path("requests/<int:number>/around", request.around, name="around"),
    path("requests/<int:number>/presence", request.presence, name="presence"),
    path("requests/<int:number>/writers", request.writers, name="writers"),
    path("requests/<int:number>/entries", write.entries, name="entries"),
    path("requests/<int:number>/draft", write.draft, name="draft"),
    path("requests/<int:number>/uploads", composing.uploads, name="uploads"),
    path("requests/<int:number>/looks", composing.looks, name="looks"),
    path("requests/<int:number>/quotation", composing.quotation, name="quotation"),
    path("requests/<int:number>/trail.jsonl", trail, {"form": "jsonl"}, name="trail"),
    path("requests/<int:number>/trail.csv", trail, {"form": "csv"}, name="trail-table"),
    path("requests/<int:number>/particulars/<slug:key>", particular, name="particular"),
    path("requests/<int:number>/merge/preview", joining.preview, name="merge-preview"),
    path("", include("spoc.requests.macro_urls")),
    path("requests/<int:number>/<step:noun>", steps.step, name="step"),
    path("", include("spoc.requests.approval_urls")),
    path("", include("spoc.requests.field_urls")),
    path("", include("spoc.requests.ladder_urls")),
    path("", include("spoc.requests.view_urls")),
    path("", include("spoc.requests.portal_urls")),
]
