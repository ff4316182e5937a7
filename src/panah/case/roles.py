"""Who may do what in a case, where ``case.toml`` says so; where it does not, anybody may.

A name is no login: on one machine roles keep people from slips, not from each other.
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from panah.domain.entry import Act, Entry
from panah.errors import RoleError

__all__ = ["Role", "Roles", "allow", "allow_entries"]


class Role(StrEnum):
    """What somebody may do; one person may hold several."""

    READER = "reader"
    REPORTER = "reporter"
    REVIEWER = "reviewer"
    PLANNER = "planner"
    OWNER = "owner"


Roles = Mapping[str, Collection[Role]]
"""What each person may do, by the name that entries have: ``user:mina``."""

_MAY = {
    Role.READER: "may only look",
    Role.REPORTER: "imports reports and proposes claims",
    Role.REVIEWER: "decides on claims and matters",
    Role.PLANNER: "makes plans",
    Role.OWNER: "publishes and takes in other ledgers",
}

_NEEDED = {
    Act.IMPORT: Role.REPORTER,
    Act.READ: Role.REPORTER,
    Act.PUBLISH: Role.OWNER,
}
"""Who keeps an entry; all other acts are a reviewer's."""

_ALONG = frozenset({Act.ASSIGN, Act.LINK})
"""What reading proposes along with claims: their matter, and which others say the same."""


def allow(roles: Roles, by: str, role: Role) -> None:
    """See that somebody holds a role; nobody needs one where none is given.

    Raises
    ------
    RoleError
        If not; says who holds it.
    """
    if not roles or role in roles.get(by, ()):
        return
    own = ", ".join(sorted(roles.get(by, ()))) or "no role"
    holders = ", ".join(sorted(name.removeprefix("user:") for name in roles if role in roles[name]))
    raise RoleError(
        f"{by.removeprefix('user:')} has {own} in this case, and this needs {role} ({_MAY[role]}), "
        f"which is held by {holders or 'nobody'}; ask them, or change [roles] in case.toml"
    )


def allow_entries(roles: Roles, entries: Iterable[Entry]) -> None:
    """See that the people who make entries, which are kept together, may do so.

    What a reader makes, somebody had it make: `Case.record` asks who.

    Raises
    ------
    RoleError
        If not.
    """
    if not roles:
        return
    acts: dict[str, set[Act]] = {}
    for entry in entries:
        if not entry.by.startswith("reader:"):
            acts.setdefault(entry.by, set()).add(entry.act)
    for by, own in acts.items():
        along = frozenset() if own.isdisjoint(_NEEDED) else _ALONG
        for role in sorted({_NEEDED.get(act, Role.REVIEWER) for act in own - along}):
            allow(roles, by, role)
