"""Parties that the words around the trigger leave out, and a reader takes from what was said before.

'The deal', 'this alliance', 'the Russian delivery': the latest record of the same area that fits gives the
parties. Where one side is known, the nearest other actor of the sentence can be the other.
"""

from __future__ import annotations

from spacy.tokens import Span

from analysis.extract.cooperation.carrying import carried_on
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.drawing import urged
from analysis.extract.cooperation.frames import Trigger
from analysis.extract.cooperation.memory import earlier, joined, returned
from analysis.extract.cooperation.nearby import nearby
from analysis.extract.cooperation.pointing import in_name
from analysis.extract.cooperation.roles import Roles, known_of

# with these nothing changes hands unless it is said to whom: 'pilots flew the planes', 'spent millions'
PLAIN = frozenset(["fly", "spend", "divert", "feed", "present"])


def complete(
    trigger: Trigger,
    area: str,
    roles: Roles,
    sentence: Span,
    context: Context,
) -> Roles | None:
    """Givers, receivers and all parties, filled up from the sentence or from earlier records; else None."""
    if in_name(trigger, sentence):
        return None
    frame = trigger.frame
    if frame.id == "supply" and trigger.kind == "verb" and trigger.token.lemma_ in PLAIN and not roles[1]:
        return None
    found = returned(trigger, roles, sentence, context)
    found = found or (urged(trigger, roles, context) if frame.complete != "never" else None)
    found = found or joined(trigger, known_of(roles), context)
    if found is None and frame.complete in ("any", "history"):
        found = earlier(trigger, area, roles, context)
    if found is None and frame.complete in ("any", "nearby"):
        found = nearby(trigger, roles, sentence, context)
    lacking = trigger.kind == "noun" and frame.needs and not roles[0]  # 'its imports' need not be from the other
    if found is None and (frame.complete == "any" or (frame.carries and not lacking)):
        found = carried_on(trigger, roles, sentence, context)
    return found
