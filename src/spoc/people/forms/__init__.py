"""What may be typed about people, and how a form says what was not possible."""

from spoc.people.forms.belonging import (
    CommunityAddressForm,
    CommunityForm,
    OrganisationForm,
    TeamForm,
)
from spoc.people.forms.person import (
    AddressForm,
    GrantForm,
    MembershipForm,
    NewPersonForm,
    PersonForm,
    ProfileForm,
    TokenForm,
    WelcomeForm,
)
from spoc.people.forms.tiers import TiersForm

__all__ = [
    "AddressForm",
    "CommunityAddressForm",
    "CommunityForm",
    "GrantForm",
    "MembershipForm",
    "NewPersonForm",
    "OrganisationForm",
    "PersonForm",
    "ProfileForm",
    "TeamForm",
    "TiersForm",
    "TokenForm",
    "WelcomeForm",
]
