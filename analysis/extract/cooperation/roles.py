"""Who gives, who receives, and everybody: what a trigger's parties come to."""

from __future__ import annotations

from analysis.extract.cooperation.parties import Party

Roles = tuple[list[Party], list[Party], list[Party]]  # givers, receivers, all parties


def other_side(givers: list[Party], receivers: list[Party], both: list[Party], other: list[Party]) -> Roles:
    """The roles with `other` on the side that nobody has: it receives from the givers, or gives."""
    known = [*givers, *receivers, *both]
    return (givers, other, [*known, *other]) if givers else (other, receivers, [*other, *known])
