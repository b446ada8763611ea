"""Who there is: areas, organisations, sites, people, and what machines and links may do."""

from thongsuot.organisations.models.acts import Act, Actor, System
from thongsuot.organisations.models.areas import Area
from thongsuot.organisations.models.organisations import Organisation, Site, SiteClass
from thongsuot.organisations.models.people import Person, Role, Staff
from thongsuot.organisations.models.secrets import Credential, SignedLink

__all__ = [
    "Act",
    "Actor",
    "Area",
    "Credential",
    "Organisation",
    "Person",
    "Role",
    "SignedLink",
    "Site",
    "SiteClass",
    "Staff",
    "System",
]
