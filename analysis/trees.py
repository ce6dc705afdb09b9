"""The model's trees, decided for all sentences side by side.

spaCy's parser walks a text word by word: a decision shifts a word to a stack, takes one off, or draws an arc between
the word on top and the next one. Sentences are fixed before, and no arc leaves one: so each sentence is walked by itself,
and a step takes the next decision of all of them at once. Which moves are allowed, and what a decision looks at, is
spaCy's (its `arc_eager`), with what can never happen where sentences are fixed left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.language import Language
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc
from spacy.util import minibatch

from analysis.arithmetic import whole_sentences
from analysis.decisions import Decider, closing, move_names, usual

SIDE_BY_SIDE = 3  # times as many words as are computed at once elsewhere: a step costs as much for few sentences
LOOKED_AT = 8  # words that a decision looks at
NONE = -1  # no such word
SHIFT, REDUCE, LEFT, RIGHT, BREAK = "SDLRB"


class Moves(NamedTuple):
    """The parser's moves by their numbers."""

    kind: Any  # letter of each move
    label: Any  # relation that it gives, 0 where it gives none
    root: int  # relation of a word without a head
    moved: Any  # relations after which the arc is put elsewhere


class Trees:
    """spaCy component in the place of `parser`."""

    def __init__(self) -> None:
        self.parser: Any = None
        self.moves: Any = None

    def stand_for(self, parser: Any) -> bool:
        """Take the place of this parser; False where it is built in another way."""
        # its numbers have to be those that docs hold
        shared = any(isinstance(node, Tok2VecListener) for node in parser.model.walk())
        self.moves = _moves(parser) if shared and usual(parser, LOOKED_AT) else None
        self.parser = parser
        return self.moves is not None

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Docs with trees, in the order given."""
        for batch in minibatch(stream, size=batch_size):
            if not all(doc.to_array(SENT_START).all() for doc in batch):
                yield from self.parser.pipe(batch)  # where a sentence may begin is for spaCy's parser to find
                continue
            if filled := [doc for doc in batch if len(doc)]:
                self._annotate(filled)
            yield from batch

    def _annotate(self, docs: list[Doc]) -> None:
        tok2vec, lower, upper = self.parser.model.layers
        numbers = tok2vec.predict(docs)
        ends = np.cumsum([len(doc) for doc in docs])
        last = closing(docs)
        first = np.append(0, last.nonzero()[0] + 1)
        heads, labels = np.empty(len(numbers), dtype=np.int64), np.empty(len(numbers), dtype=np.uint64)
        for begin, end in whole_sentences(last, SIDE_BY_SIDE):
            bounds = first[(first >= begin) & (first <= end)] - begin
            until = ends[np.searchsorted(ends, bounds[:-1] + begin, side="right")] - begin
            walk = Walk(bounds, until, self.moves)
            # a decision on the last word looks at the one after it
            walk.decide(Decider(numbers[begin : end + 1], lower, upper))
            heads[begin:end], labels[begin:end] = walk.trees()
        moved = np.isin(labels, self.moves.moved)
        for doc, end in zip(docs, ends.tolist(), strict=True):
            own = slice(end - len(doc), end)
            tree: Any = np.column_stack([heads[own].astype(np.uint64), labels[own]])
            doc.from_array([HEAD, DEP], tree)
            if moved[own].any():
                for finish in self.parser.postprocesses:
                    finish(doc)


class Walk:
    """Sentences in the middle of being parsed.

    Words are numbered through all sentences. A stack lies in one array with those of the other sentences, below each of
    them three places that stay empty: what is looked for below the last word on it is none. So do the words put back.
    """

    BELOW = 3

    def __init__(self, bounds: Any, until: Any, moves: Moves) -> None:
        """Sentences from each of `bounds` to the next; `until` is where the text of each of them ends."""
        words, sentences = int(bounds[-1]), len(bounds) - 1
        self.moves, self.until, self.end = moves, until, bounds[1:]
        self.next = bounds[:-1].copy()  # word that none has taken yet
        self.stack = np.full(words + self.BELOW * sentences, NONE)
        self.back = self.stack.copy()  # words put back before that one
        self.bottom = self.next + self.BELOW * np.arange(1, sentences + 1)
        self.top, self.last = self.bottom - 1, self.bottom - 1  # of the stack, and of the words put back
        # of each word, and at the end of none
        self.head, self.left, self.right, self.before = (np.full(words + 1, NONE) for _ in range(4))
        self.label = np.zeros(words + 1, dtype=np.uint64)
        self.put_back = np.zeros(words + 1, dtype=bool)

    def decide(self, scores: Decider) -> None:
        """Take every decision of every sentence."""
        kind, label = self.moves.kind, self.moves.label
        shift, reduce, cut = (int((kind == letter).nonzero()[0][0]) for letter in (SHIFT, REDUCE, BREAK))
        going = np.arange(len(self.next))
        while len(going):
            top, last, upcoming = self.top[going], self.last[going], self.next[going]
            bottom, until, over = self.bottom[going], self.until[going], upcoming == self.end[going]
            waiting = last - bottom + 1  # words put back
            nothing, over = top < bottom, over & (waiting == 0)
            free = ~nothing & ~over  # else there is one move: to shift the first word, to take words off at the end
            chosen = np.where(nothing, SHIFT, REDUCE)
            relation = np.zeros(len(going), dtype=np.uint64)
            s0 = self.stack[top]
            b0 = np.where(waiting > 0, self.back[last], upcoming)
            at = free.nonzero()[0]
            if len(at):
                words = self._looked_at(s0[at], top[at], b0[at], last[at], waiting[at], upcoming[at], until[at])
                found = scores(*words)
                left = until[at] - upcoming[at] + waiting[at]
                found[(left < 2) | self.put_back[b0[at]], shift] = -np.inf
                found[top[at] == bottom[at], reduce] = -np.inf
                found[:, cut] = -np.inf
                best = found.argmax(axis=1)
                chosen[at], relation[at] = kind[best], label[best]
            self._move(going, chosen, relation, s0, b0)
            going = going[~(over & (self.top[going] < bottom) & (self.last[going] < bottom))]

    def _looked_at(
        self, s0: Any, top: Any, b0: Any, last: Any, waiting: Any, upcoming: Any, until: Any
    ) -> tuple[Any, ...]:
        """The words that a decision looks at: two to come, three on the stack, and last children of the first of each."""
        following = upcoming + 1 - np.minimum(waiting, 1)
        b1 = np.where(waiting > 1, self.back[last - 1], np.where(following < until, following, NONE))
        s1, s2 = self.stack[top - 1], self.stack[top - 2]
        return b0, b1, s0, s1, s2, self.left[b0], self.left[s0], self.right[s0]

    def _move(self, going: Any, chosen: Any, relation: Any, s0: Any, b0: Any) -> None:
        left, right, off = chosen == LEFT, chosen == RIGHT, chosen == REDUCE
        child, head = s0[left], b0[left]
        # the word on top may have a head, as its last child on the right: that arc goes
        had = self.head[child]
        self.right[had[had >= 0]] = self.before[child[had >= 0]]
        self.head[child], self.label[child], self.left[head], self.put_back[head] = head, relation[left], child, False
        child, head = b0[right], s0[right]
        self.head[child], self.label[child] = head, relation[right]
        self.before[child], self.right[head] = self.right[head], child
        # a word without a head is not lost: it is to come again
        again = off & (self.head[s0] < 0) & (self.top[going] > self.bottom[going])
        self.top[going[left | off]] -= 1
        returned = going[again]
        self.last[returned] += 1
        self.back[self.last[returned]] = s0[again]
        self.put_back[s0[again]] = True
        pushed = right | (chosen == SHIFT)
        onto = going[pushed]
        waits = self.last[onto] >= self.bottom[onto]
        self.last[onto[waits]] -= 1
        self.next[onto[~waits]] += 1
        self.top[onto] += 1
        self.stack[self.top[onto]] = b0[pushed]

    def trees(self) -> tuple[Any, Any]:
        """Of each word, how far away its head is, and its relation to it."""
        heads, labels = self.head[:-1], self.label[:-1]
        rootless = heads < 0
        labels[rootless] = self.moves.root
        return np.where(rootless, 0, heads - np.arange(len(heads))), labels


def _moves(parser: Any) -> Moves | None:
    """The moves of a parser, None where there is one that is not known here."""
    names = [name.partition("-") for name in move_names(parser)]
    if {name[0] for name in names} != {SHIFT, REDUCE, LEFT, RIGHT, BREAK}:
        return None
    if any(label == "subtok" or (kind in (SHIFT, REDUCE) and label) for kind, _, label in names):
        return None
    strings = parser.vocab.strings
    labels = np.array([strings.add(label) if label else 0 for _, _, label in names], dtype=np.uint64)
    moved = np.array(["||" in label for _, _, label in names])
    return Moves(np.array([kind for kind, _, _ in names]), labels, strings.add("ROOT"), labels[moved])


@Language.factory("pactwatch_trees")
def make_trees(nlp: Language, name: str) -> Trees:
    """The component, still without the parser that it stands for."""
    return Trees()
