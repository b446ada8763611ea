"""The words of a reading: modes, relations of time, parties, and the refusal."""

from enum import StrEnum


class UnreadableLetter(Exception):
    """The bytes hold no letter that can be read; `message` tells a person why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Mode(StrEnum):
    ONE_OFF = "one_off"
    RECURRING = "recurring"
    STANDING = "standing"
    CONDITIONAL = "conditional"
    PROHIBITION = "prohibition"


class Relation(StrEnum):
    BEFORE = "before"
    FROM = "from"
    UNTIL = "until"
    ASAP = "asap"


class Act(StrEnum):
    """What a letter does to an earlier one."""

    EXTENDS = "extends"
    REPLACES = "replaces"
    RECALLS = "recalls"
    CORRECTS = "corrects"


class Kin(StrEnum):
    """What the members of a group of addressees have in common."""

    TELECOM = "telecom"
    MOBILE = "mobile"
    INTERNET = "internet"
    POSTAL = "postal"
    POSTAL_AND_TELECOM = "postal_and_telecom"
    ENTERPRISES = "enterprises"
    MINISTRIES = "ministries"
    DEPARTMENTS = "departments"
    PROVINCES = "provinces"
    DISTRICTS = "districts"
    COMMUNES = "communes"
    SCHOOLS = "schools"
    HOSPITALS = "hospitals"
    PRESS = "press"
    BODIES = "bodies"
    UNITS = "units"
    OTHER = "other"


class Obliged(StrEnum):
    ALL = "all"
    TELECOM = "telecom"
    MOBILE = "mobile"
    FIXED = "fixed"
    INTERNET = "internet"
    POSTAL = "postal"
    NAMED = "named"
