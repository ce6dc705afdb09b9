"""Who gives, who receives, and everybody: what a trigger's parties come to."""

from __future__ import annotations

from analysis.extract.cooperation.parties import Party

Roles = tuple[list[Party], list[Party], list[Party]]  # givers, receivers, all parties


def known_of(roles: Roles) -> list[Party]:
    """Whoever stands in a role."""
    return [party for one in roles for party in one]


def other_side(roles: Roles, other: list[Party]) -> Roles:
    """The roles with `other` on the side that nobody has: it receives from the givers, or gives."""
    givers, receivers, _ = roles
    known = known_of(roles)
    return (givers, other, [*known, *other]) if givers else (other, receivers, [*other, *known])
