"""What was checked before a request was closed."""

from django.db import models

from spoc.requests.models.support_request import SupportRequest


class Closure(models.Model):
    """The closure checklist of a request: begun when it is resolved, whole when it is closed.

    What only the requester can say stays None when nobody objected and it closed by itself.
    """

    support_request = models.OneToOneField(
        SupportRequest, models.CASCADE, primary_key=True, related_name="closure"
    )
    is_only_restored = models.BooleanField(default=False)
    no_problem_reason = models.CharField(max_length=300, blank=True)
    is_category_checked = models.BooleanField(default=False)
    first_tier_could = models.BooleanField(null=True)
    is_normal_again = models.BooleanField(null=True)
    is_verified_by_requester = models.BooleanField(null=True)
    begun_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_only_restored=False) | ~models.Q(no_problem_reason=""),
                name="closure_only_restored_says_why_no_problem",
            ),
        ]

    def __str__(self) -> str:
        return f"closure of {self.support_request_id}"
