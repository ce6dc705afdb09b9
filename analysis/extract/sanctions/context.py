"""What a sentence leaves unsaid: who "we" are, who imposed the sanctions spoken of before, and on whom."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Token

from analysis.extract.records import Mention
from analysis.extract.sanctions.cast import BESIDE, WAR, Cast
from analysis.extract.sanctions.drafts import Draft
from analysis.extract.sanctions.governors import governors
from analysis.extract.sanctions.imposers import IMPOSERS, passive
from analysis.extract.sanctions.people import actors
from analysis.extract.sanctions.subjects import subject
from analysis.extract.sanctions.trees import lemma
from analysis.extract.status import Attribution

# sanctions of nobody in particular
DIFFUSE = frozenset(["international", "global", "western", "multilateral", "worldwide", "foreign", "allied"])
SUMMING = frozenset(["these", "those", "this", "today", "such", "all"])


# what a member does with a measure of its own bloc, not who bears it
DEMANDING = frozenset(["demand", "want", "seek", "insist", "require", "ask", "hope"])
VOTING = frozenset(["veto", "hold", "vote", "shoot", "stall", "block"])


class Told(NamedTuple):
    """What a statement said, for a word that takes it up."""

    imposers: tuple[str, ...]
    targets: tuple[str, ...]
    measure: str


class Memory:
    """The statements of a document so far."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self.doc, self.cast = doc, cast
        self.imposers: tuple[str, ...] = ()
        self.targets: tuple[str, ...] = ()
        self.struck: tuple[str, ...] = ()  # the states among the last targets that had any
        self.measure = "general"
        self.collected: list[str] = []  # everybody designated so far
        self.told: dict[str, Told] = {}  # nouns and verbs used of sanctions so far, each with its last statement
        self.count = 0
        self.imposed = -2  # number of the last sentence in which sanctions are imposed

    def complete(self, draft: Draft, held: Attribution) -> Draft:
        """The draft with what the context gives; never against what the sentence says."""
        draft.imposers = self._speakers(draft.imposers, held)
        draft.targets = self._speakers(draft.targets, held)
        words = {token.lower_ for token in draft.trigger.token.lefts}
        if draft.trigger.rule == "continuation":
            draft.imposers = self.imposers
        if draft.imposers:  # "the ban on the airline" is not the airline's
            doing = [
                actor
                for actor in draft.imposers
                if actor not in self.targets or self.cast.kinds.get(actor) == "state"
            ]
            draft.imposers = tuple(doing) or None
        said = draft.imposers is not None
        if draft.targets and draft.imposers is None and set(draft.targets) <= set(self.imposers):
            draft.targets = None  # "the effects of the ban on Norwegian industry", of Norway's ban
        told = self._taken_up(draft)
        if told is not None and told.measure != "general":
            draft.measure, draft.measure_cue = told.measure, draft.trigger.token.text
        pointing = told is None and (draft.trigger.rule == "anaphor" or bool(words & {"this", "these"}))
        if pointing and self.measure != "general" and (draft.measure == "general" or draft.trigger.rule == "anaphor"):
            draft.measure, draft.measure_cue = self.measure, draft.trigger.token.text
        if not draft.targets and told is not None and told.targets:
            draft.targets, draft.inherited = told.targets, True
        if not draft.targets:
            draft.targets, draft.inherited = self._targets(draft, words), True
        if draft.imposers is None and told is not None and told.imposers:
            draft.imposers = told.imposers
        if draft.imposers is None:
            draft.imposers = self._imposers(draft, words)
        self._separate(draft, said)
        return draft

    def _taken_up(self, draft: Draft) -> Told | None:
        """The statement that a pronoun or "the ban" takes up: the last one made with that word, or a word of its kind."""
        if draft.trigger.stands_for is not None:
            return self.told.get(lemma(draft.trigger.stands_for))
        if draft.trigger.rule != "anaphor":
            return None
        low = lemma(draft.trigger.token)
        if low in self.told:
            return self.told[low]
        return next((self.told[word] for word in reversed(self.told) if word in KIN.get(low, ())), None)

    def _separate(self, draft: Draft, said: bool) -> None:
        """Nobody is restricted by his own state: what cannot hold together gives way, first what was only inferred."""
        imposing = {self.cast.state(actor) for actor in draft.imposers or ()}
        apart = tuple(actor for actor in draft.targets or () if self.cast.state(actor) not in imposing)
        if apart or said or draft.inherited:
            draft.targets = apart
        else:
            borne = {self.cast.state(actor) for actor in draft.targets or ()}
            draft.imposers = tuple(actor for actor in draft.imposers or () if self.cast.state(actor) not in borne)

    def _speakers(self, actors: tuple[str, ...] | None, held: Attribution) -> tuple[str, ...] | None:
        """`we` as the state that speaks: of a quotation its source's, else the publisher's."""
        if actors is None or "we" not in actors:
            return actors
        speaker = self.cast.state(held.source) if held.source in self.cast.kinds else None
        speaker = speaker or self.cast.home
        return (
            tuple(
                dict.fromkeys(
                    speaker or "" if actor == "we" else actor for actor in actors if actor != "we" or speaker
                )
            )
            or None
        )

    def _targets(self, draft: Draft, words: set[str]) -> tuple[str, ...]:
        token = draft.trigger.token
        anaphoric = bool(words & SUMMING) or any(one.lower_.startswith("today") for one in token.subtree)
        if "secondary" in words and not draft.trigger.verbal:
            return ()  # they hit whoever trades with those sanctioned
        if not self.targets:
            return self._protester(draft) or self._topic(draft)
        if anaphoric and not draft.trigger.verbal:
            states = [self.cast.state(actor) or actor for actor in self.collected]
            unnamed = any(self.cast.kinds.get(actor, "state") == "state" for actor in self.collected)
            return tuple(dict.fromkeys((states if unnamed else self.collected) or self.targets))
        if lemma(token) in KIN and "the" in words:
            return self.targets
        if draft.measure in ("assets", "travel") and not draft.trigger.verbal:
            return self.targets
        if self.struck:
            return self.struck  # the state spoken of, also where a person of another one was hit since
        return tuple(dict.fromkeys(self.cast.state(actor) or actor for actor in self.targets))

    def _protester(self, draft: Draft) -> tuple[str, ...]:
        """The state that protests against sanctions of which nothing more is told, or wants them lifted, bears them."""
        verb = draft.act.verb
        if draft.act.action == "ease":
            verb = next((one.word for one in governors(draft.trigger.token) if one.word.lemma_ in DEMANDING), None)
        elif draft.act.action != "oppose":
            return ()
        if verb is None or verb.lemma_.lower() in VOTING:
            return ()
        found = actors(subject(verb, self.cast), self.cast) or ()
        return tuple(one for one in found if self.cast.kinds.get(one) == "state" and one not in IMPOSERS)

    def _topic(self, draft: Draft) -> tuple[str, ...]:
        """The state that the sentence, else the title, is about: not the one that imposes, nor one that suffers a war."""
        cast = self.cast
        imposing = {cast.state(actor) for actor in draft.imposers or ()}
        if (
            enforcing := draft.act.enforcing
        ) is not None:  # "Denmark detained a tanker that sailed in breach of them"
            imposing |= {cast.state(actor) for actor in actors(subject(enforcing, cast), cast) or ()}
        if cast.home in IMPOSERS:
            imposing.add(cast.home)
        elif cast.home is not None:
            return (cast.home,)  # a state that speaks of sanctions without more speaks of those that it bears
        if draft.imposers:
            for mention in cast.among(cast.sentence(draft.trigger.token)):
                state = cast.state(mention.actor_id)
                if (
                    state
                    and state not in imposing
                    and cast.kinds.get(state, "state") == "state"
                    and not self._victim(mention)
                ):
                    return (state,)
        for actor in cast.titled:
            if cast.kinds.get(actor, "state") == "state" and actor not in imposing:
                return (actor,)
        return ()

    def _victim(self, mention: Mention) -> bool:
        """Beside the matter: "in", "with" or "for" a state, or a war against it."""
        first = self.cast.first_token(mention).i
        before = [token.lower_ for token in self.doc[max(0, first - 6) : first]]
        if before[-1:] in (["the"], ["a"]):
            before.pop()
        if before[-1:] == ["against"]:
            return not WAR.isdisjoint(before)
        return before[-1:] != [] and before[-1] in BESIDE

    def _imposers(self, draft: Draft, words: set[str]) -> tuple[str, ...]:
        if words & DIFFUSE and len(self.imposers) < 2:
            return ()
        if self.imposers and (draft.inherited or self._overlap(draft.targets)):
            if lemma(draft.trigger.token) != "sanction" or draft.trigger.verbal:
                return self.imposers
            # "these sanctions" are the state's, also where one of its bodies was named before
            return tuple(dict.fromkeys(self.cast.state(actor) or actor for actor in self.imposers))
        if self.imposers and draft.trigger.verbal and draft.act.action == "impose" and self._unsaid(draft):
            return self.imposers  # "the firm is being designated", in a text that told by whom
        if (
            self.cast.home
            and draft.act.action in ("impose", "ease", "enforce", "evade", "mention")
            and not words & DIFFUSE
        ):
            return (self.cast.home,) if self.cast.home not in (draft.targets or ()) else ()
        return ()

    @staticmethod
    def _unsaid(draft: Draft) -> bool:
        """A passive of designation that leaves out by whom."""
        verb = draft.trigger.token
        named = any(child.dep_ == "agent" for child in verb.children)
        return draft.trigger.rule in ("to-designate", "to-sanction") and passive(verb) and not named

    def _overlap(self, targets: tuple[str, ...] | None) -> bool:
        mine = {self.cast.state(actor) for actor in self.targets} | set(self.targets)
        return any(self.cast.state(actor) in mine or actor in mine for actor in targets or ())

    def known(self, token: Token, beside: set[str]) -> bool:
        """Whether a weak word picks up what was said before, or beside it: "the ban" after a ban."""
        low = lemma(token)
        kin = KIN.get(low, {low})
        return bool(kin & (set(self.told) | beside))

    def remember(self, draft: Draft) -> None:
        """Keep what the statement says for those that follow."""
        self.count += 1
        word = lemma(draft.trigger.stands_for or draft.trigger.token)
        if draft.targets or draft.imposers:
            self.told.pop(word, None)  # the latest last
            self.told[word] = Told(draft.imposers or (), draft.targets or (), draft.measure)
        else:
            self.told.setdefault(word, Told((), (), draft.measure))
        if draft.imposers and (draft.act.action != "threaten" or not self.imposers):
            self.imposers = draft.imposers
        if draft.targets and not draft.inherited:
            self.targets = draft.targets
            states = (actor for actor in draft.targets if self.cast.kinds.get(actor) in ("state", "bloc"))
            self.struck = tuple(states) or self.struck
            if draft.act.action == "impose":
                self.collected += [actor for actor in draft.targets if actor not in self.collected]
        if draft.measure != "general":
            self.measure = draft.measure


# what a weak noun may pick up
KIN = {
    "ban": {
        "ban",
        "boycott",
        "embargo",
        "prohibit",
        "bar",
        "suspend",
        "stop",
        "halt",
        "freeze",
        "restrict",
        "forbid",
        "outlaw",
        "pause",
        "cut",
    },
    "boycott": {"ban", "boycott", "embargo"},
    "restriction": {"restriction", "restrict", "sanction", "curb", "ban", "control"},
    "penalty": {"sanction", "penalty", "punishment"},
    "punishment": {"sanction", "penalty", "punishment"},
    "cap": {"cap"},
    "package": {"sanction"},
    "measure": {"cap", "sanction", "measure", "control", "restriction", "restrict"},
    "control": {"control", "restriction", "export"},
    "curb": {"curb", "restriction", "control"},
    "designation": {"sanction", "designate", "designation", "target"},
    "action": {"sanction", "designate", "designation", "target"},
    "amendment": {"control", "requirement", "rule"},
    "change": {"control", "requirement", "rule"},
}
