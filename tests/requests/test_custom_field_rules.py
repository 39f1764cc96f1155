"""Custom fields as rules on plain values: what fits, who has one, when it is due."""

from decimal import Decimal

import pytest

from spoc.requests.rules.custom_fields import Shape, fault_of, fits, from_text, lacking

TAG = Shape("tag", "text", least=Decimal(3), most=Decimal(5))
COPIES = Shape("copies", "number", least=Decimal(1), most=Decimal("9.5"))
DAY, YES, WHO, LINK = (Shape(k, k) for k in ("day", "yes_no", "person", "link"))
COLOUR = Shape("colour", "choice", ("red", "blue"))
TOOLS = Shape("tools", "several", ("a", "b", "c"), Decimal(2), Decimal(2))


@pytest.mark.parametrize(
    ("shape", "value", "code"),
    [
        (TAG, "abc", None),
        (TAG, "ab", "too_short"),
        (TAG, "abcdef", "too_long"),
        (TAG, 12, "not_text"),
        (TAG, None, None),
        (COPIES, 1, None),
        (COPIES, 9.5, None),
        (COPIES, 0, "too_small"),
        (COPIES, 10, "too_large"),
        (COPIES, "2", "not_number"),
        (COPIES, True, "not_number"),
        (COPIES, float("nan"), "not_number"),
        (COPIES, float("inf"), "not_number"),
        (DAY, "2026-11-20", None),
        (DAY, "2026-02-30", "not_day"),
        (DAY, "20261120", "not_day"),
        (DAY, "1066-10-14", "not_day"),
        (COLOUR, "red", None),
        (COLOUR, "green", "not_choice"),
        (COLOUR, ["red"], "not_choice"),
        (TOOLS, ["a", "c"], None),
        (TOOLS, ["a"], "too_few"),
        (TOOLS, ["a", "b", "c"], "too_many"),
        (TOOLS, ["a", "a"], "twice"),
        (TOOLS, "a", "not_choice"),
        (TOOLS, [{}], "not_choice"),
        (YES, False, None),
        (YES, "yes", "not_yes_no"),
        (WHO, 7, None),
        (WHO, "Elin", "not_person"),
        (WHO, True, "not_person"),
        (WHO, 2**63, "not_person"),
        (LINK, "https://example.org/a?b=1", None),
        (LINK, "javascript:alert(1)", "not_link"),
        (LINK, "https://", "not_link"),
        (LINK, "http://[", "not_link"),
        (LINK, "https://a b", "not_link"),
    ],
)
def test_a_value_fits_or_says_why_not(shape, value, code):
    fault = fault_of(shape, value)
    assert (fault.code if fault else None) == code


@pytest.mark.parametrize(
    ("shape", "text", "value"),
    [
        (TAG, " abc ", "abc"),
        (TAG, " ", None),
        (COPIES, "1 000,5", 1000.5),
        (COPIES, "7", 7),
        (COPIES, "many", "many"),
        (YES, "no", False),
        (YES, "maybe", "maybe"),
        (WHO, "12", 12),
    ],
)
def test_what_is_typed_becomes_a_value(shape, text, value):
    assert from_text(shape, text) == value


@pytest.mark.parametrize(
    ("types", "services", "expected"),
    [
        ((), (), True),
        (("incident",), (), True),
        (("information",), (), False),
        ((), (1, 2), True),
        ((), (2,), False),
        (("incident",), (2,), False),
    ],
)
def test_a_field_belongs_to_types_and_services(types, services, expected):
    shape = Shape("tag", "text", types=frozenset(types), services=frozenset(services))
    assert fits(shape, "incident", 1) is expected


def test_what_classifying_asks_for_is_due_at_resolving_too():
    shapes = [Shape(each, "yes_no", needed=each) for each in ("never", "classification")]
    shapes.append(Shape("resolution", "yes_no", needed="resolution"))
    assert lacking(shapes, {}, "classification") == ["classification"]
    assert lacking(shapes, {}, "resolution") == ["classification", "resolution"]
    assert lacking(shapes, {"resolution": False}, "resolution") == ["classification"]
