"""Who may go where: what shuts a locality out for a family, one reason each.

Counts of places are not looked at here: they change with every placement. What is looked at is hard
and stays: admission, language, the largest family, hosts' asks, kin, and what a person ruled.
"""

from collections.abc import Iterable, Sequence

import attrs

from panah.domain.family import Decree, Family, Locality, Ruling
from panah.errors import FamilyError

__all__ = ["Rulebook", "rulebook"]


@attrs.frozen(kw_only=True)
class Rulebook:
    """What people ruled, by family.

    Parameters
    ----------
    held
        The lock or override of a family.
    forbidden
        The forbids by family and locality.
    """

    held: dict[str, Ruling]
    forbidden: dict[tuple[str, str], Ruling]

    def refusal(self, family: Family, locality: Locality) -> str | None:
        """Say why a family cannot go to a locality; None if nothing but counts may stop it."""
        held = self.held.get(family.key)
        if held is not None and held.locality != locality.name:
            return f"{held.by} ruled {held.decree.value} to {held.locality}"
        if forbid := self.forbidden.get((family.key, locality.name)):
            return f"forbidden by {forbid.by}: {forbid.why}"
        if held is not None and held.decree is Decree.OVERRIDE:
            return None
        return hard_rule(family, locality)


def hard_rule(family: Family, locality: Locality) -> str | None:
    """Say which rule, no person's ruling, keeps a family from a locality; None if none does."""
    if family.kin and not family.waives and locality.name not in family.kin:
        return f"relatives live in {' and '.join(family.kin)}"
    if family.admitted and locality.country not in family.admitted:
        return f"{locality.country} does not admit them, {', '.join(family.admitted)} may"
    if not _talk(family, locality):
        return f"speaks {', '.join(family.languages)}, there is {', '.join(locality.languages)}"
    return _ask(family, locality)


def _talk(family: Family, locality: Locality) -> bool:
    """Tell whether they have a language in common, or one of the two is not stated."""
    stated = family.languages and locality.languages
    return not stated or not set(family.languages).isdisjoint(locality.languages)


def _ask(family: Family, locality: Locality) -> str | None:
    if locality.most is not None and family.people > locality.most:
        return f"takes families of up to {locality.most}, and they are {family.people}"
    if locality.only and set(family.specific).isdisjoint(locality.only):
        return f"takes only families with {', '.join(locality.only)}"
    met = [need.value for need in family.specific if need in locality.never]
    return f"takes no family with {', '.join(met)}" if met else None


def rulebook(
    rulings: Iterable[Ruling], families: Sequence[Family], localities: Sequence[Locality]
) -> Rulebook:
    """Give what people ruled, if it can hold together.

    Raises
    ------
    FamilyError
        If a ruling names a family or locality that is not there, is about a family that is placed
        already, or two contradict each other; names them.
    """
    by_key = {family.key: family for family in families}
    by_name = {locality.name: locality for locality in localities}
    held: dict[str, Ruling] = {}
    forbidden: dict[tuple[str, str], Ruling] = {}
    for ruling in rulings:
        family, locality = by_key.get(ruling.key), by_name.get(ruling.locality)
        if family is None or locality is None:
            missing = ruling.key if family is None else ruling.locality
            raise FamilyError(f"{_told(ruling)}: there is no {missing!r} in what was given")
        if family.placed:
            raise FamilyError(
                f"{_told(ruling)}: the family is in {family.placed} already; empty its column "
                f"placed to place it anew"
            )
        if ruling.decree is Decree.FORBID:
            forbidden[ruling.key, ruling.locality] = ruling
        else:
            _hold(held, ruling)
    for ruling in held.values():
        _refuse_contradiction(ruling, forbidden, by_key[ruling.key], by_name[ruling.locality])
    return Rulebook(held=held, forbidden=forbidden)


def _hold(held: dict[str, Ruling], ruling: Ruling) -> None:
    other = held.get(ruling.key)
    if other is not None and other.locality != ruling.locality:
        raise FamilyError(
            f"these two cannot hold together: {_told(other)}, and {_told(ruling)}; keep one"
        )
    held[ruling.key] = ruling


def _refuse_contradiction(
    ruling: Ruling,
    forbidden: dict[tuple[str, str], Ruling],
    family: Family,
    locality: Locality,
) -> None:
    against = forbidden.get((ruling.key, ruling.locality))
    if against is not None:
        raise FamilyError(
            f"these two cannot hold together: {_told(ruling)}, and {_told(against)}; keep one"
        )
    rule = hard_rule(family, locality)
    if ruling.decree is Decree.LOCK and rule is not None:
        raise FamilyError(
            f"{_told(ruling)}: {locality.name} cannot take them ({rule}); rule override instead of "
            f"lock to set that aside"
        )


def _told(ruling: Ruling) -> str:
    return f"{ruling.decree.value} of {ruling.key} and {ruling.locality} by {ruling.by}"
