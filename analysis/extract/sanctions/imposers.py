"""By whom: the imposers of a trigger from the words of its sentence."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.records import Mention
from analysis.extract.sanctions.acts import Act
from analysis.extract.sanctions.cast import FIRST_PERSON, Cast
from analysis.extract.sanctions.deeds import JOINING, SUFFERING
from analysis.extract.sanctions.enforcement import owner
from analysis.extract.sanctions.governors import Step, governors
from analysis.extract.sanctions.people import actors
from analysis.extract.sanctions.protests import paper_of
from analysis.extract.sanctions.subjects import JUDGING, subject
from analysis.extract.sanctions.trees import lemma
from analysis.extract.sanctions.trigger import Trigger

# states and bodies whose name before "sanctions" means that they impose them; of others it means that they bear them
IMPOSERS = frozenset(
    """USA GBR CAN AUS NZL JPN CHE EU UN FRA DEU NOR SWE ITA NLD KOR POL UKR NATO us-treasury us-department-of-state
    us-department-of-commerce un-security-council us-congress white-house office-of-foreign-assets-control
    european-commission african-union ecowas arab-league g7 AU G7""".split()
)
LIKE = ("-style", "-type", "-like", "-era", "-related", "-linked")  # "Magnitsky-style sanctions" are not his
LED = ("-led", "-imposed", "-backed", "-drafted", "-sponsored")
MEASURES = frozenset(["sanction", "embargo", "measure", "restriction", "ban"])
PUTTING = frozenset(
    ["set", "impose", "put", "place", "have", "announce", "adopt", "introduce", "issue", "levy", "slap"]
)


# with a noun of easing or imposing, verbs whose subject does it
GIVING = frozenset("grant give issue offer announce approve order allow refuse deny promise consider extend".split())


def imposers_of_noun(
    trigger: Trigger, act: Act, cast: Cast, targets: tuple[str, ...] | None
) -> tuple[str, ...] | None:
    """Imposers of sanctions named by a noun; None where the sentence does not say."""
    noun = trigger.token
    joined = next((step.word for step in governors(noun) if step.word.lemma_.lower() in JOINING), None)
    if joined is not None and act.cue == joined.text and (own := actors(subject(joined, cast), cast)):
        return own  # "joined the EU's sanctions"
    before, owners = modifiers(noun, cast)
    if owners and act.action == "evade":
        # "Libya's sanctions evasion" is Libya's; "flouting the EU's embargo" is of the EU's
        owners = tuple(actor for actor in owners if noun.dep_ != "compound" and actor in IMPOSERS)
    if owners:
        return owners
    imposing = [one.actor_id for one in before if cast.text.startswith(LED, one.end)] or [
        mention.actor_id
        for mention in before
        if (targets or mention.actor_id in IMPOSERS)
        and mention.actor_id not in (targets or ())
        and not cast.text.startswith(LIKE, mention.end)
    ]
    if imposing:
        return tuple(dict.fromkeys(imposing))
    said = _behind(noun, cast, targets) or _governing(noun, act, cast, targets) or _of_paper(noun, act, cast)
    return said or (owner(act.enforcing, cast) if act.enforcing is not None else None)


def _of_paper(noun: Token, act: Act, cast: Cast) -> tuple[str, ...] | None:
    """Whose resolution or bill would bring the sanctions that somebody stopped."""
    paper = paper_of(noun) if act.action == "oppose" else None
    before, owners = modifiers(paper, cast) if paper is not None else ([], ())
    return owners or tuple(one.actor_id for one in before if one.actor_id in IMPOSERS) or None


def _behind(noun: Token, cast: Cast, targets: tuple[str, ...] | None) -> tuple[str, ...] | None:
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "of", "from") and child.i > noun.i:
            for below in child.children:
                if lemma(below) in MEASURES:
                    continue  # "the return of UN sanctions": who brings them back is another matter
                found = tuple(actor for actor in actors([below], cast) or () if actor not in (targets or ()))
                if found:
                    return found
        if child.dep_ in ("acl", "relcl") and (found := agent(child, cast) or ()):
            return found
        if child.dep_ == "prep" and child.lower_ == "on":  # "the cap on oil set by the Council"
            for below in child.children:
                for clause in below.children:
                    if clause.dep_ == "acl" and clause.lemma_ in PUTTING and (found := agent(clause, cast) or ()):
                        return found
    return None


def _governing(noun: Token, act: Act, cast: Cast, targets: tuple[str, ...] | None) -> tuple[str, ...] | None:
    lower = False
    for step in governors(noun):
        word = step.word
        if word.pos_ not in ("VERB", "AUX"):
            lower = lower or step.action in ("ease", "impose")
            owned = next((child for child in word.children if child.dep_ == "poss" and child.i < noun.i), None)
            if owned is None or step.action not in ("impose", "ease", None) or step.relation != "of":
                continue
            if found := actors([owned], cast):
                return found
            continue
        if step.relation == "dobj" and lower and word.lemma_.lower() in GIVING and not passive(word):
            found = tuple(actor for actor in actors(subject(word, cast), cast) or () if actor not in (targets or ()))
            return found or None  # "granted Chad a waiver from the sanctions"
        if done_by := agent(word, cast):
            return done_by if "evade" not in (step.action, act.action) else None  # "was accused by Chad of evading"
        if _imposing(step, act) or (word.text == act.cue and act.action in WANTED and step.relation != "nsubj"):
            struck = step.relation == "with" and word.lemma_.lower() == "hit"  # "hit Iran with sanctions"
            if (word.lemma_.lower() in SUFFERING and not struck) or passive(word):
                return _warner(noun, act, cast)
            found = tuple(actor for actor in actors(subject(word, cast), cast) or () if actor not in (targets or ()))
            return found or None
        if act.action == "oppose" and step.action in ("impose", "ease") and step.relation == "dobj":
            if word.dep_ == "pcomp" and (found := actors(subject(word, cast), cast)):
                return found  # "condemned Canada for bringing back the sanctions"
            continue
        if step.relation == "nsubjpass" and word.dep_ == "ccomp" and step.action is None and not passive(word):
            continue  # "imposed sanctions on two men linked to the coup", read as "sanctions were linked"
        if act.action == "threaten" and step.relation == "nsubj" and (warner := _warner(noun, act, cast)):
            return warner
        if step.relation in ("nsubj", "nsubjpass") or step.action in ("evade", "enforce", "oppose"):
            return None
        if word.lemma_.lower() in SUFFERING:
            return _warner(noun, act, cast)
    return None


def _warner(noun: Token, act: Act, cast: Cast) -> tuple[str, ...] | None:
    """Who warns or threatens that somebody will face sanctions is who would impose them."""
    if act.action != "threaten":
        return None
    for step in governors(noun):
        if step.word.lemma_.lower() in ("warn", "threaten"):
            return actors(subject(step.word, cast), cast)
    return None


def _imposing(step: Step, act: Act) -> bool:
    return step.action in WANTED and act.action in WANTED and step.relation != "nsubj"


WANTED = frozenset(["impose", "ease", "threaten"])


def passive(verb: Token) -> bool:
    """Whether the verb is passive."""
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)


def modifiers(noun: Token, cast: Cast) -> tuple[list[Mention], tuple[str, ...]]:
    """Mentions before the noun, and the owners among them ("Norway's embargo", "our sanctions")."""
    owners: list[str] = []
    left: list[Token] = []
    node = noun
    for _ in range(8):
        for child in node.lefts:
            if child.dep_ == "poss":
                owners += actors([child], cast) or ()
            elif child.dep_ not in ("relcl", "acl", "advcl", "nsubj", "det", "prep", "cc"):
                left += list(child.subtree)
        if node.dep_ != "conj" or node.head.pos_ not in ("NOUN", "PROPN") or left or owners:
            break
        node = node.head
    if (
        noun.dep_ == "compound" and not left and not owners
    ):  # "Russia sanctions authorities": all hang under the last word
        for child in noun.head.lefts:
            if child.dep_ == "poss":
                owners += actors([child], cast) or ()
            elif child.i < noun.i and child.dep_ in ("compound", "amod", "nmod"):
                left += list(child.subtree)
    if any(token.lower_ in FIRST_PERSON and token.tag_ == "PRP$" for token in left):
        owners.append("we")
    found = [
        mention
        for mention in cast.among(sorted(left, key=lambda token: token.i))
        if not mention.start <= noun.idx < mention.end
    ]
    return found, tuple(dict.fromkeys(owners))


def agent(verb: Token, cast: Cast) -> tuple[str, ...] | None:
    """Who a passive says does it, or the subject of an active relative clause ("sanctions the US put in place")."""
    if verb.lemma_.lower() in JUDGING:
        return None
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and verb.tag_ == "VBN"):
            for below in child.children:
                if below.dep_ == "pobj" and lemma(below) not in MEASURES and (found := actors([below], cast)):
                    return found  # "was hurt by sanctions over its war": not by whose war it is
    if verb.dep_ == "relcl" and verb.lemma_.lower() in PUTTING:
        for child in verb.children:
            if child.dep_ == "nsubj" and (found := actors([child], cast)):
                return found
    return None
