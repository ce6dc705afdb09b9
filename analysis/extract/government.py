"""From an act outwards through the sentence: the cues of every word that governs it, in that order.

Each step goes up the tree of dependencies and decides what the word reached may say of the act: by its own
meaning (refuse, plan, alleged: `lexical`) and by its auxiliaries and adverbs (`modal`). The walk ends where a
clause stands on its own, or where the act is only the setting of something else ("after the visit").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from analysis.extract.cues import Cue, Entry, cue, entry_for, tables
from analysis.extract.modality import noun_cues, reported_clause, verb_cues
from analysis.extract.negation import WITHOUT, negator

STEPS = 14  # no sentence that a person wrote nests deeper; a bound for any text
# verbs that only carry their noun: what "may hold drills" says of "hold" it says of the drills
CARRIERS = frozenset(
    """be have hold do make give take provide conduct carry stage perform run launch start begin continue resume
    strengthen expand deepen develop boost enhance advance broaden increase accelerate promote improve intensify
    facilitate ensure secure get obtain receive acquire win gain grant extend establish build create forge form
    engage participate join enter take lead see lend send deliver supply transfer sell buy ship pay happen
    occur proceed follow exist arise involve include implement sustain achieve restore upgrade bolster cement
    consolidate open reinforce tighten renew host organize organise cooperate work impose place slap put levy
    complete reopen fulfil fulfill honour honor trigger bring lift ease enforce use apply face restart revive
    reimpose escalate widen toughen introduce enact""".split()
)
OCCURRING = frozenset(
    """take happen occur begin start continue resume proceed go follow come collapse end stop fail exist arrive
    expire lapse break fall remain""".split()
)
POINTING = frozenset(["this", "these", "those"])  # what is so pointed at is there already
DEFINITE = POINTING | frozenset(["the", "its", "their", "his", "her", "our", "your", "my", "both", "all"])
BREAKING = frozenset(["stop", "refuse", "rule-out", "deny", "doubt"])
# adjuncts that presuppose what they name, whatever the verb beside them is
SETTINGS = frozenset(
    "after during amid amidst despite since following given ahead before because due over upon besides beyond".split()
)
MONEY = frozenset("dollar dlr dlrs million billion mln euro pound worth increase decrease rise cut".split())
OBJECTS = frozenset(["dobj", "obj", "nsubjpass", "attr", "oprd", "dative", "acomp"])


class Link(NamedTuple):
    """One step up: the word reached, and what it may say of the act."""

    head: Token | None
    lexical: bool = True
    modal: bool = False  # its modality counts even where its meaning says nothing
    onward: bool = False  # the walk goes on from it even where it says nothing
    extra: tuple[Cue, ...] = ()


def outward(trigger: Token, *, held: bool = False) -> Iterator[Cue]:
    """Every cue from the trigger outwards.

    Args:
        trigger: verb or noun that names the act.
        held: the act stands in somebody's reported words.
    """
    node = trigger
    yield from _own(node, held)
    for _ in range(STEPS):
        link = _verb_link(node) if verbal(node) else _noun_link(node)
        if link is None:
            return
        yield from link.extra
        if link.head is None:
            return
        node = link.head
        found = entry_for(node) if link.lexical else None
        if found and found[0].id in ("plan", "underway") and verbal(node) and node.dep_ == "amod":
            found = None
        yield from _said(node, found, link, held)
        if not (found or link.modal or link.onward):
            return


def verbal(token: Token) -> bool:
    """Verbs, and adjectives that are predicates ("is ready to")."""
    return token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and token.dep_ not in ("amod", "compound"))


def _own(node: Token, held: bool, *, shared: bool = False) -> list[Cue]:
    if verbal(node):
        return list(verb_cues(node, reported=held or reported_clause(node), shared=shared))
    return list(noun_cues(node))


def _said(node: Token, found: tuple[Entry, str] | None, link: Link, held: bool) -> Iterator[Cue]:
    spent = False
    if found:
        entry, words = found
        negated = negator(node) or (node.dep_ in ("attr", "acomp") and negator(node.head)) or None
        if negated and entry.when_negated is not None:
            name = entry.id if entry.only_negated else f"not-{entry.id}"
            yield Cue(name, f"{negated} {words}", **entry.when_negated)
            spent = True
        elif not entry.only_negated:
            yield cue(entry, words)
    if found or link.modal:
        for one in _own(node, held, shared=not link.lexical and node.lemma_ != "be"):
            # "could not verify whether": what is negated is the verifying
            if not (spent and (one.id == "not" or (one.stage == "ended" and one.id in ("would", "may")))):
                yield one


def _verb_link(verb: Token) -> Link | None:
    head, dep = verb.head, verb.dep_
    if head == verb:
        return None
    if dep in ("aux", "auxpass"):
        return Link(head, lexical=False, modal=True)
    if dep in ("acomp", "oprd", "attr"):
        return Link(head, lexical=True, modal=True)
    if dep == "conj":
        return _conjunct(verb)
    if dep == "pcomp":
        return _through_preposition(head, verb)
    if dep == "xcomp" or (dep in ("advcl", "ccomp") and _infinitive(verb)):
        return _infinitive_link(verb)
    if dep in ("ccomp", "csubj", "csubjpass"):
        if head.lemma_ == "see" and verb.tag_ in ("VB", "VBP"):  # "the plan would see Chile train them"
            return Link(head, lexical=False, modal=True)
        if head.lemma_ == "be":
            return Link(head, modal=True, extra=_subject(head))
        return Link(head)
    if dep == "advcl" and entry_for(head) is not None and not any(child.dep_ == "mark" for child in verb.children):
        return None
    if dep == "acl":
        return Link(head) if _infinitive(verb) or _that(verb) else None
    if dep == "relcl" and _infinitive(verb):
        return Link(head)
    return None


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ in ("aux", "mark") and child.lower_ == "to" for child in verb.children)


def _that(verb: Token) -> bool:
    return any(child.dep_ in ("mark", "nsubj") for child in verb.children)


def _infinitive_link(verb: Token) -> Link:
    head = verb.head
    if head.lemma_ == "be":
        subject = _subject(head)
        bare = verb.dep_ == "xcomp" and not subject and not any(child.dep_ == "acomp" for child in head.children)
        planned = Cue("plan", f"{head.text} to", "agreed") if bare and _infinitive(verb) else None
        return Link(head, lexical=False, modal=True, extra=subject or ((planned,) if planned else ()))
    if head.lemma_ == "have" and _infinitive(verb):
        for word in verb.doc[head.i + 1 : verb.i]:
            if word.lower_ == "yet":
                return Link(head, lexical=False, modal=True, extra=(Cue("not", f"{word.text} to", None, "negated"),))
        return Link(head, lexical=False, modal=True, extra=(Cue("must", f"{head.text} to", "proposed"),))
    if head.lemma_ == "go" and head.tag_ == "VBG" and verb.dep_ == "xcomp":
        return Link(head, lexical=False, modal=True, extra=(Cue("will", f"{head.text} to", "agreed"),))
    if verb.dep_ == "advcl" and _of_a_deal(head):  # "signed a deal on Tuesday to build"
        return Link(head)
    if verb.dep_ == "advcl" and (entry_for(head) is None or not _near(head, verb)):
        return Link(None, extra=(cue(tables()["marks"]["to"], "to"),))
    return Link(head, modal=verb.dep_ == "xcomp")


def _of_a_deal(verb: Token) -> bool:
    """Whether the verb makes a deal or plan, of which an infinitive after it tells what it is to do."""
    found = entry_for(verb)
    if found is None or found[0].id != "plan":
        return False
    made = (entry_for(child) for child in verb.children if child.dep_ == "dobj")
    return any(one is not None and one[0].id == "plan" for one in made)


def _near(head: Token, verb: Token) -> bool:
    """Whether nothing but the verb's own words stands between: "is expected to sell" against "offered a loan to win"."""
    return 0 < verb.i - head.i <= 1 + len([token for token in verb.lefts])


def _subject(be: Token) -> tuple[Cue, ...]:
    """What a copula's subject or complement says: "the aim is to sell", "it is unlikely that"."""
    for child in be.children:
        if child.dep_ in ("nsubj", "acomp", "attr") and child.pos_ in ("NOUN", "ADJ"):
            found = entry_for(child)
            negated = negator(child) or negator(be)
            if found and negated and found[0].when_negated is not None:
                return (Cue(f"not-{found[0].id}", f"{negated} {found[1]}", **found[0].when_negated),)
            if found and (negated or not found[0].only_negated):
                return (cue(*found),)
    return ()


def _conjunct(token: Token) -> Link:
    """The first of several conjoined words: it lends auxiliaries where the later one has neither these nor a subject."""
    first = token.head
    if not verbal(token):
        return Link(first, lexical=False, onward=True)
    own = any(
        child.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") and child.lower_ != "to" for child in token.children
    )
    either = any(child.dep_ == "cc" and child.lower_ in ("or", "nor") for child in first.children)
    if own or not ((token.tag_ in ("VB", "VBP") and first.tag_ in ("VB", "VBP")) or either):
        return Link(first, lexical=False, onward=not own and token.tag_ == first.tag_)
    if negator(first) and not either:
        return Link(first, lexical=False, onward=True)
    return Link(first, lexical=False, modal=True)


def _through_preposition(preposition: Token, below: Token) -> Link | None:
    word, head = preposition.lower_, preposition.head
    if word in WITHOUT:
        return Link(None, extra=(Cue("not", preposition.text, None, "negated"),))
    if word == "of" and preposition.i and below.doc[preposition.i - 1].lower_ == "instead":
        return Link(None, extra=(Cue("refuse", "instead of", "ended", "negated"),))
    if word in SETTINGS or head == preposition:
        return None
    if word == "than" and below.doc[preposition.i - 1].lower_ == "rather":
        return Link(None, extra=(Cue("refuse", "rather than", "ended", "negated"),))
    if head.dep_ == "prep" and head.head != head:  # "out of", "because of"
        if head.lower_ in SETTINGS:
            return None
        head = head.head
    elif head.dep_ in ("advmod", "prt") and word in ("from", "of") and verbal(head.head):  # "stayed away from"
        head = head.head
    if word == "for" and (found := entry_for(head)) and found[0].id in BREAKING:
        return None  # "was banned for selling": the ban does not say that nothing was sold
    if verbal(below):
        return Link(head, modal=word == "by", lexical=word != "by")
    definite = _determined(below, DEFINITE)
    if verbal(head):
        carried = head.lemma_.lower() in CARRIERS and word in ("in", "into", "with", "on")
        going = word in ("for", "on") and not definite  # "will fly there for talks"
        return Link(head, lexical=word not in ("with", "by", "at", "in", "as", "under"), modal=carried or going)
    counted = word == "in" and head.lemma_.lower() in MONEY  # "lift 84 million dollars in sanctions"
    return Link(head, onward=word == "of" or counted, lexical=word not in ("with", "by", "at", "in", "from"))


def _noun_link(noun: Token) -> Link | None:
    head, dep = noun.head, noun.dep_
    if head == noun:
        return None
    pointed = _determined(noun, POINTING)
    if dep == "conj":
        return Link(head, lexical=False, onward=True)
    if dep in ("compound", "nmod", "amod"):
        return Link(head, onward=True)
    if dep == "poss" or dep == "appos":
        return None
    if dep == "pobj":
        return _pointed_link(_through_preposition(head, noun)) if pointed else _through_preposition(head, noun)
    if dep in OBJECTS:
        if head.lemma_ == "be" and dep in ("attr", "acomp"):
            return Link(head, lexical=False, modal=True)
        link = Link(head, modal=head.lemma_.lower() in CARRIERS or not _determined(noun, DEFINITE))
        return _pointed_link(link) if pointed else link
    if dep in ("nsubj", "csubj"):
        return _subject_link(noun, pointed)
    return None


def _determined(noun: Token, words: frozenset[str]) -> bool:
    return any(
        child.dep_ in ("det", "poss", "predet") and (child.lower_ in words or child.dep_ == "poss")
        for child in noun.children
    )


def _pointed_link(link: Link | None) -> Link | None:
    """Of what is there already only a break-off, a refusal or a denial says something."""
    if link is None or link.head is None:
        return link
    found = entry_for(link.head)
    return link if found and found[0].id in BREAKING else None


def _subject_link(noun: Token, pointed: bool) -> Link | None:
    verb = noun.head
    if verb.lemma_ == "be":
        for child in verb.children:
            if child.dep_ in ("acomp", "attr") or (child.dep_ == "prep" and child.lower_ == "under"):
                word = next((grand for grand in child.children if grand.dep_ == "pobj"), child)
                found = entry_for(word)
                if found and found[0].id == "seek" and _determined(noun, DEFINITE):
                    return None  # "its visit was necessary": it took place
                if found and not found[0].only_negated and word != noun:
                    if (
                        any(grand.dep_ in ("xcomp", "ccomp", "prep") for grand in word.children)
                        and word.pos_ == "ADJ"
                    ):
                        continue  # "the visit is likely to please": of pleasing, not of the visit
                    return Link(word, modal=True)
        return None if pointed or _determined(noun, DEFINITE) else Link(verb, lexical=False, modal=True)
    if verb.lemma_.lower() in OCCURRING:
        return Link(verb, modal=True)
    if pointed or _determined(noun, DEFINITE):
        return None
    return Link(verb, lexical=False, modal=any(child.tag_ == "MD" for child in verb.children))
