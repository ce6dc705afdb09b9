"""The model's named entities, decided for all words at once.

spaCy's recogniser walks a text word by word. Yet outside an entity its decision on a word rests on that word's
numbers alone, and inside on the entity's first word, the word before and the word: so every decision outside is
taken in one go, and those inside for all entities side by side. Rules of what may follow what are spaCy's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import ENT_IOB, ENT_TYPE, IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from analysis.arithmetic import whole_sentences
from analysis.decisions import Decider, closing, move_names, usual

LOOKED_AT = 3  # words that a decision looks at
BEGINS, INSIDE, OUTSIDE = 3, 1, 2  # spaCy's numbers for a word's place in an entity


class Moves(NamedTuple):
    """The recogniser's moves by their numbers."""

    labels: list[str]
    hashes: Any  # of the labels
    begin: Any  # move number of each label
    inside: Any
    last: Any
    unit: Any
    out: int


class Entities:
    """spaCy component in the place of `ner`."""

    def __init__(self) -> None:
        self.ner: Any = None
        self.moves: Any = None

    def stand_for(self, ner: Any) -> bool:
        """Take the place of this recogniser; False where it is built in another way."""
        self.moves = _moves(ner) if usual(ner, LOOKED_AT) else None
        self.ner = ner
        return self.moves is not None

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Docs with entities, in the order given."""
        for batch in minibatch(stream, size=batch_size):
            if any(
                doc.to_array(ENT_IOB).any() for doc in batch
            ):  # somebody has set some: the rules for that are spaCy's
                yield from self.ner.pipe(batch)
                continue
            filled = [doc for doc in batch if len(doc)]
            if filled:
                self._annotate(filled)
            yield from batch

    def _annotate(self, docs: list[Doc]) -> None:
        tok2vec, lower, upper = self.ner.model.layers
        numbers = tok2vec.predict(docs)
        space = np.concatenate([doc.to_array(IS_SPACE) for doc in docs]).astype(bool)
        ends = np.cumsum([len(doc) for doc in docs])
        last = closing(docs)
        found = []
        for begin, end in whole_sentences(last):  # no entity reaches over the end of one
            decide = Decider(numbers[begin:end], lower, upper)
            first, kinds, stop = self._outside(decide, space[begin:end], last[begin:end])
            begun = stop < 0
            stop[begun] = self._inside(decide, first[begun], kinds[begun], last[begin:end])
            found.append((first + begin, kinds, stop + begin))
        self._write(docs, ends, *(np.concatenate(each) for each in zip(*found, strict=True)))

    def _outside(self, decide: Decider, space: Any, closing: Any) -> tuple[Any, Any, Any]:
        """Words that would open an entity: number, label number, and end (-1 where it goes on)."""
        moves = self.moves
        words = np.arange(len(space))
        nothing = np.full(len(space), -1)
        scores = decide(words, nothing, nothing)
        allowed = np.zeros(scores.shape, dtype=bool)
        allowed[:, moves.out] = True
        allowed[:, moves.unit] = ~space[:, None]
        allowed[:, moves.begin] = (~space & ~closing)[:, None]
        best = np.where(allowed, scores, -np.inf).argmax(axis=1)
        label = np.full(scores.shape[1], -1)
        label[moves.begin] = label[moves.unit] = np.arange(len(moves.labels))
        (first,) = (best != moves.out).nonzero()
        chosen = best[first]
        return first, label[chosen], np.where(np.isin(chosen, moves.unit), first + 1, -1)

    def _inside(self, decide: Decider, first: Any, kinds: Any, closing: Any) -> Any:
        """Where each entity that goes on ends."""
        moves = self.moves
        stop = np.full(len(first), -1)
        open_ = np.arange(len(first))
        at = first + 1
        while len(open_):
            scores = decide(at, first[open_], at - 1)
            rows = np.arange(len(open_))
            go_on, end = moves.inside[kinds[open_]], moves.last[kinds[open_]]
            ahead, done = scores[rows, go_on], scores[rows, end]
            goes_on = ~closing[at] & ((ahead > done) | ((ahead == done) & (go_on < end)))
            stop[open_[~goes_on]] = at[~goes_on] + 1
            open_, at = open_[goes_on], at[goes_on] + 1
        return stop

    def _write(self, docs: list[Doc], ends: Any, first: Any, kinds: Any, stop: Any) -> None:
        place = np.full(int(ends[-1]), OUTSIDE, dtype=np.uint64)
        label = np.zeros(len(place), dtype=np.uint64)
        reached = 0
        for start, kind, end in zip(first.tolist(), self.moves.hashes[kinds].tolist(), stop.tolist(), strict=True):
            if start >= reached:  # else inside an entity, where nothing opens
                place[start:end], label[start:end] = INSIDE, kind
                place[start] = BEGINS
                reached = end
        values: Any = np.column_stack([place, label])
        for doc, end in zip(docs, ends.tolist(), strict=True):
            doc.from_array([ENT_IOB, ENT_TYPE], values[end - len(doc) : end])


def _moves(ner: Any) -> Moves | None:
    """The moves of a recogniser, None where there is one that is not known here; "U-" and "M" have to do with entities set before."""
    names = move_names(ner)
    number = {name: at for at, name in enumerate(names)}
    labels = [name[2:] for name in names if name.startswith("B-")]
    wanted = {f"{kind}-{label}" for kind in "BILU" for label in labels} | {"O"}
    if not labels or not wanted <= number.keys() <= wanted | {"U-", "M", "M-"}:
        return None

    def of(kind: str) -> Any:
        return np.array([number[f"{kind}-{label}"] for label in labels])

    hashes = np.array([ner.vocab.strings.add(label) for label in labels], dtype=np.uint64)
    return Moves(labels, hashes, of("B"), of("I"), of("L"), of("U"), number["O"])


@Language.factory("pactwatch_entities")
def make_entities(nlp: Language, name: str) -> Entities:
    """The component, still without the recogniser that it stands for."""
    return Entities()
