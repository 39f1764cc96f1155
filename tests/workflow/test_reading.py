"""A BPMN file is read whole or refused by name: nothing that is drawn is quietly left undone."""

from itertools import pairwise
from pathlib import Path

import pytest

from spoc.workflow.process_words import FAULTS, UNREADABLE, fault_sentence
from spoc.workflow.rules.elements import BPMN, Fault
from spoc.workflow.rules.reading import Unreadable, read

LAPTOP = Path(__file__).with_name("files") / "new_laptop.bpmn"


def bpmn(inside: str, *, around: str = "") -> str:
    """Return a file with a process that holds this."""
    return (
        f'<definitions xmlns="{BPMN}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'<process id="p" name="P">{inside}</process>{around}</definitions>'
    )


def line(*elements: str) -> str:
    """Return a process that goes through these elements, each named `s1`, `s2` and so on."""
    keys = ["a", *(f"s{n}" for n in range(1, len(elements) + 1)), "z"]
    flows = "".join(
        f'<sequenceFlow id="f{n}" sourceRef="{source}" targetRef="{target}"/>'
        for n, (source, target) in enumerate(pairwise(keys))
    )
    return bpmn(f'<startEvent id="a"/>{"".join(elements)}<endEvent id="z"/>{flows}')


def test_a_file_of_another_modeller_is_read_with_its_lanes_and_its_picture():
    model = read(LAPTOP.read_text())

    assert model.faults == ()
    assert model.name == "A laptop for somebody new"
    assert model.lanes == ("Service desk", "IT operations")
    assert model.nodes["Install_1"].lane == "IT operations"
    assert model.nodes["Slow_1"].waits_for == "timer"
    assert model.boxes["Prepare_1"].width == 430
    assert len(model.lines["Flow_7"]) == 3


@pytest.mark.parametrize(
    ("element", "said"),
    [
        ('<businessRuleTask id="s1" name="Decide"/>', ("Decide", "business rule")),
        ('<transaction id="s1" name="All or nothing"/>', ("All or nothing", "transaction")),
        ('<eventBasedGateway id="s1" name="Whichever"/>', ("Whichever", "event-based")),
        ('<adHocSubProcess id="s1" name="Whatever"/>', ("Whatever", "ad-hoc")),
        (
            '<userTask id="s1" name="Many"><multiInstanceLoopCharacteristics/></userTask>',
            ("Many", "several times"),
        ),
        (
            '<intermediateCatchEvent id="s1" name="Horn"><signalEventDefinition/>'
            "</intermediateCatchEvent>",
            ("Horn", "signal"),
        ),
        (
            '<intermediateCatchEvent id="s1" name="Daily"><timerEventDefinition><timeCycle>R/P1D'
            "</timeCycle></timerEventDefinition></intermediateCatchEvent>",
            ("Daily", "comes round"),
        ),
    ],
)
def test_what_is_not_supported_is_refused_by_its_name_and_why(element, said):
    sentences = " ".join(map(fault_sentence, read(line(element)).faults))

    assert all(words in sentences for words in said)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (
            line('<scriptTask id="s1"><script>x = open("/etc/hostname")</script></scriptTask>'),
            "script",
        ),
        (bpmn('<userTask id="u" name="Alone"/>'), "no_start"),
        (bpmn('<startEvent id="a"/><endEvent id="z"/>'), "unreached"),
        (bpmn('<startEvent id="a"/>'), "no_end"),
        (line('<callActivity id="s1" name="Call"/>'), "calls_nothing"),
        (
            line(
                '<intermediateCatchEvent id="s1" name="Then"><timerEventDefinition><timeDuration>'
                '"soon"</timeDuration></timerEventDefinition></intermediateCatchEvent>'
            ),
            "timer",
        ),
        (
            bpmn('<startEvent id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/>'),
            "dangling",
        ),
    ],
)
def test_what_cannot_be_run_is_named(source, code):
    assert code in [fault.code for fault in read(source).faults]


def test_a_condition_that_is_not_understood_is_named():
    flows = (
        '<sequenceFlow id="f" sourceRef="a" targetRef="z"><conditionExpression>'
        "().__class__.__base__</conditionExpression></sequenceFlow>"
    )
    faults = read(bpmn(f'<startEvent id="a"/><endEvent id="z"/>{flows}')).faults

    assert [fault.code for fault in faults] == ["expression"]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("not xml", "not_xml"),
        ("<html/>", "not_bpmn"),
        (f'<definitions xmlns="{BPMN}"/>', "no_process"),
        ('<!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>', "doctype"),
        (" " * 1_000_001, "too_large"),
    ],
)
def test_what_is_no_bpmn_is_refused_in_a_sentence(source, code):
    with pytest.raises(Unreadable, match=code):
        read(source)

    assert str(UNREADABLE[code])


def test_an_entity_that_is_declared_elsewhere_is_never_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    told = f'<!DOCTYPE d SYSTEM "{secret.as_uri()}"><definitions xmlns="{BPMN}"/>'

    with pytest.raises(Unreadable, match="doctype"):
        read(told)


def test_every_fault_has_a_sentence_that_names_its_element():
    for code in FAULTS.keys() - {"no_steps", "too_many_steps"}:
        assert "Here" in fault_sentence(Fault("Here", code, "that"))
