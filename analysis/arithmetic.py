"""The model's arithmetic, the same numbers in less time.

Two things are changed in a loaded spaCy pipeline, and neither changes what a layer computes. Matrices are
multiplied by numpy, whose kernels fit the machine, in blocks of one size: so a word's numbers do not depend on
which other words are computed along with it. And the first layers of the model look at a word's form alone, not at
its neighbours: their output is kept for the forms that come again. A long text is computed in pieces: what a layer
holds while it computes is ten times what it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model, NumpyOps

BLOCK = 136  # rows multiplied at a time
FEWEST = 48  # rows of a block that have to come out alike, or numpy's kernels are of no use here
PIECE = 4_000  # rows computed at a time
KEPT = 30_000  # word forms whose numbers are kept by a model: more would cost memory for forms that hardly recur
_MIX = np.uint64(0x9E3779B97F4A7C15)


class BlockOps(NumpyOps):
    """Arithmetic of thinc on the CPU, with matrices multiplied block by block.

    Kernels round in one way or another by a row's place in the block. Which places agree is tried out for each
    size of matrix; only those are used, so that a row's product is the same wherever the row stands.
    """

    name = "numpy"

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.places: dict[tuple[int, ...], tuple[int, int]] = {}

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, each of them transposed first where asked for."""
        if trans1 or not trans2 or x.dtype != np.float32 or y.dtype != np.float32:
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        if y.shape not in self.places:
            self.places[y.shape] = _places_alike(y.shape)
        first, last = self.places[y.shape]
        if last - first < FEWEST:
            return super().gemm(x, y, out=out, trans2=True)
        product = np.empty((len(x), len(y)), dtype=x.dtype) if out is None else out
        block = np.zeros((BLOCK, x.shape[1]), dtype=x.dtype)
        step = last - first
        for at in range(0, len(x), step):
            rows = x[at : at + step]
            block[first : first + len(rows)] = rows
            product[at : at + step] = np.matmul(y, block.T).T[first : first + len(rows)]
        return product


def _places_alike(shape: tuple[int, ...]) -> tuple[int, int]:
    """First and last place, half-open, of the longest run in a block whose products are rounded alike."""
    random = np.random.default_rng(0)
    weights = random.standard_normal(shape, dtype=np.float32)
    row = random.standard_normal((1, shape[1]), dtype=np.float32)
    products = np.matmul(weights, np.repeat(row, BLOCK, axis=0).T).T
    borders = [0, *((products[1:] != products[:-1]).any(axis=1).nonzero()[0] + 1).tolist(), BLOCK]
    return max(pairwise(borders), key=lambda run: run[1] - run[0])


def quicken(nlp: Language) -> None:
    """Let the models of a pipeline compute this way; those built otherwise than spaCy's own stay as they are."""
    operations = BlockOps()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if not isinstance(model, Model) or not isinstance(model.ops, NumpyOps):
            continue
        for node in model.walk():
            node.ops = operations
        for node in list(model.walk()):
            if _looks_at_words_alone(node):
                model.replace_node(node, kept_forms(node))
            elif node.attrs.get("pad"):  # rows put before and after a text, since a result looks at so many
                model.replace_node(node.layers[0], piecewise(node.layers[0], node.attrs["pad"]))


def in_pieces(compute: Callable[[Any], Any], rows: Any, reach: int = 0) -> Any:
    """What `compute` gives for the rows, a row for a row, computed for so many at a time.

    Args:
        compute: from rows to as many rows.
        rows: what to compute for.
        reach: rows before and after a row that its result depends on.
    """
    if len(rows) <= PIECE:
        return compute(rows)
    pieces = []
    for at in range(0, len(rows), PIECE):
        before = min(at, reach)
        found = compute(rows[at - before : at + PIECE + reach])
        pieces.append(found[before : before + PIECE].copy())  # a view would hold what stands beside it
    return np.concatenate(pieces)


def whole_sentences(closing: Any, times: int = 1) -> Iterator[tuple[int, int]]:
    """Words from and to, half-open, of pieces of a text that are whole sentences.

    Args:
        closing: of each word, whether a sentence ends with it.
        times: how many times `PIECE` a piece may be.
    """
    begin = 0
    ends = closing.nonzero()[0] + 1
    while begin < len(closing):
        fitting = ends[(ends > begin) & (ends <= begin + times * PIECE)]
        end = int(fitting[-1]) if len(fitting) else int(ends[ends > begin][0])
        yield begin, end
        begin = end


def largest(numbers: Any) -> Any:
    """The largest of each row of the last axis: numpy's own `max` takes ten times as long where a row has two or three."""
    found = numbers[..., 0]
    for at in range(1, numbers.shape[-1]):
        found = np.maximum(found, numbers[..., at])
    return found


def piecewise(layer: Model, reach: int) -> Model:
    """A layer that gives what `layer` gives, with `in_pieces`."""

    def forward(model: Model, rows: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
        return layer(rows, is_train) if is_train else (in_pieces(layer.predict, rows, reach), lambda gradient: [])

    return Model("piecewise", forward, ops=layer.ops, layers=[layer], dims={"nO": layer.maybe_get_dim("nO")})


def _looks_at_words_alone(node: Model) -> bool:
    names = [layer.name.split("(")[0] for layer in node.layers]
    return names == ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]


def kept_forms(node: Model) -> Model:
    """A layer that gives what `node` gives, computing each word form once."""
    memory = FormMemory(lambda forms: node.layers[3].predict(node.layers[2].predict(forms)))

    def forward(model: Model, docs: Any, is_train: bool) -> tuple[Any, Callable[[Any], Any]]:
        if is_train:
            return node(docs, is_train)
        features = [np.asarray(each, dtype=np.uint64) for each in node.layers[0].predict(docs)]
        numbers = memory.numbers(np.vstack(features)) if features else None
        ends = np.cumsum([len(each) for each in features])[:-1]
        return ([] if numbers is None else np.split(numbers, ends)), lambda gradient: []

    return Model("kept_forms", forward, ops=node.ops, dims={"nO": node.get_dim("nO"), "nI": None})


class FormMemory:
    """What a function gives for each word form seen: rows of one matrix, found by a hash and checked in full.

    Where too many have been seen, the memory starts anew: what it takes does not grow with the corpus.
    """

    def __init__(self, compute: Callable[[Any], Any]) -> None:
        self.compute = compute
        self.known: Any = None
        self._forget()

    def numbers(self, forms: Any) -> Any:
        """One row of what `compute` gives for each row of `forms`."""
        if not len(forms):
            return self.compute(forms)
        hashes = _hashes(forms)
        rows, found = self._find(hashes, forms)
        if not found.all():
            self._learn(hashes[~found], forms[~found])
            rows, found = self._find(hashes, forms)
        result = self.known[rows]
        if not found.all():  # more forms at once than the memory holds, or two that share a hash
            result[~found] = in_pieces(self.compute, forms[~found])
        return result

    def _forget(self) -> None:
        self.hashes = np.zeros(0, dtype=np.uint64)  # sorted
        self.rows = np.zeros(0, dtype=np.int64)  # row of each hash

    def _find(self, hashes: Any, forms: Any) -> tuple[Any, Any]:
        if not len(self.hashes):
            return np.zeros(len(hashes), dtype=np.int64), np.zeros(len(hashes), dtype=bool)
        at = self._place(hashes)
        rows = self.rows[at]
        return rows, (self.hashes[at] == hashes) & (self.forms[rows] == forms).all(axis=1)

    def _place(self, hashes: Any) -> Any:
        """Where each hash would stand among those known."""
        return np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)

    def _learn(self, hashes: Any, forms: Any) -> None:
        new, first = np.unique(hashes, return_index=True)
        if len(self.hashes):
            fresh = self.hashes[self._place(new)] != new
            new, first = new[fresh], first[fresh]
        if len(self.hashes) + len(new) > KEPT:
            self._forget()
        new, first = new[:KEPT], first[:KEPT]
        if not len(new):
            return
        computed = in_pieces(self.compute, forms[first])
        if self.known is None:
            self.forms = np.zeros((KEPT, forms.shape[1]), dtype=np.uint64)
            self.known = np.zeros((KEPT, computed.shape[1]), dtype=computed.dtype)
        places = np.arange(len(self.hashes), len(self.hashes) + len(new))
        self.forms[places], self.known[places] = forms[first], computed
        # both are sorted: putting one into the other costs less than sorting anew
        at = np.searchsorted(self.hashes, new)
        self.hashes, self.rows = np.insert(self.hashes, at, new), np.insert(self.rows, at, places)


def _hashes(forms: Any) -> Any:
    mixed = np.zeros(len(forms), dtype=np.uint64)
    for column in forms.T:
        mixed = (mixed ^ column) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return mixed
