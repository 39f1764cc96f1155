"""What machines may do with knowledge."""

from ninja import Router

router = Router()
