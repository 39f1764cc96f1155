"""What of a request's promises is out of the measures, or proposed to be, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from spoc.people.models import Person
from spoc.service_levels.access import may_exempt, may_propose_exemption
from spoc.service_levels.models import Clock, Exemption
from spoc.service_levels.queries.exemptions import exempted_among


@dataclass(frozen=True, slots=True)
class ExemptionsShown:
    """Exempt promises with who and why, open proposals, and what the reader may do about it."""

    exempt: list[Clock]
    proposed: list[Exemption]
    decides: bool
    may_ask: bool


def exemptions_of(
    clocks: Sequence[Clock], proposed: list[Exemption], person: Person
) -> ExemptionsShown:
    """Return the exemptions among the promises of a request, and what is proposed of them."""
    decides = may_exempt(person)
    open_ones = [clock for clock in clocks if clock.result != "exempt"]
    return ExemptionsShown(
        exempted_among(clocks),
        proposed,
        decides,
        bool(open_ones) and (decides or may_propose_exemption(person)),
    )
