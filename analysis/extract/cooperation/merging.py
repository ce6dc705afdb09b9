"""One record for each area and set of parties of a sentence."""

from __future__ import annotations

from analysis.extract.cooperation.candidates import Candidate
from analysis.extract.cooperation.parties import Party, sides

# frames that only introduce what another frame names: 'agreed to sell', 'praised the support'
INTRODUCING = frozenset(["praise", "agree", "join-force", "share", "meet", "agreement"])


def merged(found: list[Candidate]) -> list[Candidate]:
    """Candidates with those that say the same put together, in order of appearance."""
    kept: list[Candidate] = []
    for candidate in found:
        if _introduces(candidate, found) or _aside(candidate, found):
            continue
        for index, other in enumerate(kept):
            if other.area == candidate.area and _same(other, candidate):
                kept[index] = _together(other, candidate)
                break
        else:
            kept.append(candidate)
    return sorted(kept, key=lambda one: one.span)


def _introduces(candidate: Candidate, found: list[Candidate]) -> bool:
    """True where the candidate's words only introduce another one with the same sides."""
    if candidate.trigger.frame.id not in INTRODUCING:
        return False
    mine = sides(candidate.parties)
    if candidate.area == "diplomatic.agreement" and candidate.trigger.frame.id == "agreement":
        return any(_carried_out(candidate, other) for other in found if mine == sides(other.parties))
    for other in found:
        if other is candidate or not candidate.trigger.token.is_ancestor(other.trigger.token):
            continue
        if candidate.trigger.frame.id == "praise":
            return True
        if candidate.trigger.frame.id in ("meet", "agreement"):
            continue
        if mine == sides(other.parties) and other.area != "diplomatic.alignment":
            return True
    return False


def _carried_out(deal: Candidate, other: Candidate) -> bool:
    """True where a deal that tells no area is to do, or is the way of, the other act: 'signed a deal to build', 'bought it in a deal'."""
    if other.area.startswith("diplomatic") or other.trigger.frame.id == "agreement":
        return False
    noun, act = deal.trigger.token, other.trigger.token
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "under") and noun.head.head.i == act.i:
        return not any(child.dep_ == "det" and child.lower_ != "a" for child in noun.lefts)
    return act.tag_ == "VB" and act.head.i in (noun.i, noun.head.i) and act.dep_ in ("acl", "advcl", "xcomp", "relcl")


def _meant_for(help_given: Candidate, other: Candidate) -> bool:
    """True where help that tells no goods is only what a flow is for: 'approved a loan to help Peru defend itself'."""
    act, flow = help_given.trigger.token, other.trigger.token
    general = help_given.area == help_given.trigger.frame.area and help_given.area != other.area
    same = bool(other.givers) and sides(help_given.parties) == sides(other.parties)
    return general and same and act.tag_ == "VB" and flow.is_ancestor(act)


def _aside(candidate: Candidate, found: list[Candidate]) -> bool:
    """True where an ally is only called so beside what the same do: 'X and its ally Y held a drill'; or help is what it is for."""
    if candidate.trigger.frame.id == "assist" and candidate.trigger.kind == "verb":
        return any(_meant_for(candidate, other) for other in found)
    if candidate.trigger.frame.id != "ally":
        return False
    others = (other for other in found if other.trigger.frame.id != "ally")
    return any(sides(candidate.parties) <= sides(other.parties) for other in others)


def _same(one: Candidate, other: Candidate) -> bool:
    mine, theirs = sides(one.parties), sides(other.parties)
    return mine <= theirs or theirs <= mine


def _together(one: Candidate, other: Candidate) -> Candidate:
    """The one that says more (a direction first, then more parties, then the earlier), with the other's persons."""
    mine = (bool(one.givers), len(one.parties))
    theirs = (bool(other.givers), len(other.parties))
    best, rest = (other, one) if theirs > mine else (one, other)
    further = [party for party in rest.parties if party.actor_id not in {kept.actor_id for kept in best.parties}]
    if not further:
        return best
    givers, receivers = list(best.givers), list(best.receivers)
    for party in further:
        if party.side in sides(best.givers):
            givers.append(party)
        elif party.side in sides(best.receivers):
            receivers.append(party)
    return best._replace(
        givers=tuple(givers), receivers=tuple(receivers), parties=tuple(_ordered([*best.parties, *further]))
    )


def _ordered(parties: list[Party]) -> list[Party]:
    return sorted(parties, key=lambda party: party.start)
