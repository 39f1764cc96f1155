"""Who there is: persons, organisations, communities, teams, roles, sign-in and tokens."""
