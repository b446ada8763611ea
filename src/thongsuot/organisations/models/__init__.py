"""Who there is: areas, organisations, sites, people, and what machines and links may do."""

from thongsuot.organisations.models.acts import Act, Actor, System
from thongsuot.organisations.models.areas import Area
from thongsuot.organisations.models.days import WorkingDay
from thongsuot.organisations.models.delegations import Deed, Delegation
from thongsuot.organisations.models.imports import Import, Mapping
from thongsuot.organisations.models.organisations import Organisation, Site, SiteClass
from thongsuot.organisations.models.people import Person, Role, Staff
from thongsuot.organisations.models.secrets import Credential, SignedLink
from thongsuot.organisations.models.standing import Competence, Following, Succession

__all__ = [
    "Act",
    "Actor",
    "Area",
    "Competence",
    "Credential",
    "Deed",
    "Delegation",
    "Following",
    "Import",
    "Mapping",
    "Organisation",
    "Person",
    "Role",
    "SignedLink",
    "Site",
    "SiteClass",
    "Staff",
    "Succession",
    "System",
    "WorkingDay",
]
