"""Who is meant: a group of people, by the words of the report and what they settle.

Groups are compared dimension by dimension. Whether two groups are apart decides whether two
numbers may be added, so what the words leave open is never taken as apart.
"""

from enum import StrEnum

import attrs

__all__ = [
    "AGE_BANDS",
    "Category",
    "Fit",
    "Group",
    "Need",
    "Pop",
    "Priority",
    "Profile",
    "Sex",
    "compare",
]

AGE_BANDS = ("0-4", "5-11", "12-17", "18-59", "60+")
"""Age bands of UNHCR's population statistics, in years."""


class Pop(StrEnum):
    """Population types of UNHCR and HDX HAPI, and NAT for naturalised former refugees."""

    REF = "REF"
    ASY = "ASY"
    IDP = "IDP"
    RET = "RET"
    RDP = "RDP"
    STA = "STA"
    OIP = "OIP"
    OOC = "OOC"
    HST = "HST"
    RST = "RST"
    NAT = "NAT"


class Profile(StrEnum):
    """Why a host or an organisation sets a group apart; tags, never a proof of being apart."""

    WORKED_WITH_FORCES = "worked_with_forces"
    WORKED_WITH_EMBASSY = "worked_with_embassy"
    WOMEN_LEADERS = "women_leaders"
    ACADEMICS = "academics"
    JOURNALISTS = "journalists"
    RIGHTS_DEFENDERS = "rights_defenders"
    OFFICIALS = "officials"
    POLICE_MILITARY = "police_military"
    MINORITY = "minority"
    LGBTIQ = "lgbtiq"
    FAMILIES = "families"
    PASTORALISTS = "pastoralists"
    PARTY_MEMBERS = "party_members"
    AT_RISK = "at_risk"


class Need(StrEnum):
    """Specific needs, by UNHCR's two-letter codes."""

    CHILD_AT_RISK = "CR"
    SEPARATED_CHILD = "SC"
    WOMAN_AT_RISK = "WR"
    OLDER_PERSON = "ER"
    SINGLE_PARENT = "SP"
    DISABILITY = "DS"
    MEDICAL = "SM"
    FAMILY_UNITY = "FU"
    LEGAL_PROTECTION = "LP"
    TORTURE = "TR"
    VIOLENCE = "SV"


class Category(StrEnum):
    """UNHCR's seven submission categories of resettlement, by which quotas are given."""

    LEGAL_PROTECTION = "legal_or_physical_protection"
    VIOLENCE_TORTURE = "survivors_of_violence_or_torture"
    MEDICAL = "medical"
    WOMEN_GIRLS = "women_and_girls_at_risk"
    FAMILY = "family_reunification"
    CHILDREN = "children_and_adolescents_at_risk"
    NO_ALTERNATIVE = "no_foreseeable_alternative"


class Priority(StrEnum):
    """How soon a resettlement case must depart; UNHCR's emergency is within seven days."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"


class Sex(StrEnum):
    """As HDX HAPI writes it: female, male, other, unknown."""

    F = "f"
    M = "m"
    X = "x"
    U = "u"


class Fit(StrEnum):
    """How one group lies to another."""

    EQUAL = "equal"
    INSIDE = "inside"
    OVERLAPS = "overlaps"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Group:
    """A group of people.

    Parameters
    ----------
    label
        The words of the report, or the annotator's short form of them.
    origin
        ISO 3166-1 alpha-3 of the country they come from.
    ages
        Age bands of `AGE_BANDS`; empty for all ages.
    category, priority
        Of resettlement; tags, which never set groups apart.
    """

    label: str
    origin: str | None = None
    pop: Pop | None = None
    profile: frozenset[Profile] = frozenset()
    needs: frozenset[Need] = frozenset()
    sex: Sex | None = None
    ages: frozenset[str] = frozenset()
    category: Category | None = None
    priority: Priority | None = None

    @property
    def worded(self) -> str:
        """The words, and as what and how soon its people are to be resettled."""
        said = ", ".join(tag.replace("_", " ") for tag in (self.category, self.priority) if tag)
        return f"{self.label} ({said})" if said else self.label

    @property
    def is_label_only(self) -> bool:
        """Whether nothing but words is known."""
        return not (self.origin or self.pop or self.sex or self.ages)


_APART = frozenset({Pop.REF, Pop.IDP})
"""Population types that exclude each other at one time: a border lies between them."""


def compare(one: Group | None, other: Group | None) -> Fit:
    """Tell how one group lies to another.

    Disjoint if one dimension is; equal if all are; inside if each of the first is equal or
    narrower; else overlapping. A group of which only words are known, or none, is unknown against
    everything. Profile, need and resettlement
    tags never set groups apart.
    """
    if one is None or other is None or one.is_label_only or other.is_label_only:
        return Fit.UNKNOWN
    fits = (
        _value(one.origin, other.origin, apart=True),
        _value(one.sex, other.sex, apart=True),
        _value(one.pop, other.pop, apart=frozenset({one.pop, other.pop}) == _APART),
        _ages(one.ages, other.ages),
        _tags(one.profile, other.profile),
        _tags(one.needs, other.needs),
        _value(one.category, other.category, apart=False),
        _value(one.priority, other.priority, apart=False),
    )
    if Fit.DISJOINT in fits:
        return Fit.DISJOINT
    if set(fits) == {Fit.EQUAL}:
        return Fit.EQUAL
    return Fit.INSIDE if set(fits) <= {Fit.EQUAL, Fit.INSIDE} else Fit.OVERLAPS


def _value(one: str | None, other: str | None, *, apart: bool) -> Fit:
    if one == other:
        return Fit.EQUAL
    if one and other:
        return Fit.DISJOINT if apart else Fit.OVERLAPS
    return Fit.INSIDE if one else Fit.OVERLAPS


def _ages(one: frozenset[str], other: frozenset[str]) -> Fit:
    if one and other and not one & other:
        return Fit.DISJOINT
    return _tags(one, other) if not (one and other) else _nested(one <= other, one == other)


def _tags(one: frozenset[str], other: frozenset[str]) -> Fit:
    return _nested(one >= other, one == other)


def _nested(inside: bool, equal: bool) -> Fit:
    if equal:
        return Fit.EQUAL
    return Fit.INSIDE if inside else Fit.OVERLAPS
