"""Who says it, for a record of cooperation: the claim that holds it, with what a reader of such texts corrects.

What the authors of a joint or official statement say together is the statement's own voice. In a transcript the turn's speaker says it.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Doc

from analysis.extract.cooperation.candidates import Candidate
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.headings import JOINT
from analysis.extract.status import Attribution, attribution_of
from analysis.extract.voice import voice_of

TURN = re.compile(r"^(?:[A-Z][A-Z.'’-]+ )*([A-Z][A-Z'’-]{2,})(?: \([^)\n]{1,60}\))?:", re.M)


def source_of(doc: Doc, candidate: Candidate, context: Context) -> Attribution:
    """The source, its claim and its cue; nobody where the text itself says it."""
    first, _ = candidate.span
    start = doc[first].idx
    word = candidate.trigger.token  # the act itself, not the words around it, decides whose claim it is in
    said = attribution_of(doc, word.idx, word.idx + len(word), named=True)
    if said.claim is None:
        said = _judged(doc, candidate) or said
    if said.source is None:
        speaker = _turn(doc, context, start)
        return Attribution(said.claim, speaker, None) if speaker else said
    voice = voice_of(doc)
    if voice is not None and said.source == voice.actor_id:
        return Attribution(None, None, None)
    if context.joint and JOINT.search(doc._.title or "") and said.source not in context.parties.names:
        return Attribution(None, None, None)  # "the ministers reaffirmed": the statement's own authors
    return said


def _judged(doc: Doc, candidate: Candidate) -> Attribution | None:
    """Whose judgement the act itself is: 'X welcomed the steps', 'the steps were welcomed by X'."""
    verb = candidate.trigger.token
    if candidate.trigger.frame.id != "praise":
        return None
    for index, claim in enumerate(doc._.claims):
        if claim.content_start is not None and claim.start <= verb.idx < claim.end:
            return Attribution(index, claim.source, claim.text)
    return None


def _turn(doc: Doc, context: Context, at: int) -> str | None:
    """Whose turn it is in a transcript ("PRESIDENT NDAYISHIMIYE: …"), where several speak."""
    starts, speakers = _turns(doc, context)
    index = bisect_right(starts, at) - 1
    return speakers[index] if index >= 0 else None


def _turns(doc: Doc, context: Context) -> tuple[list[int], list[str | None]]:
    if "turns" not in doc.user_data:
        found = list(TURN.finditer(doc.text))
        persons = {
            mention.actor.split()[-1].upper(): mention.actor_id
            for mention in context.parties.names.values()
            if mention.kind == "person"
        }
        if len({match[1] for match in found}) < 2:
            found = []
        doc.user_data["turns"] = [match.start() for match in found], [persons.get(match[1]) for match in found]
    return doc.user_data["turns"]
