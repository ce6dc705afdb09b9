"""Brief reports: a few terse sentences on two sides, whose parties and area a reader puts together from all of them.

'Chongjin. Ri Jong Guk sees off twelve wagons of flour' names neither state. Where the frames found no record of the two sides, or
none in the area that most words of the report speak of, the report as a whole gives one: its sides are those that it
names, by name, by a city or by persons; its area is the one with most weight.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis import vocabulary
from analysis.extract.cooperation import lexicon
from analysis.extract.cooperation.candidates import Candidate
from analysis.extract.cooperation.context import Context
from analysis.extract.cooperation.frames import Trigger, frame_named
from analysis.extract.cooperation.grammar import subject
from analysis.extract.cooperation.lexicon import words_at
from analysis.extract.cooperation.parties import Party, sides
from analysis.extract.cooperation.whose import whose
from analysis.extract.places import sentence_at, sentence_spans, text_of, token_at
from analysis.extract.records import Sanction

LONGEST = 170  # tokens of a brief report
SPAN = 12  # tokens of evidence around the word that decided the area
ENOUGH = 0.5
LEAST = 0.3  # weight that is enough where nothing else is told of two of whom little else is reported
TOLD = 0.5  # of a word whose sentence has a record of the two
SECOND = 1.0  # weight of an area beside those of the sentences' own records
MATTER = 2.0  # weight of what a shielded partner is shielded for: more than one word
FURTHER = 1.0  # weight of an area beside that of the report: a word that says it alone
# share of the top weight from which a second area stands
BESIDE = {"military": 0.4, "technology": 0.4, "economic": 0.4, "diplomatic": 0.6}
MILD = frozenset(["ease", "oppose", "mention", "evade"])  # of sanctions: nobody is hit by them
FRIENDLY = frozenset(["friendly", "friendship"])  # of a match: played as a visit
ITEM = re.compile(r"^[ \t]{0,8}[-–—•*·][ \t]", re.M)
ITEMS = 2  # lines that begin like one of a list: more make a digest, and its items tell of different things


class Word(NamedTuple):
    """A word that says what the report is about."""

    token: Token
    kind: str
    area: str
    weight: float


def brief(doc: Doc, context: Context, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Records of the report as a whole that `found`, those of its sentences, lack."""
    if len(doc) > LONGEST or len(ITEM.findall(text_of(doc))) > ITEMS:
        return
    pair, naming, where, secluded, third = whose(doc, context)
    if len(pair) < 2 or (not secluded and len(naming) > 2):
        return
    both = frozenset(pair)
    told: dict[int, set[str]] = defaultdict(set)
    for candidate in found:
        if both <= sides(candidate.parties) and not candidate.area.startswith("diplomatic"):
            told[_sentence(doc, candidate.trigger.token)].add(candidate.area)
    aside = _aside(doc, both, where)
    ours = both.union(third)
    about = words_about(doc)
    words = [
        word
        for word in about
        if _sentence(doc, word.token) not in aside and not _others_own(word.token, context, ours)
    ]
    weights: dict[str, float] = defaultdict(float)
    for word in words:
        weights[word.kind] += word.weight * (TOLD if _passed(_sentence(doc, word.token), word.kind, told) else 1)
    having = {candidate.area.split(".")[0] for candidate in found if both <= sides(candidate.parties)}
    if having and not secluded:
        return
    backing = _backing(doc, context, both)
    if backing is not None:
        if "diplomatic" not in having:
            yield _candidate(doc, context, Word(backing, "diplomatic", "diplomatic.alignment", 1.0), pair + third)
        beside = [kind for kind, weight in weights.items() if kind != "diplomatic" and weight >= MATTER]
        for kind in sorted(set(beside) - having, key=lambda kind: -weights[kind])[:1]:
            yield _candidate(doc, context, _best(words, kind), pair + third)
        return
    if not weights:
        if not (having or about or aside) and secluded and not _quarrel(doc, context, both):
            yield _candidate(doc, context, _verb(doc, context, both), pair + third)
        return
    dealt = frozenset(state for _, state in where)
    if _contest(doc) or (not having and (_quarrel(doc, context, both) or _others(found, both, third, naming, dealt))):
        return
    top = max(weights.values())
    if not secluded and top < 1:
        return
    enough = ENOUGH if having else LEAST
    for kind, weight in sorted(weights.items(), key=lambda item: -item[1]):
        if kind in having or weight < (enough if weight == top else BESIDE[kind] * top):
            continue
        own = [word for word in words if word.kind == kind]
        leads = weight == top and any(not _passed(_sentence(doc, word.token), kind, told) for word in own)
        if leads or weight >= (SECOND if having else FURTHER):
            yield _candidate(doc, context, _best(own, kind), pair + third)


def _passed(sentence: int, kind: str, told: dict[int, set[str]]) -> bool:
    """True where a record has said what the words of the sentence say; 'with the help of' says it of goods alone."""
    areas = told.get(sentence, set())
    return bool(areas - {"humanitarian"}) or (bool(areas) and kind == "economic")


def _best(words: Sequence[Word], kind: str) -> Word:
    return max((word for word in words if word.kind == kind), key=lambda word: word.weight)


def _sentence(doc: Doc, token: Token) -> int:
    return sentence_at(doc, token.idx)


def _others_own(token: Token, context: Context, ours: frozenset[str]) -> bool:
    """True for what is said to be somebody else's: 'American troops', "Seoul's drills"."""
    before = token.i - 1
    if before > 0 and token.doc[before].tag_ == "POS":
        before -= 1
    party = context.parties.by_token.get(before)
    return party is not None and party.kind == "state" and party.side not in ours


def _aside(doc: Doc, pair: frozenset[str], where: Sequence[tuple[int, str]]) -> set[int]:
    """The sentences that name others, and neither of the two."""
    named: dict[int, set[str]] = defaultdict(set)
    for at, state in where:
        named[sentence_at(doc, at)].add(state)
    return {number for number, states in named.items() if not states & pair}


def _others(
    found: Sequence[Candidate],
    pair: frozenset[str],
    third: Sequence[str],
    naming: dict[str, float],
    dealt: frozenset[str],
) -> bool:
    """True where others are seen dealing with each other, or one of the two with somebody whom the report names more than the other."""
    ours = pair.union(third)
    for candidate in found:
        states = {party.country or party.side for party in candidate.parties} & (dealt | pair)
        here, there = states & ours, states - ours
        if not here and len(there) > 1:
            return True
        if len(here) == 1 and any(naming[state] > min(naming[one] for one in pair - here) for state in there):
            return True
    return False


def _quarrel(doc: Doc, context: Context, pair: frozenset[str]) -> bool:
    """True for a single sentence that tells of sanctions, or whose own verb is hostile and not said by somebody else."""
    sentences = sentence_spans(doc)
    if len(sentences) != 1:
        return False
    verb = sentences[0].root
    hostile = [one for one in doc._.sanctions if one.action not in MILD and not _in_passing(doc, one)]
    if hostile and all(_for_dealings(doc, context, one, pair) for one in hostile):
        return False
    if hostile:
        # for what one was punished is told as a reason: 'sanctioned over the transfer of shells'
        return not any(token.lemma_.lower() in _words("reasons") for token in sentences[0])
    if verb.lemma_.lower() not in _words("hostile"):
        return False
    doer = subject(verb)
    doers = sides(context.parties.phrase(doer)) if doer is not None else frozenset()
    return not doers or bool(doers & pair)


def _for_dealings(doc: Doc, context: Context, sanction: Sanction, pair: frozenset[str]) -> bool:
    """True where a third punishes somebody of one side, and the other is told of behind: 'sanctions a bank of Moscow that held an account for Pyongyang'."""
    hit = _sides_of(context, (*sanction.targets, *sanction.imposers))
    return (
        bool(sanction.imposers) and not _sides_of(context, sanction.imposers) & pair and len(hit & pair) < len(pair)
    )


def _sides_of(context: Context, actors: Iterable[str]) -> frozenset[str]:
    named = {party.actor_id: party for party in context.parties.ordered}
    return frozenset((named[one].country or named[one].side) if one in named else one for one in actors)


def _in_passing(doc: Doc, sanction: Sanction) -> bool:
    """True for 'ships sanctioned by Chile', which load or sail all the same."""
    first, last = token_at(doc, sanction.start).i, token_at(doc, max(sanction.start, sanction.end - 1)).i
    return any(token.lemma_ == "sanction" and token.dep_ in ("acl", "amod") for token in doc[first : last + 1])


def _contest(doc: Doc) -> bool:
    """True where the two play against each other: 'drew with them in the first match of the championship'."""
    return not any(token.lower_ in FRIENDLY for token in doc) and any(
        words_at(token, words) for words in _phrases("contest") for token in doc
    )


def _backing(doc: Doc, context: Context, pair: frozenset[str]) -> Token | None:
    """The verb by which one of the two shields the other: 'vetoes the renewal of the panel', 'wants sanctions to be lifted'."""
    sanctions = doc._.sanctions
    if sanctions and all(record.action in ("ease", "oppose") for record in sanctions):
        return sentence_spans(doc)[sentence_at(doc, sanctions[0].start)].root
    for sentence in sentence_spans(doc):
        verb = sentence.root
        if not any(words_at(verb, words) for words in _phrases("backing")):
            continue
        doer = subject(verb)
        if doer is None or not sides(context.parties.phrase(doer)) & pair:
            continue
        if any(token.lemma_.lower() in _words("backed") for token in sentence if verb.is_ancestor(token)):
            return verb
    return None


def _verb(doc: Doc, context: Context, pair: frozenset[str]) -> Word:
    """What stands for the dealings where no word says which: the verb of the first sentence that names one of the two."""
    first = min((party.start for party in context.parties.ordered if party.side in pair), default=0)
    return Word(sentence_spans(doc)[_sentence(doc, doc[first])].root, "diplomatic", "diplomatic.alignment", 0.0)


def _candidate(doc: Doc, context: Context, word: Word, pair: tuple[str, ...]) -> Candidate:
    frame = frame_named("brief-report")
    assert frame.verb is not None
    token = word.token
    sentence = sentence_spans(doc)[_sentence(doc, token)]
    inside = [party for party in context.parties.within(sentence.start, sentence.end) if party.side in pair]
    named = {party.actor_id: party for party in inside if party.kind in ("state", "person")}
    for side in pair:
        named.setdefault(side, Party(side, "state", side, "report", token.i, token.i + 1, side))
    first, last = max(sentence.start, token.i - SPAN // 2), min(sentence.end, token.i + SPAN // 2)
    trigger = Trigger(token, token.i, token.i, frame, frame.verb, "verb")
    return Candidate(trigger, word.area, token.text, None, (), (), tuple(named.values()), frame.stage, (first, last))


# ------------------------------------------------------------ what it is about
def words_about(doc: Doc) -> list[Word]:
    """The words that say what the report is about, with their weights."""
    tokens, index, nothing = list(doc), _index(), _phrases("nothing")
    found: list[Word] = []
    taken = -1
    for token in tokens:
        if token.i < taken:
            continue
        idle = next((words for words in nothing if words_at(token, words)), None)
        if idle is not None:
            taken = token.i + len(idle)
            continue
        for words, kind, area, weight, noun in sorted(
            (option for key in dict.fromkeys(lexicon.keys(token)) for option in index.get(key, ())),
            key=lambda option: -len(option[0]),
        ):
            if noun and token.pos_ == "VERB":
                continue
            if len(words) == 1 or words_at(token, words):
                finer = _finer(tokens[token.i : token.i + len(words)], kind, area)
                found.append(Word(token, kind, finer, weight))
                taken = token.i + len(words)
                break
    return found


def _weight(word: str, kind: str) -> float:
    if word in _words("ambiguous"):
        return 0.3
    return 0.5 if word in _words("carriers") else 0.6 if kind == "diplomatic" else 1.0


def _finer(words: list[Token], kind: str, area: str) -> str:
    """The area within the group, where areas.yaml knows the words."""
    for hit in lexicon.hits(words, "items"):
        if hit.area.split(".")[0] == kind:
            return hit.area
    return area


@cache
def _index() -> dict[str, list[tuple[tuple[str, ...], str, str, float, bool]]]:
    """First word → (words, group, area, weight, said by a noun only)."""
    found: dict[str, list[tuple[tuple[str, ...], str, str, float, bool]]] = {}
    for entry in vocabulary.load("brief")["areas"]:
        for word in entry["words"]:
            option = (entry["id"], entry["area"], _weight(word, entry["id"]), word in _words("nouns"))
            for form in _forms(word):
                words = tuple(lexicon.pieces(form))
                found.setdefault(words[0], []).append((words, *option))
    return found


def _forms(word: str) -> set[str]:
    """The word, with either apostrophe, and its plural: a name keeps it ('Ministry of Railways')."""
    plural = word if word.endswith("s") else f"{word}s"
    if word[-1] == "y" and word[-2] not in "aeou":
        plural = f"{word[:-1]}ies"
    return {one.replace("'", mark) for one in (word, plural) for mark in "'’"}


@cache
def _phrases(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        sorted((tuple(lexicon.pieces(word)) for word in vocabulary.load("brief")[name]), key=len, reverse=True)
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(vocabulary.load("brief")[name])
