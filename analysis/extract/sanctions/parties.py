"""Who imposes and who is restricted, from the words of the sentence alone; what is missing here the context may give."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Token

from analysis.extract.records import Mention
from analysis.extract.sanctions.acts import SUFFERING, Act, governors
from analysis.extract.sanctions.cast import FIRST_PERSON, Cast
from analysis.extract.sanctions.words import JOINED, Trigger, near, objects

UPON = frozenset(["on", "against", "upon", "targeting", "toward", "towards", "at", "for", "to"])
# states and bodies whose name before "sanctions" means that they impose them; of others it means that they bear them
IMPOSERS = frozenset(
    """USA GBR CAN AUS NZL JPN CHE EU UN FRA DEU NOR SWE ITA NLD KOR POL UKR NATO g7 us-treasury us-department-of-state
    us-department-of-commerce un-security-council us-congress white-house office-of-foreign-assets-control
    european-commission african-union ecowas arab-league""".split()
)
# behind these words of a list stands why or how, no longer who
ENDING = frozenset(
    """for because after over following which who that whose whom pursuant under amid despite while since until if when
    responsible close linked tied accused involved related subordinate owned involving connected due designed aimed as
    said says according through but where barring citing unless so effective starting beginning last earlier
    suspected believed alleged deemed determined engaged engaging supporting helping enabling providing""".split()
)
# pointers without a name of their own
THIRD = frozenset(["it", "its", "they", "their", "them", "he", "she", "his", "her", "him"])


class Parties(NamedTuple):
    """Imposers and targets as far as the sentence names them; None: it does not say."""

    imposers: tuple[str, ...] | None
    targets: tuple[str, ...] | None


def parties(trigger: Trigger, act: Act, cast: Cast) -> Parties:
    """The parties of one trigger."""
    if trigger.adjective:
        return _of_adjective(trigger, cast)
    if trigger.verbal:
        return _of_verb(trigger.token, act, cast)
    targets = _targets_of_noun(trigger, act, cast)
    imposers = _imposers_of_noun(trigger, act, cast, targets)
    if targets is None:
        targets = _bearers(trigger.token, imposers, cast)
    return Parties(imposers, targets)


# targets


def _targets_of_noun(trigger: Trigger, act: Act, cast: Cast) -> tuple[str, ...] | None:
    noun = trigger.token
    found = _after_preposition(noun, cast, UPON)
    if found:
        return found
    for child in noun.children:
        if child.dep_ in ("acl", "relcl"):
            found = _after_preposition(child, cast, UPON)
            if found:
                return found
            if child.lemma_.lower() in (
                "target",
                "hit",
                "aim",
                "affect",
                "cover",
                "bar",
                "keep",
                "prevent",
                "block",
                "restrict",
                "cripple",
            ):
                for grand in child.children:
                    if grand.dep_ in ("dobj", "obj") and (found := restricted(grand, cast)):
                        return found
    for step in governors(noun):
        low, relation, word = step.word.lemma_.lower(), step.relation, step.word
        if act.action == "evade" and step.action == "evade":
            return _evader(word, cast)
        if word.pos_ in ("VERB", "AUX"):
            if relation in ("with", "by", "under", "to", "from", "of", "in") and (
                found := _struck(word, relation, cast)
            ):
                return found
            if (low in SUFFERING and relation == "dobj") or low in ("escape", "avoid"):
                return _ids(subject(word, cast), cast, bearing=True)
            if relation == "nsubj" and low in (
                "target",
                "hit",
                "strike",
                "affect",
                "include",
                "cripple",
                "hurt",
                "cover",
                "kill",
                "cause",
                "prevent",
                "block",
            ):
                for child in word.children:
                    if child.dep_ in ("dobj", "obj") and (found := restricted(child, cast)):
                        return found
            found = _after_preposition(
                word,
                cast,
                frozenset(["on", "against", "upon", "at", "to"])
                if step.action in ("impose", "threaten", None)
                else frozenset(["on", "against", "for"]),
            )
            if found and low not in ("call", "rely", "depend", "focus", "comment", "agree", "vote", "insist"):
                return found
            if relation in ("dobj", "with") and (
                dative := [child for child in word.children if child.dep_ == "dative"]
            ):
                return restricted(dative[0], cast) or None
            return None
        found = _after_preposition(word, cast, frozenset(["on", "against", "upon"]))
        if found and relation in ("of", "compound", "nmod"):
            return found
        if relation in ("of", "to") and low in ("subject", "target", "object"):
            verb = word.head
            return _ids(subject(verb, cast), cast, bearing=True) if verb.pos_ in ("VERB", "AUX") else None
    return None


def _after_preposition(word: Token, cast: Cast, prepositions: frozenset[str]) -> tuple[str, ...]:
    for child in word.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions and child.i > word.i:
            if child.lower_ in ("for", "to") and word.lemma_.lower() not in (
                "requirement",
                "control",
                "policy",
                "rule",
                "relief",
                "waiver",
                "apply",
                "extend",
                "measure",
                "export",
            ):
                continue
            for below in child.children:
                if below.dep_ in ("pobj", "pcomp") and (found := restricted(below, cast)):
                    return found
        if child.dep_ in ("acl", "advcl") and child.lower_ == "targeting" and "targeting" in prepositions:
            for below in child.children:
                if below.dep_ == "dobj" and (found := restricted(below, cast)):
                    return found
    return ()


def _struck(verb: Token, relation: str, cast: Cast) -> tuple[str, ...]:
    """Who is hit with, crippled by, placed under or subject to sanctions."""
    if relation in ("with", "under", "by", "to", "in", "from"):
        things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
        if not things and relation in ("under", "by", "with", "from") and verb.dep_ in ("acl", "amod"):
            things = [verb.head]
        if (
            not things
            and relation == "under"
            and verb.lemma_.lower()
            in ("be", "remain", "come", "live", "suffer", "stagger", "buckle", "labor", "labour", "struggle")
        ):
            things = [child for child in verb.children if child.dep_ == "nsubj"]
        low = verb.lemma_.lower()
        if relation == "to" and low not in ("subject", "expose"):
            return ()
        if relation in ("in", "from") and low not in SUFFERING:
            return ()
        for thing in things:
            found = restricted(thing, cast) or _ids([thing], cast, bearing=True) or ()
            if found:
                return found
    return ()


def _evader(word: Token, cast: Cast) -> tuple[str, ...] | None:
    """Who evades: subject of the verb, possessor of the noun, or who acts "in breach of"."""
    if word.pos_ in ("VERB", "AUX"):
        return _ids(subject(word, cast), cast, bearing=True)
    for child in word.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and (found := _ids([child], cast, bearing=True)):
            return found
        if child.dep_ == "prep" and child.lower_ == "by":
            for below in child.children:
                if found := _ids([below], cast, bearing=True):
                    return found
    node = word
    for _ in range(6):
        node = node.head
        for child in node.children:
            if child.dep_ == "poss" and (found := _ids([child], cast, bearing=True)):
                return found
        if node.pos_ in ("VERB", "AUX"):
            return _ids(subject(node, cast), cast, bearing=True)
        if node.head == node:
            break
    return None


def _bearers(noun: Token, imposers: tuple[str, ...] | None, cast: Cast) -> tuple[str, ...] | None:
    """States before the noun that do not impose: "Iran sanctions", "the Syrian embargo"."""
    found = [mention.actor_id for mention in _modifiers(noun, cast)[0] if mention.actor_id not in (imposers or ())]
    return tuple(dict.fromkeys(found)) or None


def restricted(noun: Token, cast: Cast) -> tuple[str, ...]:
    """Who a noun phrase says is restricted: those named in it, else the states that it belongs to."""
    tokens = []
    depth = 0
    for token in sorted(set(near(noun)) | set(_listed(noun)), key=lambda one: one.i):
        if token.i > noun.i and not depth and token.lower_ in ENDING and not _wellas(token):
            break
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.i < noun.left_edge.i or depth > 0:
            continue
        if token.i > noun.i + 1 and token.lower_ == "to" and token.pos_ == "PART":
            break
        tokens.append(token)
    found = cast.among(tokens)
    named = [
        mention for mention in found if mention.kind in ("person", "organization") and not _affiliation(mention, cast)
    ]
    states = [mention for mention in found if mention.kind in ("state", "bloc")]
    if named:
        heads = [mention for mention in states if mention.form != "demonym" and _heads(mention, noun, cast)]
        return tuple(dict.fromkeys(mention.actor_id for mention in [*named, *heads]))
    return tuple(dict.fromkeys(mention.actor_id for mention in states))


def _wellas(token: Token) -> bool:
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return token.lower_ == "as" and ("well" in (following, before))


def _listed(noun: Token) -> Iterable[Token]:
    """The rest of a list with semicolons, which the parser does not hang under its first item."""
    sent = noun.sent
    rest = [token for token in sent if token.i >= noun.i]
    return rest if any(token.text == ";" for token in rest) else ()


def _affiliation(mention: Mention, cast: Cast) -> bool:
    """ "Chief of the Directorate", "the CEO of Bank X", "the Ministry's general": a body somebody serves, no item of the list."""
    first = next((index for index in sorted(cast.by_token) if cast.by_token[index] is mention), None)
    if first is None:
        return False
    token = cast.doc[first]
    before = [one.lower_ for one in cast.doc[max(0, first - 3) : first]]
    if before[-1:] == ["of"] or before[-2:] in (["of", "the"], ["of", "a"]):
        counted = cast.doc[max(0, first - 4) : first]
        return not any(one.lower_ in ("leaders", "members", "number", "dozens", "people") for one in counted)
    last = first
    while cast.by_token.get(last + 1) is mention:
        last += 1
    following = cast.doc[last + 1].lower_ if last + 1 < len(cast.doc) else ""
    return following in ("'s", "’s", "'", "’") and token.dep_ != "dobj"


def _heads(mention: Mention, noun: Token, cast: Cast) -> bool:
    for token in near(noun):
        if cast.at(token) is mention and (
            token == noun or (token.dep_ == "conj" and token.head.dep_ in ("pobj", "dobj", "conj"))
        ):
            return True
    return False


# imposers


def _imposers_of_noun(
    trigger: Trigger, act: Act, cast: Cast, targets: tuple[str, ...] | None
) -> tuple[str, ...] | None:
    noun = trigger.token
    before, owners = _modifiers(noun, cast)
    if owners:
        return owners
    imposing = [mention.actor_id for mention in before if targets or mention.actor_id in IMPOSERS]
    imposing = [actor for actor in imposing if actor not in (targets or ())]
    if imposing:
        return tuple(dict.fromkeys(imposing))
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "of", "from") and child.i > noun.i:
            for below in child.children:
                if found := _ids([below], cast):
                    return tuple(actor for actor in found if actor not in (targets or ())) or None
        if child.dep_ in ("acl", "relcl") and (found := _agent(child, cast)):
            return found
    for step in governors(noun):
        word = step.word
        if word.pos_ not in ("VERB", "AUX"):
            owned = next((child for child in word.children if child.dep_ == "poss" and child.i < noun.i), None)
            if (
                owned is not None
                and step.action in ("impose", "ease", None)
                and step.relation == "of"
                and (found := _ids([owned], cast))
            ):
                return found
            continue
        if agent := _agent(word, cast):
            return agent if step.action not in ("evade",) else None
        if (
            step.action in ("impose", "ease", "threaten")
            and act.action in ("impose", "ease", "threaten")
            and step.relation not in ("nsubj",)
        ):
            if word.lemma_.lower() in SUFFERING:
                return None
            passive = any(child.dep_ == "nsubjpass" for child in word.children)
            if passive:
                return None
            found = _ids(_doer(word, cast), cast)
            return tuple(actor for actor in found if actor not in (targets or ())) or None if found else None
        if word.lemma_.lower() in ("warn", "threaten") and act.action == "threaten":
            return _ids(subject(word, cast), cast)
        if step.relation in ("nsubj", "nsubjpass") or step.action in ("evade", "enforce", "oppose"):
            return None
    return None


def _modifiers(noun: Token, cast: Cast) -> tuple[list[Mention], tuple[str, ...]]:
    """Mentions before the noun, and the owners among them ("Norway's embargo", "our sanctions")."""
    owners: list[str] = []
    left: list[Token] = []
    node = noun
    while True:
        for child in node.lefts:
            if child.dep_ == "poss":
                owners += _ids([child], cast) or ()
            elif child.dep_ not in ("relcl", "acl", "advcl", "nsubj", "det", "prep", "cc"):
                left += [token for token in child.subtree]
        if node.dep_ == "conj" and node.head.pos_ in ("NOUN", "PROPN") and not left and not owners:
            node = node.head
            continue
        break
    if (
        noun.dep_ == "compound" and not left and not owners
    ):  # "Russia sanctions authorities": all hang under the last word
        for child in noun.head.lefts:
            if child.dep_ == "poss":
                owners += _ids([child], cast) or ()
            elif child.i < noun.i and child.dep_ in ("compound", "amod", "nmod"):
                left += [token for token in child.subtree]
    return cast.among(sorted(left, key=lambda token: token.i)), tuple(dict.fromkeys(owners))


def _agent(verb: Token, cast: Cast) -> tuple[str, ...] | None:
    """Who a passive says does it, or the subject of an active relative clause ("sanctions the US put in place")."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and verb.tag_ == "VBN"):
            for below in child.children:
                if below.dep_ == "pobj" and (found := _ids([below], cast)):
                    return found
    if verb.dep_ == "relcl" and verb.lemma_.lower() in (
        "impose",
        "put",
        "place",
        "have",
        "announce",
        "adopt",
        "introduce",
        "issue",
    ):
        for child in verb.children:
            if child.dep_ == "nsubj" and (found := _ids([child], cast)):
                return found
    return None


def _doer(verb: Token, cast: Cast) -> list[Token]:
    """Who is to act: the one urged, where somebody urges, else the subject."""
    return subject(verb, cast)


def _of_verb(verb: Token, act: Act, cast: Cast) -> Parties:
    targets: tuple[str, ...] = ()
    for thing in objects(verb):
        targets = restricted(thing, cast)
        if targets:
            break
    if not targets or verb.lemma_.lower() not in (
        "sanction",
        "designate",
        "target",
        "blacklist",
        "hit",
        "debar",
        "delist",
    ):
        further = _after_preposition(verb, cast, frozenset(["on", "against", "with", "from", "to", "in"]))
        if not further:
            for thing in objects(verb):
                further = further or _after_preposition(
                    thing, cast, frozenset(["with", "to", "from", "against", "on"])
                )
        targets = targets or further
    imposers = _agent(verb, cast)
    if imposers is None and not any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        imposers = _ids(subject(verb, cast), cast)
    imposers = tuple(actor for actor in imposers or () if actor not in targets) or None
    return Parties(imposers, targets or None)


def _of_adjective(trigger: Trigger, cast: Cast) -> Parties:
    token = trigger.token
    noun = token.head
    imposers: list[str] = []
    if JOINED.match(token.text) or any(child.dep_ in ("npadvmod", "punct") for child in token.children):
        own = [mention.actor_id for mention in cast.among([token, *token.subtree])]
        imposers += own
    if noun.pos_ in ("NOUN", "PROPN"):
        for child in noun.lefts:
            if child.i < token.i and child.text.rstrip().endswith(("-", "–")) and (mention := cast.at(child)):
                imposers.insert(0, mention.actor_id)
    if token.dep_ == "conj" and (mention := cast.at(token.head)):
        imposers.insert(0, mention.actor_id)
        noun = token.head.head
    targets = tuple(actor for actor in restricted(noun, cast) if actor not in imposers)
    if not targets and noun.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj"):
        targets = _ids([noun], cast, bearing=True) or ()
    return Parties(tuple(dict.fromkeys(imposers)) or None, targets or None)


# who a noun or pronoun means


def subject(verb: Token, cast: Cast) -> list[Token]:
    """The subject of a verb; through infinitives, participles, conjuncts and relative clauses to the noun that does it."""
    node = verb
    for _ in range(8):
        own = [child for child in node.children if child.dep_ in ("nsubj", "nsubjpass", "csubj")]
        if own and own[0].lower_ in ("that", "which", "who") and node.dep_ == "relcl":
            return [node.head]
        if own:
            return own
        if node.dep_ in ("acl",) and node.head.pos_ in ("NOUN", "PROPN"):
            if any(child.lower_ == "to" for child in node.lefts):
                owner = [child for child in node.head.children if child.dep_ == "poss"]
                if owner:
                    return owner
                node = node.head
                continue
            return [node.head]
        if node.dep_ in ("xcomp", "ccomp", "advcl", "conj", "pcomp", "dobj", "pobj", "prep", "acomp", "attr"):
            head = node.head
            if node.dep_ in ("xcomp", "ccomp") and head.lemma_.lower() in URGING:
                urged = [child for child in head.children if child.dep_ in ("dobj", "dative") and child.i < node.i]
                if urged:
                    return urged
            node = head
            continue
        break
    return []


URGING = frozenset(
    "urge press pressure ask tell call encourage force push lobby persuade want help allow require order warn enable invite".split()
)


def _ids(tokens: Iterable[Token], cast: Cast, *, bearing: bool = False) -> tuple[str, ...] | None:
    """Actor ids that noun phrases mean; persons stand for their state where they impose, not where they bear it."""
    for token in tokens:
        if token.lower_ in FIRST_PERSON:
            return ("we",)
        if token.lower_ in THIRD and cast.at(token) is None:
            found = _antecedent(token, cast)
            return (found,) if found else None
        own = cast.at(token)
        inner = [one for one in near(token) if not (one.i > token.i and one.lower_ in ENDING)]
        mentions = cast.among(inner)
        if own is not None:
            joined = [own] + [
                mention for mention in mentions if mention is not own and _coordinate(mention, token, cast)
            ]
            return tuple(dict.fromkeys(_stand(mention, bearing) for mention in joined))
        body = [mention for mention in mentions if mention.kind == "organization"] if not bearing else []
        chosen = [mention for mention in mentions if mention.form != "demonym"] if bearing else body[:1] or mentions
        chosen = chosen or mentions
        if chosen:
            return tuple(dict.fromkeys(_stand(mention, bearing) for mention in chosen))
    return None


def _stand(mention: Mention, bearing: bool) -> str:
    if mention.kind == "person" and not bearing and mention.country:
        return mention.country
    return mention.actor_id


def _coordinate(mention: Mention, token: Token, cast: Cast) -> bool:
    """Whether the mention is another item of the list that the token heads."""
    for one in near(token):
        if cast.at(one) is mention:
            node = one
            while node != token and node.dep_ in ("conj", "compound", "flat"):
                node = node.head
            if node == token and one != token and one.dep_ == "conj":
                return True
    return False


def _antecedent(pronoun: Token, cast: Cast) -> str | None:
    """The nearest state or body before a pronoun in its sentence; a possessor or modifier is passed over."""
    sent = pronoun.sent
    for index in range(pronoun.i - 1, sent.start - 1, -1):
        mention = cast.by_token.get(index)
        if mention is None:
            continue
        person = pronoun.lower_ in ("he", "she", "his", "her", "him")
        if person != (mention.kind == "person"):
            continue
        if mention.form == "demonym" or cast.doc[index].dep_ in ("poss", "compound", "amod"):
            continue
        return mention.actor_id
    return None
