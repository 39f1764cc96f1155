"""`dispatch`: the first rule that fits says which team gets a request, and which of its people."""

from spoc.audit.activities import activity, record
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person, Team
from spoc.people.queries import entry_team
from spoc.requests import access
from spoc.requests.activities.assign import assign
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.touch import put, save
from spoc.requests.models import DispatchRule, SupportRequest
from spoc.requests.queries.dispatch import (
    as_rules,
    asked_of,
    calendars_of,
    candidates,
    is_given_by_hand,
    items_of,
    rules_in_order,
    staffed_teams,
)
from spoc.requests.rules.dispatch import Choice, Outcome, Rule, chosen, dispatched


@activity
def dispatch(support_request: SupportRequest, *, by: Person) -> SupportRequest:
    """Give a classified request to whom the table of rules names (R4); what a person gave stays.

    What no rule fits, or whose team has nobody, goes to the team that meets everything, and
    raises an alarm. Without any rule in use requests are dispatched by hand alone.
    """
    demand(access.may_classify(by, support_request))
    rules = as_rules(rules_in_order())
    if not rules or not _waits(support_request):
        return support_request
    asked = asked_of(
        support_request,
        text=support_request.description,
        items=items_of([support_request.pk]).get(support_request.pk, ()),
        calendars=calendars_of(rules),
        moment=now(),
    )
    outcome = dispatched(rules, asked, staffed_teams())
    if outcome.rule is None or outcome.team is None:
        _alarm(support_request, outcome, by=by)
    else:
        _give(support_request, outcome.rule, Team.objects.get(pk=outcome.team), by=by)
    return support_request


def _waits(support_request: SupportRequest) -> bool:
    """Tell whether it waits for dispatch: nobody has it, and nobody said who is to have it."""
    is_free = support_request.status == "classified" and support_request.assignee_id is None
    return is_free and not is_given_by_hand(support_request)


def _give(support_request: SupportRequest, rule: Rule, team: Team, *, by: Person) -> None:
    choice = _choice(support_request, rule, team)
    person = Person.objects.get(pk=choice.person) if choice.person else None
    assign(support_request, by=by, team=team, assignee=person)
    to = f"{team.name}, {person.name}" if person else team.name
    said = {"rule": rule.name, "place": rule.place, "to": to, "why": choice.why}
    if choice.count is None:
        record("request.routed", support_request, by=by, **said)
    else:
        record("request.allotted", support_request, by=by, **said, count=choice.count)


def _choice(support_request: SupportRequest, rule: Rule, team: Team) -> Choice:
    """Return who of the team gets it; the rule is held so that no two count the same load.

    What only named readers may see goes to the team: who of it may read is for people to say.
    """
    if rule.strategy == "team" or support_request.is_restricted:
        return Choice(None, "team")
    held = DispatchRule.objects.select_for_update(no_key=True).get(pk=rule.key)
    there = candidates(team, support_request.service_id, now(), rule.most_open)
    choice = chosen(rule.strategy, there, held.last_chosen_id)
    if choice.person:
        held.last_chosen_id = choice.person
        held.save(update_fields=["last_chosen"])
    return choice


def _alarm(support_request: SupportRequest, outcome: Outcome, *, by: Person) -> None:
    since = support_request.unroutable_at or now()
    changes = put(support_request, {"team": entry_team(), "unroutable_at": since})
    if not changes:
        return
    changes.pop("unroutable_at", None)
    if "team" in changes:
        support_request.team_since = now()
    save(support_request, ["team", "team_since", "unroutable_at"])
    keep_promises(support_request, by=by)
    rule = outcome.rule.name if outcome.rule else None
    record(
        "request.unroutable", support_request, by=by, why=outcome.why, rule=rule, changes=changes
    )
