"""Addresses of articles as the desk works with them."""

from django.urls import path

from spoc.knowledge.pages import (
    acts,
    article,
    begun,
    care,
    edit,
    files,
    inserting,
    listing,
    pictures,
    transfers,
    tying,
)
from spoc.knowledge.pages import library as books

ONE = "knowledge/<int:pk>"
urlpatterns = [
    path("knowledge", listing.index, name="articles"),
    path("knowledge/new", edit.new, name="new-article"),
    path("knowledge/preview", edit.preview, name="preview-new"),
    path("knowledge/draft", begun.draft, name="article-draft"),
    path("knowledge/items", tying.items, name="article-items"),
    path("knowledge/files", files.page, name="article-files"),
    path("knowledge/files.zip", files.archive, name="article-archive"),
    path("knowledge/insertions", inserting.offers, name="insertions"),
    path("knowledge/reviews", care.reviews, name="reviews"),
    path("knowledge/gaps", care.gaps, name="gaps"),
    path("knowledge/gaps/<int:pk>", care.fill, name="fill-gap"),
    path("knowledge/licences", care.licences, name="licences"),
    path("knowledge/transfers", transfers.index, name="transfers"),
    path("knowledge/transfers/<int:pk>", transfers.prove, name="transfer"),
    path("knowledge/transfers/<int:pk>/withdrawal", transfers.withdraw, name="withdraw-transfer"),
    path("knowledge/library", books.index, name="library"),
    path("knowledge/library/new", books.new, name="contribute"),
    path("knowledge/library/<int:pk>", books.one, name="reference"),
    path("requests/<int:number>/article", edit.capture, name="capture"),
    path(f"{ONE}.md", files.one, name="article-file"),
    path(ONE, article.page, name="article"),
    path(f"{ONE}/now", article.now_shown, name="article-now"),
    path(f"{ONE}/versions", article.versions, name="versions"),
    path(f"{ONE}/translations", article.translations, name="translations"),
    path(f"{ONE}/edit", edit.edit, name="edit-article"),
    path(f"{ONE}/translation", edit.translate, name="translate"),
    path(f"{ONE}/preview", edit.preview, name="preview"),
    path(f"{ONE}/uploads", pictures.uploads, name="article-uploads"),
    path(f"{ONE}/looks", pictures.looks, name="article-looks"),
    path(f"{ONE}/transfers", transfers.hand, name="hand"),
    path(f"{ONE}/citations", books.citations, name="citations"),
    path(f"{ONE}/citation", books.cite, name="cite"),
    path(f"{ONE}/<slug:noun>", acts.act, name="article-act"),
]
