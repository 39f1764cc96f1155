"""What this is, under which licence, and whose words it uses."""

from django.test import Client


def test_about_names_the_licence_and_the_notices(db):
    page = Client().get("/about").content.decode()
    assert "AGPL-3.0-or-later" in page
    assert (
        "The Microsoft Operations Framework 4.0 is provided with permission from "
        "Microsoft Corporation." in page
    )
    assert "© APQC" in page
