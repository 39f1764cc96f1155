"""Addresses of records: their files."""

from django.urls import path

from spoc.records import pages

app_name = "records"
urlpatterns = [
    path("files/<int:number>", pages.file, name="file"),
    path("files/<int:number>/<path:filename>", pages.file, name="named-file"),
    path("follow/<str:word>/files/<int:number>", pages.followed_file, name="followed-file"),
    path(
        "follow/<str:word>/files/<int:number>/<path:filename>",
        pages.followed_file,
        name="named-followed-file",
    ),
]
