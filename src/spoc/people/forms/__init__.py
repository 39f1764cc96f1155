"""What may be typed about people, and how a form says what was not possible."""

from spoc.people.forms.belonging import (
    CommunityAddressForm,
    OrganisationForm,
    TeamForm,
)
from spoc.people.forms.communities import (
    CommunityForm,
    VoiceForm,
    known_community,
    known_words,
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
    "VoiceForm",
    "WelcomeForm",
    "known_community",
    "known_words",
]
