"""What machines may do with workflow."""

from ninja import Router

router = Router()
