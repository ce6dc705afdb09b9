"""Which words stand in which slot of a predicate, by dependency: subject, object, prepositions.

Parsers misplace prepositional phrases often ('sold tanks to Syria' with 'to Syria' under tanks), so a
predicate also sees the prepositions of its object, and a noun those of the verb that governs it.
"""

from __future__ import annotations

from spacy.tokens import Token

SUBJECTS = frozenset(["nsubj", "csubj"])
OBJECT_CONTROL = frozenset(
    ["urge", "ask", "call", "order", "force", "push", "press", "allow", "let", "help", "enable", "invite", "want", "persuade", "encourage", "accuse",
     "permit", "expect", "tell", "request", "suspect", "blame", "pressure", "stop", "prevent", "see", "get", "require", "beg", "convince", "authorize",
     "designate", "sanction", "arrest", "penalize", "punish", "fine", "jail", "indict", "commission", "have", "make", "charge", "thank", "criticize", "criticise", "condemn", "praise", "bar", "block", "instruct"]
)  # fmt: skip
# the subject of these verbs talks about the deed named by their object and does not do it
ATTITUDE = frozenset(
    ["condemn", "criticize", "criticise", "denounce", "oppose", "report", "say", "describe", "call", "watch", "fear", "see", "note", "mention", "cite",
     "allege", "monitor", "track", "reveal", "expose", "block", "prevent", "detect", "spot", "intercept", "protest", "slam", "blast", "probe", "investigate",
     "study", "analyse", "analyze", "doubt", "question", "target", "sanction", "ban", "prohibit", "decry", "deplore", "bemoan", "mock", "warn", "believe", "think",
     "publish", "photograph", "film", "show", "suggest", "claim", "know", "disrupt", "undermine", "threaten", "counter", "hit", "strike", "attack", "destroy", "seize",
     "praise", "welcome", "hail", "applaud", "confirm", "deny", "explain", "restrict", "highlight", "underline", "underscore", "tout", "call", "predict", "view", "urge"]
)  # fmt: skip


# nouns that say something and do nothing: who owns them does what they announce
DOCUMENTS = frozenset(
    ["article", "statement", "report", "letter", "message", "plan", "deal", "agreement", "decision", "editorial", "commentary", "declaration", "resolution",
     "treaty", "memorandum", "contract", "law", "decree", "order", "bill", "proposal", "offer", "interest", "need", "idea", "possibility", "speech", "tweet", "post"]
)  # fmt: skip


def passive(verb: Token) -> bool:
    """True where the verb's grammatical subject (or the noun it modifies) undergoes the act."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl":
        return True
    return (
        verb.tag_ == "VBN"
        and verb.dep_ == "conj"
        and verb.head.tag_ == "VBN"
        and not _own(verb)
        and passive(verb.head)
    )


SPEECH = frozenset(
    ["say", "tell", "announce", "ask", "state", "declare", "add", "express", "share", "stress", "note", "warn", "reiterate", "emphasize", "argue", "acknowledge", "write", "remark"]
)  # fmt: skip


def _own(verb: Token) -> Token | None:
    before = [child for child in verb.lefts if child.dep_ in SUBJECTS]
    if before:
        return before[-1]  # of two, the first is the town of a dateline
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def undergoer(verb: Token) -> Token | None:
    """Of a passive verb: the noun that undergoes the act."""
    for child in verb.children:
        if child.dep_ in ("nsubjpass", "csubjpass"):
            return antecedent(child, verb)
    if verb.dep_ == "acl":
        return verb.head
    if verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        return undergoer(verb.head) or (subject(verb.head) if verb.dep_ == "xcomp" else None)
    return None


def antecedent(word: Token, verb: Token) -> Token:
    """The noun for which 'which' or 'that' of a relative clause stands; any other word as it is."""
    if word.tag_ in ("WDT", "WP") or word.lower_ in ("that", "which", "who"):
        clause = verb
        while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head.pos_ in ("VERB", "AUX"):
            clause = clause.head
        if clause.dep_ in ("relcl", "acl"):
            noun = clause.head
            # 'Acme, a firm that sold ...': the name says who
            return noun.head if noun.dep_ == "appos" and noun.head.pos_ == "PROPN" else noun
    return word


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The head of the phrase that does what the verb says, also when another verb governs it."""
    if depth > 8:
        return None
    own = _own(verb)
    if own is not None:
        return antecedent(own, verb)
    if passive(verb):
        return None
    head = verb.head
    if head is verb:
        return None
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return undergoer(head) if passive(head) else subject(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "dep", "oprd") and head.pos_ in ("VERB", "AUX", "ADJ"):
        if verb.dep_ in ("xcomp", "ccomp") and head.lemma_ in OBJECT_CONTROL:
            target = next((child for child in head.children if child.dep_ in ("dobj", "dative")), None)
            if target is not None:
                return target
        if head.pos_ in ("VERB", "AUX") and passive(head):
            return undergoer(head)
        return subject(head, depth + 1)
    # 'is willing to sell'; 'is mediating' is at times read as a noun's place
    if (verb.dep_ == "acomp" or (verb.dep_ == "attr" and verb.tag_ == "VBG")) and head.pos_ in ("VERB", "AUX"):
        return subject(head, depth + 1)
    if verb.dep_ == "acl":
        if verb.tag_ == "VBG" and head.lemma_.lower() not in DOCUMENTS:
            return head  # 'a plane carrying shells'
        return _owner(head, depth)
    if verb.dep_ == "relcl":
        return head if not any(child.dep_ in SUBJECTS for child in verb.children) else None
    if verb.dep_ == "pcomp":  # 'accused Iran of supplying', 'by supplying', 'talks on supplying'
        above = head.head
        if above.pos_ in ("VERB", "AUX"):
            restricted = _restricted(above)
            if restricted is not None:
                return restricted
            if head.lower_ in ("of", "from", "for", "into") and above.lemma_ in OBJECT_CONTROL | {
                "dissuade",
                "deter",
                "prohibit",
            }:
                target = next((child for child in above.children if child.dep_ in ("dobj", "nsubjpass")), None)
                if target is not None:
                    return target
            return undergoer(above) if passive(above) else subject(above, depth + 1)
        if above.pos_ in ("NOUN", "PROPN", "ADJ"):
            return _owner(above, depth)
    return None


def _restricted(verb: Token) -> Token | None:
    """Who is hit by 'imposed sanctions on X (for …)'."""
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass") and child.lemma_.lower() in (
            "sanction",
            "penalty",
            "ban",
            "fine",
            "restriction",
            "charge",
        ):
            for word in (child, verb):
                for name, target in prepositions(word):
                    if name in ("on", "against"):
                        return target
    return None


def _owner(noun: Token, depth: int) -> Token | None:
    """Who does what a noun announces: 'Peru's plan to sell', 'Peru made an offer to sell'."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    verb = governor(noun)
    if verb is not None and verb.pos_ in ("VERB", "AUX"):
        return undergoer(verb) if passive(verb) and noun.dep_ != "nsubjpass" else subject(verb, depth + 1)
    return None


def governor(noun: Token) -> Token | None:
    """The verb of which the noun is object, complement or adverbial, through prepositions and conjuncts."""
    token = noun
    for _ in range(6):
        if token.dep_ in (
            "dobj",
            "attr",
            "nsubjpass",
            "nsubj",
            "oprd",
            "dative",
            "pobj",
            "conj",
            "prep",
            "acomp",
            "appos",
            "pcomp",
            "npadvmod",
        ):
            token = token.head
            if token.pos_ in ("VERB", "AUX"):
                return token
        else:
            return None
    return None


# 'in response to X': X is what it is about, or against whom, and no party to it
TURNED = frozenset(["response", "reaction", "opposition", "contrast", "relation", "regard", "respect", "reference", "retaliation", "defiance", "view", "light", "accordance", "compliance", "line", "protest"])  # fmt: skip

SAYING = frozenset(["according", "contrary", "compared"])  # 'according to'
BROKEN = frozenset(["violation", "breach", "contravention", "defiance"])


def prepositions(token: Token, depth: int = 0) -> list[tuple[str, Token]]:
    """(preposition, object) pairs under the token, nearest first, through objects of prepositions too."""
    found: list[tuple[str, Token]] = []
    for child in token.children:
        if child.dep_ in ("prep", "dative", "agent") and child.pos_ in ("ADP", "SCONJ", "ADV", "VERB"):
            for grand in child.children:
                if grand.dep_ in ("pobj", "pcomp"):
                    if child.lower_ == "in" and grand.lower_ in BROKEN:
                        continue  # whose rule is broken takes no part
                    found.append((child.lower_, grand))
                    if depth < 2 and not (child.lower_ in ("in", "with") and grand.lower_ in TURNED):
                        found += prepositions(grand, depth + 1)
                elif grand.dep_ == "prep" and depth < 2 and child.lower_ not in SAYING:  # 'together with', 'out of'
                    found += [(grand.lower_, deep) for deep in grand.children if deep.dep_ == "pobj"]
    return found


def objects(verb: Token) -> list[Token]:
    """Direct objects and complements."""
    found = [child for child in verb.children if child.dep_ in ("dobj", "attr", "oprd")]
    if not found:  # 'developing and producing arms' shares its object
        for child in verb.children:
            if child.dep_ == "conj" and child.pos_ == "VERB":
                return objects(child)
    return found
