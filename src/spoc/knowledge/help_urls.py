"""Addresses of self-help: the portal's, and the desk's page of what came of it."""

from django.urls import path

from spoc.knowledge.pages import matches, self_help
from spoc.knowledge.portal import articles, reading, used

BESIDE = "requests/<int:number>/knowledge"
ONE = "help/articles/<int:pk>"

urlpatterns = [
    path("knowledge/self-help", self_help.index, name="self-help"),
    path("knowledge/self-help/<int:pk>", self_help.visit, name="self-help-visit"),
    path(BESIDE, matches.page, name="beside"),
    path(f"{BESIDE}/rows", matches.rows, name="beside-rows"),
    path(f"{BESIDE}/uses", matches.uses, name="beside-uses"),
    path(f"{BESIDE}/uses/<int:use>", matches.outcome, name="beside-outcome"),
    path(f"{BESIDE}/<int:pk>/words", matches.words, name="beside-words"),
    path("help/articles", articles.index, name="portal-articles"),
    path("help/requests/<int:number>/guides", used.page, name="portal-used"),
    path("help/requests/<int:number>/guides/<int:use>", used.outcome, name="portal-used-outcome"),
    path("help/matches", articles.suggested, name="portal-matches"),
    path(ONE, articles.page, name="portal-article"),
    path(f"{ONE}/reading", reading.reading, name="portal-reading"),
    path(f"{ONE}/steps", reading.steps, name="portal-steps"),
    path(f"{ONE}/verdict", reading.verdict, name="portal-verdict"),
    path(f"{ONE}/flags", reading.flags, name="portal-flags"),
    path(f"{ONE}/files/<int:number>/<path:filename>", articles.file, name="portal-article-file"),
]
