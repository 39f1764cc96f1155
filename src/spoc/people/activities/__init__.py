"""What is done with people.

add_person, change_person      write somebody down, keep it right
add_address, verify_address    how they are reached, and that it is theirs
merge_people                   two rows for one human become one
grant_role, revoke_role        what they may do, and where
join_team, leave_team          whose queue they work
issue_token, revoke_token      a key for a machine that acts as them
choose_keys                    which keys of the keyboard do what
note_sign_in                   that they came in
give_logo                      the picture in front of a community's name
found_*, change_*              the organisations, communities and teams themselves, and the tiers
"""

from spoc.people.activities.belonging import (
    add_community_address,
    found_community,
    found_organisation,
    found_team,
    join_team,
    leave_team,
)
from spoc.people.activities.communities import checked_logo, give_logo
from spoc.people.activities.doors import (
    first_administrator_link,
    issue_token,
    note_sign_in,
    open_first_door,
    revoke_token,
    set_password,
)
from spoc.people.activities.keys import choose_keys
from spoc.people.activities.merge import merge_people
from spoc.people.activities.persons import (
    add_address,
    add_person,
    change_person,
    verify_address,
)
from spoc.people.activities.reshape import (
    change_community,
    change_organisation,
    change_team,
    remove_community_address,
)
from spoc.people.activities.roles import grant_role, revoke_role
from spoc.people.activities.tiers import change_tier

__all__ = [
    "add_address",
    "add_community_address",
    "add_person",
    "change_community",
    "change_organisation",
    "change_person",
    "change_team",
    "change_tier",
    "checked_logo",
    "choose_keys",
    "first_administrator_link",
    "found_community",
    "found_organisation",
    "found_team",
    "give_logo",
    "grant_role",
    "issue_token",
    "join_team",
    "leave_team",
    "merge_people",
    "note_sign_in",
    "open_first_door",
    "remove_community_address",
    "revoke_role",
    "revoke_token",
    "set_password",
    "verify_address",
]
