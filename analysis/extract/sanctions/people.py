"""Whom a noun phrase means: the subject of a verb, the actors of a phrase, what a pronoun points back to, who a list names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from analysis.extract.records import Mention
from analysis.extract.sanctions.cast import FIRST_PERSON, Cast
from analysis.extract.sanctions.trees import near

# behind these words of a list stands why or how, no longer who
ENDING = frozenset(
    """for because after over following which who that whose whom pursuant under amid despite while since until if when
    responsible close linked tied accused involved related subordinate owned involving connected due designed aimed as
    said says according through but where barring citing unless so effective starting beginning last earlier
    suspected believed alleged deemed determined engaged engaging supporting helping enabling providing""".split()
)
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
THIRD = frozenset(["it", "its", "they", "their", "them", "he", "she", "his", "her", "him"])
MALE_FEMALE = frozenset(["he", "she", "his", "her", "him"])
URGING = frozenset(
    "urge press pressure ask tell call encourage force push lobby persuade want help allow require order warn enable invite".split()
)
# "the chief of the Directorate": a body that somebody serves is no item of the list
ROLES = frozenset(
    """chief head director president minister commander member chairman chairwoman chair deputy officer official founder owner
    general secretary representative spokesman spokesperson spokeswoman leader governor executive ceo son daughter wife
    brother ambassador manager partner board adviser advisor aide branch part unit arm subsidiary""".split()
)
PAIRS = {
    "leader": "person",
    "president": "person",
    "man": "person",
    "country": "state",
    "nation": "state",
    "state": "state",
    "neighbour": "state",
}
LONGEST = 300  # tokens of a list of names
BACK = 600  # characters in which a pronoun's name is looked for


def subject(verb: Token, cast: Cast) -> list[Token]:
    """The subject of a verb; through infinitives, participles, conjuncts and relative clauses to the noun that does it."""
    node = verb
    for _ in range(8):
        own = [child for child in node.children if child.dep_ in ("nsubj", "nsubjpass", "csubj")]
        if own and own[0].lower_ in ("that", "which", "who") and node.dep_ == "relcl":
            return [node.head]
        if own:
            return own
        infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in node.lefts)
        if (node.dep_ == "acl" or (node.dep_ == "relcl" and infinitive)) and node.head.pos_ in ("NOUN", "PROPN"):
            if any(child.lower_ == "to" for child in node.lefts):
                owner = [child for child in node.head.children if child.dep_ == "poss"] or [
                    below
                    for child in node.head.children
                    if child.lower_ == "by"
                    for below in child.children
                    if below.dep_ == "pobj"
                ]
                judged = node.head.dep_ == "dobj" and node.head.head.lemma_.lower() in JUDGING
                if owner or judged:
                    return owner  # "welcomed the decision to lift": it is not his who welcomes it
                node = node.head
                continue
            return [node.head]
        if node.dep_ in ("xcomp", "ccomp", "advcl", "conj", "pcomp", "dobj", "pobj", "prep", "acomp", "attr"):
            head = node.head
            if blamed := _blamed(node, infinitive):
                return blamed
            if node.dep_ in ("xcomp", "ccomp") and head.lemma_.lower() in URGING:
                urged = [child for child in head.children if child.dep_ in ("dobj", "dative") and child.i < node.i]
                if urged:
                    return urged
            node = head
            continue
        break
    return []


# who says what he thinks of sanctions does not impose them: "was welcomed by"
JUDGING = frozenset(
    """welcome hail praise applaud criticise criticize condemn denounce decry reject oppose deplore slam question
    regret lament endorse protest resent ridicule dismiss discuss mention describe report""".split()
)
# "accused Belarus of evading", "kept the firm from buying": who is told of is the object
BLAMING = frozenset(
    """accuse suspect convict acquit charge catch blame fault keep prevent stop deter bar prohibit ban dissuade
    discourage fine penalize penalise punish sue criticise criticize condemn denounce rebuke slam attack rail retaliate
    protest lash""".split()
)


def _blamed(node: Token, infinitive: bool) -> list[Token]:
    """Whom a verb above says to have done it: "accused X of doing it", "called on X to do it"."""
    head = node.head
    if node.dep_ == "pcomp" and head.dep_ == "prep" and head.head.lemma_.lower() in BLAMING:
        whom = [child for child in head.head.children if child.dep_ in ("dobj", "nsubjpass")]
        against = [
            child for child in head.head.children if child.dep_ == "prep" and child.lower_ in ("against", "at")
        ]
        return (whom or [below for child in against for below in child.children if below.dep_ == "pobj"])[:1]
    if infinitive and node.dep_ in ("xcomp", "advcl", "ccomp") and head.lemma_.lower() in ("call", "appeal", "plead"):
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to", "with") and child.i < node.i:
                return [grand for grand in child.children if grand.dep_ == "pobj"]
    return []


def actors(tokens: Iterable[Token], cast: Cast, *, bearing: bool = False) -> tuple[str, ...] | None:
    """Actor ids that noun phrases mean; None where they name nobody.

    Args:
        tokens: heads of the phrases.
        cast: who stands where.
        bearing: they bear sanctions; a person then is that person, else stands for the state served.
    """
    for token in tokens:
        mention = cast.at(token)
        if token.lower_ in FIRST_PERSON and token.text != "US" and (mention is None or mention.form == "pronoun"):
            return ("we",)
        if token.lower_ in THIRD and (mention is None or token.lower_ in ("its", "their")):
            pointed = _antecedent(token, cast, bearing) or mention
            return (_stand(pointed, bearing),) if pointed else None
        if mention is None and (pair := _pair(token, cast)):
            return pair
        inner = [one for one in near(token) if not (one.i > token.i and one.lower_ in ENDING)]
        mentions = cast.among(inner)
        if mention is not None:
            joined = [mention] + [one for one in mentions if one is not mention and _coordinate(one, token, cast)]
            return tuple(dict.fromkeys(_stand(one, bearing) for one in joined))
        bodies = [one for one in mentions if one.kind == "organization"] if not bearing else []
        chosen = bodies[:1] or [one for one in mentions if not bearing or one.form != "demonym"] or mentions
        if chosen:
            return tuple(dict.fromkeys(_stand(one, bearing) for one in chosen))
    return None


def _stand(mention: Mention, bearing: bool) -> str:
    if mention.kind == "person" and not bearing and mention.country:
        return mention.country
    return mention.actor_id


def _pair(token: Token, cast: Cast) -> tuple[str, ...]:
    """The last two persons or states named, for "both leaders", "the two countries"."""
    kind = PAIRS.get(token.lemma_.lower())
    if kind is None or not any(child.lower_ in ("both", "two") for child in token.children):
        return ()
    found: list[str] = []
    for mention in reversed(cast.before(token.idx)):
        if mention.kind == kind and mention.actor_id not in found:
            found.append(mention.actor_id)
        if len(found) == 2:
            return tuple(reversed(found))
    return ()


def _coordinate(mention: Mention, token: Token, cast: Cast) -> bool:
    """Whether the mention is another item of the list that the token heads."""
    for one in near(token):
        if cast.at(one) is mention and one.dep_ in ("conj", "appos"):
            node = one
            while node != token and node.dep_ in ("conj", "appos", "compound"):
                node = node.head
            if node == token:
                return mention.form != "demonym"
    return False


def _antecedent(pronoun: Token, cast: Cast, bearing: bool = False) -> Mention | None:
    """What a pronoun points back to: the nearest state or body before it in its sentence, for he and she the nearest person."""
    person = pronoun.lower_ in MALE_FEMALE
    own = pronoun.lower_ in ("its", "their")
    start = cast.sentence(pronoun).start_char
    nearest = None
    for mention in reversed(cast.before(pronoun.idx)):
        if mention.start < (pronoun.idx - BACK if person else start):
            break
        if person != (mention.kind == "person") or mention.form in ("demonym", "pronoun"):
            continue
        if bearing and mention.actor_id in IMPOSING and mention.kind != "state":
            continue  # "calls on the Council to lift the sanctions imposed on it"
        token = cast.last_token(mention)
        if token.dep_ == "nsubj" and token.head == pronoun.head and pronoun.dep_ == "dobj":
            continue  # "Canada sanctioned it": not itself
        if token.dep_ == "poss" or (token.dep_ in ("compound", "amod") and not own):
            continue
        if person or token.dep_ in ("nsubj", "nsubjpass"):
            return mention  # subjects are what "it" and "its" mostly point back to
        nearest = nearest or mention
    if nearest is None and pronoun.lower_ == "it" and pronoun.dep_ in ("nsubj", "nsubjpass"):
        return _subject_before(start, cast)
    return nearest


def _subject_before(start: int, cast: Cast) -> Mention | None:
    """The state or body that is the subject of the sentence before."""
    number = cast.doc.char_span(start, start + 1, alignment_mode="expand")
    if number is None or number.start == 0:
        return None
    previous = cast.sentence(cast.doc[number.start - 1])
    for mention in cast.among(previous):
        token = cast.last_token(mention)
        if mention.kind != "person" and mention.form != "demonym" and token.dep_ in ("nsubj", "nsubjpass"):
            return mention
    return None


# lists of those restricted


def restricted(noun: Token, cast: Cast, *, start: int | None = None) -> tuple[str, ...]:
    """Whom a noun phrase says is restricted: those named in it, else the states that it belongs to.

    Args:
        noun: head of the phrase.
        cast: who stands where.
        start: index of the token from which a list is read, where not the phrase's own first one.
    """
    if pair := _pair(noun, cast):
        return pair
    if noun.lower_ in THIRD:
        return actors([noun], cast, bearing=True) or ()
    found = cast.among(_items(noun, start, cast))
    if not found and (known := _definite(noun, cast)):
        return (known,)
    states = [mention for mention in found if mention.kind in ("state", "bloc")]
    named: list[str] = []
    for mention in found:
        if mention.kind not in ("person", "organization") or _affiliation(mention, cast):
            continue
        if mention.form == "title" and cast.text[mention.end : mention.end + 4] == " of ":
            continue  # "the president of its board"
        country = cast.countries.get(mention.actor_id)
        owned = (
            _possessive(mention, cast)
            and mention.kind == "person"
            and country
            and noun.lemma_.lower() not in BELONGINGS
        )
        named.append(country if owned and country else mention.actor_id)  # "Putin's war machine" is Russia's
    if named:
        heads = [mention.actor_id for mention in states if mention.form != "demonym" and _heads(mention, noun, cast)]
        return tuple(dict.fromkeys([*named, *heads]))
    if not states:  # "six senior members of the movement": unnamed, and of no state
        served = [mention.actor_id for mention in found if mention.kind == "organization"]
        return tuple(dict.fromkeys(served))
    return tuple(dict.fromkeys(mention.actor_id for mention in states))


# what is barred to a person himself: "President X's visa"
BELONGINGS = frozenset("visa asset property account yacht passport fund wife son daughter family aide".split())
# "the group", "the country": the one named last before
DEFINITE = {
    "group": "organization", "militia": "organization", "movement": "organization", "organization": "organization",
    "organisation": "organization", "faction": "organization", "rebel": "organization", "company": "organization",
    "firm": "organization", "bank": "organization", "country": "state", "nation": "state", "regime": "state",
    "kingdom": "state", "republic": "state", "island": "state", "junta": "state",
}  # fmt: skip


def _definite(noun: Token, cast: Cast) -> str | None:
    """Whom "the group" or "the country" takes up: the last one named that does not itself impose sanctions."""
    kind = DEFINITE.get(noun.lemma_.lower())
    if kind is None or (noun.tag_ == "NNS" and noun.lemma_ != "rebel"):
        return None
    if not any(child.lower_ in ("the", "this", "that") and child.dep_ == "det" for child in noun.children):
        return None
    if any(child.dep_ in ("compound", "amod", "relcl", "acl") for child in noun.children):
        return None
    for mention in reversed(cast.before(noun.idx)[-12:]):
        if mention.kind != kind or mention.form == "pronoun" or mention.actor_id == cast.home:
            continue
        if kind == "organization" and (mention.actor_id in IMPOSING or _speaks(mention, cast)):
            continue
        if kind == "state" and mention.actor_id in IMPOSING:
            continue
        return mention.actor_id
    return None


def _speaks(mention: Mention, cast: Cast) -> bool:
    """The subject of a verb of saying, or a body that something is according to: it reports, and is not spoken of."""
    token = cast.last_token(mention)
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in ("say", "report", "tell", "announce", "add", "find")


# who imposes sanctions more often than bearing them
IMPOSING = frozenset(
    """USA GBR EU UN CAN AUS NZL JPN CHE NATO us-treasury us-department-of-state us-department-of-commerce
    un-security-council us-congress white-house office-of-foreign-assets-control european-commission
    european-parliament us-department-of-justice""".split()
)


def _items(noun: Token, start: int | None, cast: Cast) -> Iterator[Token]:
    """Tokens of a phrase in which those restricted stand, up to where it says why or how.

    The parser seldom hangs a long list under its first item, so a list (semicolons, or several commas) is read on to
    the end of the sentence or to a finite verb; behind a semicolon the next item begins.
    """
    own = {token.i for token in near(noun)}
    sent_end = min(cast.sentence(noun).end, noun.i + LONGEST)
    ahead = noun.doc[noun.i : sent_end]
    semicolons = any(token.text == ";" for token in ahead)
    long = semicolons or sum(token.text == "," for token in ahead) >= 2
    stopped, depth = False, 0
    for token in noun.doc[noun.left_edge.i if start is None else start : sent_end]:
        depth += (token.text == "(") - (token.text == ")")
        if semicolons and token.text == ";":
            stopped = False
        if token.i > (noun.i if start is None else start) and depth <= 0 and _ends(token):
            if not semicolons:
                return
            stopped = True
        if not stopped and depth <= 0 and (long or token.i in own):
            yield token


def _ends(token: Token) -> bool:
    if token.lower_ in ENDING:
        following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        if token.lower_ == "for" and following in ("sanctions", "designation"):
            return False
        return not (token.lower_ == "as" and "well" in (following, token.doc[token.i - 1].lower_))
    if (
        token.tag_ == "VBN"
        and token.dep_ == "acl"
        and token.lemma_.lower() in ("sanction", "designate", "blacklist", "ban", "bar")
    ):
        return True  # "the ship, sanctioned by Britain"
    return token.tag_ in FINITE or (token.lower_ == "to" and token.pos_ == "PART")


def _possessive(mention: Mention, cast: Cast) -> bool:
    following = cast.text[mention.end : mention.end + 2]
    return following in ("'s", "’s")


def _affiliation(mention: Mention, cast: Cast) -> bool:
    """A body that an item of the list belongs to: "chief of the Directorate of the Ministry"."""
    token = cast.first_token(mention)
    index = token.i - 1
    while (index > 0 and cast.doc[index].pos_ in ("DET", "ADJ")) or (
        index > 0 and cast.at(cast.doc[index]) and cast.doc[index].lower_ != "of"
    ):
        index -= 1
    if index <= 0 or cast.doc[index].lower_ not in ("of", "at", "in", "within"):
        return False
    before = cast.doc[index].head
    if before.lemma_.lower() in ROLES:
        return True
    previous = cast.at(cast.doc[index - 1])
    return (previous is not None and previous.kind == "organization") or before.lower_ in (
        "interior",
        "directorate",
        "ministry",
    )


def _heads(mention: Mention, noun: Token, cast: Cast) -> bool:
    for token in near(noun):
        if cast.at(token) is mention and (
            token == noun or (token.dep_ == "conj" and token.head.dep_ in ("pobj", "dobj", "conj"))
        ):
            return True
    return False
