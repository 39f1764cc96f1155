"""The part of the measuring that knows Django: whoever imports it stands in the home's Spoc."""

import django

django.setup()
