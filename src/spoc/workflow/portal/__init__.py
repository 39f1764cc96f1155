"""What those we serve do themselves: proving who they are."""
