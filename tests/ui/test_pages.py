"""The gallery, the brand sheets, and what every page loads."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from spoc.ui import assets
from spoc.ui.gallery import THEMES


def test_the_gallery_shows_every_component_in_both_themes(client: Client) -> None:
    page = client.get(reverse("ui:gallery")).content.decode()
    for theme in THEMES:
        assert f'data-theme="{theme}"' in page
    for name in ("button", "queue-row", "composer", "error-summary", "dialog", "talk", "steps"):
        assert len(re.findall(rf'class="{name}[" ]', page)) >= len(THEMES), name


def test_a_page_keeps_the_strict_policy(client: Client) -> None:
    page = client.get(reverse("ui:gallery")).content.decode()
    inline = re.findall(r"<script(?![^>]*\ssrc=)([^>]*)>", page)
    assert len(inline) == 1
    assert re.search(r'type="importmap" nonce="[^"]+"', inline[0])
    assert "<style" not in page
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page)


def test_htmx_is_told_how_to_behave(client: Client) -> None:
    page = client.get(reverse("ui:gallery")).content.decode()
    said = re.search(r"name=\"htmx-config\" content='([^']+)'", page)
    assert said
    config = json.loads(said[1])
    assert config["allowEval"] is False
    assert config["includeIndicatorStyles"] is False
    assert {"code": "422", "swap": True} in config["responseHandling"]


def test_style_sheets_come_in_the_order_of_the_layers() -> None:
    names = assets.sheet_names()
    assert names[0] == "ui/css/layers.css"
    assert names[-1] == "ui/css/utilities.css"
    layer = [re.sub(r".*css/(\w+)[/.].*", r"\1", name) for name in names]
    order = ["layers", "tokens", "reset", "base", "layout", "components", "screens", "utilities"]
    assert [order.index(each) for each in layer] == sorted(order.index(each) for each in layer)
    assert names.index("ui/css/screens/queue.css") < names.index("ui/css/screens/queue-row.css")


def test_every_style_sheet_is_loaded_once() -> None:
    found = {str(p.relative_to(assets.HERE)) for p in (assets.HERE / "ui/css").rglob("*.css")}
    assert sorted(assets.sheet_names()) == sorted(found)


def test_every_element_is_loaded_and_what_others_import_is_found_by_name(client: Client) -> None:
    page = client.get(reverse("ui:gallery")).content.decode()
    loaded = re.findall(r'<script type="module" src="([^"]+)">', page)
    assert loaded == list(assets.elements().values())
    said = re.search(r"<script type=\"importmap\"[^>]*>(.*?)</script>", page)
    assert said
    sources = "".join((assets.HERE / path).read_text() for path in assets.element_names().values())
    assert set(json.loads(said[1])["imports"]) == set(re.findall(r'from "([^"]+)"', sources))


@pytest.mark.parametrize(
    ("hue", "chroma", "status"),
    [(0, 40, 200), (359, 140, 200), (300, 115, 200), (360, 80, 404), (20, 39, 404), (20, 141, 404)],
)
def test_a_brand_is_two_numbers_within_bounds(
    client: Client, hue: int, chroma: int, status: int
) -> None:
    answer = client.get(reverse("ui:brand", kwargs={"hue": hue, "chroma": chroma}))
    assert answer.status_code == status
    if status == 200:
        assert answer["content-type"].startswith("text/css")
        assert f"--brand-hue:{hue};--brand-chroma:{chroma / 1000:.3f}" in answer.content.decode()
        assert "immutable" in answer["cache-control"]
