"""The addresses of the look: brand sheets and the gallery."""

from django.urls import path

from spoc.ui import pages

app_name = "ui"
urlpatterns = [
    path("brand/<int:hue>-<int:chroma>.css", pages.brand, name="brand"),
    path("gallery", pages.gallery, name="gallery"),
]
