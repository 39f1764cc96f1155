"""Reading actions: how they do, what waits to be run, and what was cut off."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet

from spoc.workflow.models import Action, ActionRun
from spoc.workflow.rules.actions import CUT_OFF_AFTER, SECRET_KEPT

DAYS = 30
MOST_AT_ONCE = 200
RESET_PASSWORD = "password-reset"


@dataclass(frozen=True, slots=True)
class Health:
    """How an action did lately: how many runs were over, and how many of them were done."""

    action: Action
    over: int
    done: int
    last_at: datetime | None

    @property
    def share(self) -> int | None:
        """How many of a hundred were done; None where nothing was run."""
        return round(100 * self.done / self.over) if self.over else None


def with_health(actions: QuerySet[Action], moment: datetime) -> list[Health]:
    """Return the actions by name, each with how it did in thirty days; trials do not count."""
    lately = Q(runs__asked_at__gte=moment - timedelta(days=DAYS), runs__is_trial=False)
    rows = actions.select_related("owner").annotate(
        over=Count("runs", filter=lately & Q(runs__state__in=("done", "failed"))),
        done=Count("runs", filter=lately & Q(runs__state="done")),
        last_at=Max("runs__asked_at", filter=lately),
    )
    return [Health(row, row.over, row.done, row.last_at) for row in rows.order_by("-is_on", "name")]


def trials_since(action: Action, moment: datetime) -> int:
    """Return how many trials of an action there were since a moment."""
    return action.runs.filter(is_trial=True, asked_at__gt=moment).count()


def runs_due(moment: datetime) -> list[ActionRun]:
    """Return what waits to be run and should have been by now."""
    rows = ActionRun.objects.filter(state="waiting", next_try_at__lte=moment)
    return list(rows.order_by("next_try_at")[:MOST_AT_ONCE])


def runs_cut_off(moment: datetime) -> list[ActionRun]:
    """Return what was begun so long ago that whoever did it is gone."""
    rows = ActionRun.objects.filter(state="doing", began_at__lte=moment - CUT_OFF_AFTER)
    return list(rows.select_related("action").order_by("began_at")[:MOST_AT_ONCE])


def secrets_left(moment: datetime) -> list[ActionRun]:
    """Return the runs whose secret nobody collected in time."""
    rows = ActionRun.objects.exclude(sealed="").filter(ended_at__lt=moment - SECRET_KEPT)
    return list(rows.only("pk").order_by("ended_at")[:MOST_AT_ONCE])


def reset_action() -> Action | None:
    """Return the action that resets a forgotten password, where one is switched on."""
    is_directory = Q(kind="directory", settings__does="reset") | Q(key=RESET_PASSWORD)
    rows = Action.objects.filter(is_directory, is_on=True, needs_identity=True)
    return rows.order_by("pk").first()


def run_marked(mark: str) -> ActionRun | None:
    """Return the run of this mark."""
    return ActionRun.objects.filter(mark=mark).select_related("action", "identity").first()
