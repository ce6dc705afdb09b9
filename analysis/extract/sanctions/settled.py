"""What the word nearest to the sanctions does to them: lifts, breaks, imposes, or only stands beside them."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.sanctions.deeds import ADDING, SUFFERING, SUPPLYING
from analysis.extract.sanctions.enforcement import SEIZING
from analysis.extract.sanctions.governors import Step, joins, lexicon, with_particle

LOOMING = frozenset(["follow", "loom", "await", "ensue", "snap", "return", "resume"])  # "sanctions will follow"
COMING = frozenset(["will", "would", "could", "may", "might", "'ll", "’ll"])
EXPIRING = frozenset(["expire", "lapse", "end", "ease", "fall", "stop"])
STRIKING = frozenset("hit target aim strike block cover apply bar prohibit freeze ban take follow-up".split())
# nouns that only carry the sanctions counted or bundled in them
CARRYING = frozenset(
    """round tranche package set series raft wave regime system structure number form kind type part dozen use list
    barrage slew batch threat imposition array spate string mix combination panoply dlr dlrs dollar mln million
    billion percent pct most much some all rest part portion half worth many any one""".split()
)
BETWEEN = frozenset("of in to against on from".split())  # prepositions that leave the sanctions inside another thing
ARRIVING = frozenset("down into in effect".split())  # "will be coming down", "come into force"
PAIN = frozenset(["pain", "burden", "weight", "effect", "impact", "bite", "grip", "yoke", "pressure", "consequence"])
RELIEVING = frozenset(
    "escape avoid evade reduce mitigate lessen soften offset minimize minimise alleviate blunt counter cushion overcome neutralise neutralize".split()
)
SETTING = frozenset("despite amid since after following during under because by over beyond".split())


def nearest_action(noun: Token, steps: list[Step]) -> tuple[str, Token | None] | None:
    """The action of the nearest word that has one, and that word."""
    if noun.i and noun.nbor(-1).lower_ in ("around", "round") and steps and steps[0].word.lemma_ == "get":
        return "evade", steps[0].word  # "got round it", however it is parsed
    decided = bool(steps) and steps[0].action in ("ease", "evade", "enforce", "oppose", "impose") and joins(steps[0])
    if (
        bool(steps)
        and steps[0].relation == "nsubj"
        and (ended := _settled(steps[0], None, noun))
        and ended[0] == "ease"
    ):
        return ended  # "the embargo imposed by the Council runs out"
    if not decided and (found := _clause_action(noun)):
        return found
    if (dodging := _taken_for_noun(noun)) is not None:
        return "evade", dodging
    if noun.dep_ == "compound":  # "sanctions evasion networks": both hang under the last word
        for token in noun.doc[noun.i + 1 : noun.head.i + 1]:
            if action := lexicon()["nouns"].get(token.lemma_.lower()):
                return action, token
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    if following.lower_ in ("target", "targets") and following.dep_ in ("compound", "ROOT", "nsubj"):
        return "impose", following  # the parser takes "these sanctions target firms" for one noun
    if noun.lemma_.lower() in ("evasion", "circumvention", "backfilling"):
        return "evade", noun
    for position, step in enumerate(steps):
        further = steps[position + 1] if position + 1 < len(steps) else None
        settled = _settled(step, further, noun)
        if settled is not None:
            return settled if settled[0] else None
        if step.action and joins(step):
            return step.action, step.word
        if step.word.pos_ in ("VERB", "AUX") and step.relation not in ("compound", "nmod", "of") and position:
            return None
    return None


def _taken_for_noun(noun: Token) -> Token | None:
    """A verb right before the sanctions that the parser took for a noun: "Iran skirts sanctions"."""
    if noun.i < 2:
        return None
    before = noun.nbor(-1)
    verb = before.tag_ == "NNS" and before.dep_ in ("compound", "nmod") and before.nbor(-1).pos_ == "PROPN"
    return before if verb and lexicon()["verbs"].get(before.lemma_.lower()) == "evade" else None


def _settled(step: Step, further: Step | None, noun: Token) -> tuple[str, Token | None] | None:
    """What a step settles by the way in which the trigger hangs under it; "" where it settles that nothing is done."""
    low, relation, word = step.word.lemma_.lower(), step.relation, step.word
    nothing = ("", None)
    if relation in ("against", "despite") and low in SUPPLYING:
        return "evade", word  # "shipped optics to Russia against the sanctions"
    if noun.lemma_.lower() == "cap" and relation in ("dobj", "nsubjpass") and low in ("lower", "cut", "reduce"):
        return "impose", word  # a lower cap bites harder
    if relation == "dobj" and low in ("avoid", "escape") and any(one.lower_ == "secondary" for one in noun.children):
        return nothing  # who keeps clear of secondary sanctions evades none
    if relation in ("around", "round", "past") or (relation in ("above", "over") and noun.lemma_.lower() == "cap"):
        return "evade", word  # "ways around the sanctions", "slip past the embargo", "sold above the price cap"
    if relation == "under" and low in SEIZING:
        return "enforce", word  # "was impounded under the sanctions"
    if relation == "off" and low in ("take", "remove", "drop", "strike", "come", "get", "keep"):
        return "ease", word  # "took them off its blacklist"
    if relation == "attr" and low == "be" and _counted(word):
        return "impose", word
    if relation == "by" and low == "hit":
        return "impose", word
    if relation in SETTING:
        if relation == "under" and low in ("place", "put", "bring", "come"):
            return "impose", word
        return ("evade", word) if relation == "beyond" or (relation == "under" and step.action == "ease") else nothing
    if relation == "nsubj" and low in LOOMING and not any(child.dep_ == "dobj" for child in word.children):
        ahead = any(child.dep_ == "aux" and child.lower_ in COMING for child in word.children)
        return ("threaten", word) if ahead or low in ("loom", "await") else ("impose", word)
    if relation == "nsubj":
        if low in EXPIRING or with_particle(word) == "run out":
            return "ease", word
        arriving = low in ("come", "go", "kick", "take") and any(one.lower_ in ARRIVING for one in word.children)
        return ("impose", word) if low in STRIKING or arriving else nothing
    if low in SUFFERING and relation in ("dobj", "with", "from", "under", "nsubjpass"):
        if further is not None and further.action == "threaten":
            return "threaten", further.word
        if low == "hit" and relation == "with":
            return "impose", word
        return ("threaten", word if low == "risk" else None) if relation == "dobj" else nothing
    if (relation == "nsubjpass" and low == "make") or (relation == "dobj" and low == "include"):
        return "impose", word  # "the designations were made under", "the measures include sanctions on"
    adding = further is not None and further.word.lemma_.lower() in ADDING and further.relation == "of"
    if adding and further is not None and relation in ("to", "from", "on"):
        return further.action or "impose", further.word  # "the addition of two firms to the list"
    if word.pos_ == "NOUN" and step.action is None and relation in BETWEEN and low not in CARRYING:
        if further is not None and further.relation == "beyond":
            return "evade", further.word
        # "the pain of sanctions", "the effects of the ban": what is done is done to these
        relieved = low in PAIN and further is not None and further.word.lemma_.lower() in RELIEVING
        return ("evade", further.word) if relieved and further is not None else nothing
    return None


def _counted(verb: Token) -> bool:
    """ "It was the fourth round of sanctions": what was told before is one of several times that they were imposed."""
    pointing = any(child.dep_ == "nsubj" and child.lower_ in ("it", "this", "that") for child in verb.children)
    rounds = [child for child in verb.children if child.dep_ == "attr" and child.lemma_.lower() in ROUNDS]
    return pointing and bool(rounds)


ROUNDS = frozenset("round package tranche wave batch series set raft".split())


def _clause_action(noun: Token) -> tuple[str, Token] | None:
    """What a clause or participle on the noun says: "sanctions imposed on", "the embargo lifted in May", "easing sanctions"."""
    heads = [noun, noun.head] if noun.dep_ == "compound" and noun.head.pos_ == "NOUN" else [noun]
    for child in [child for head in heads for child in head.children]:
        if child.pos_ != "VERB" and child.tag_ != "VBG":
            continue
        found = lexicon()["verbs"].get(child.lemma_.lower())
        helped = any(grand.dep_ == "aux" and grand.lemma_ == "have" for grand in child.children)
        passive = (child.tag_ == "VBN" and not helped) or any(grand.dep_ == "auxpass" for grand in child.children)
        behind = child.dep_ == "acl" or (child.dep_ == "relcl" and passive)
        before = child.dep_ == "amod" and child.tag_ == "VBG"
        if found in ("impose", "ease", "evade") and ((behind and child.tag_ != "VBG") or before):
            return found, child
    return None
