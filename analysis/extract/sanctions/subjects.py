"""Who does it: the subject of a verb, through infinitives, clauses, and verbs that say it of somebody else."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.extract.sanctions.cast import Cast

URGING = frozenset(
    "urge press pressure ask tell call encourage force push lobby persuade want help allow require order warn enable invite".split()
)
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
