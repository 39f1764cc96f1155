"""What is said in each language, as machines write it."""

from typing import Annotated

from pydantic import Field

from spoc.people.models import Language
from spoc.site.machines import OneOf

Name = Annotated[str, Field(min_length=1, max_length=120)]
Names = dict[Annotated[str, OneOf(tuple(Language.values))], Name]
Word = Annotated[str, Field(max_length=60)]
