"""The requester's face of a request: the front page, their requests, and one of them."""
