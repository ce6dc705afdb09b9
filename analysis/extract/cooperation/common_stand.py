"""Common stands: what the authors of a joint statement say or do together.

Each sentence of a joint statement in which its authors ('we', 'the ministers', 'they') take a stand shows
their alignment, unless a frame already says so.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from analysis.extract.cooperation.candidates import Candidate
from analysis.extract.cooperation.context import SPEAKERS, Context, authors
from analysis.extract.cooperation.frames import Trigger, frame_named
from analysis.extract.cooperation.parties import sides

COMMITS = frozenset(
    ["commit", "pledge", "agree", "promise", "resolve", "decide", "undertake", "vow", "intend", "remain"]
)


def common_stand(sentence: Span, context: Context, found: list[Candidate]) -> list[Candidate]:
    """The candidates of the sentence with its common stand, where it is one and nobody else's is found."""
    if not context.joint:
        return found
    stand_frame = frame_named("common-stand")
    area = stand_frame.area or ""
    wanted = sides(context.joint)
    if any(one.area == area and wanted <= sides(one.parties) for one in found):
        return found
    for token in sentence:
        if token.dep_ == "nsubj" and token.head.pos_ in ("VERB", "AUX"):
            if token.lower_ not in SPEAKERS and token.lemma_.lower() not in SPEAKERS:
                continue
            if (
                token.lower_ not in ("we", "they", "both")
                and token.tag_ not in ("NNS", "NNPS")
                and not authors(token)
            ):
                continue
            verb = token.head
            if any(_tells(one, verb) and wanted <= sides(one.parties) for one in found):
                return found
            assert stand_frame.verb is not None
            stage = "agreed" if verb.lemma_ in COMMITS else "realised"
            trigger = Trigger(verb, verb.i, verb.i, stand_frame, stand_frame.verb, "verb")
            first, last = min(token.i, verb.i), max(token.i, verb.i) + 1
            stand = Candidate(
                trigger, area, None, None, (), (), tuple(context.joint), stage, (first, min(last, first + 20))
            )
            return [*found, stand]
    return found


def _tells(candidate: Candidate, verb: Token) -> bool:
    """True where the candidate is the stand itself: 'we discussed the border', 'we agreed to exercise together'."""
    word = candidate.trigger.token
    for _ in range(6):
        if word.i == verb.i:
            return True
        if word.dep_ not in ("xcomp", "dobj"):
            return False
        word = word.head
    return False
