"""The model's trees, a piece of a long text at a time.

spaCy's parser computes numbers for every word of a text, four thousand bytes a word, before its first decision. A
decision looks at words of its own sentence and at the one after it; sentences are fixed before. So a text is parsed
in pieces of whole sentences, each with a few words of what follows, and the trees are what they would have been.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, SENT_START
from spacy.language import Language
from spacy.pipeline.tok2vec import Tok2VecListener
from spacy.tokens import Doc
from spacy.util import minibatch

from analysis import arithmetic

AHEAD = 8  # words after a piece: the parser looks at one


class Trees:
    """spaCy component in the place of `parser`."""

    def __init__(self) -> None:
        self.parser: Any = None

    def stand_for(self, parser: Any) -> bool:
        """Take the place of this parser; False where its numbers are not those that the doc holds."""
        self.parser = parser
        shared = [node for node in parser.model.walk() if isinstance(node, Tok2VecListener)]
        windows = [node for node in parser.model.walk() if node.attrs.get("pad")]
        return bool(shared) and not windows and parser.cfg.get("beam_width") == 1

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """Docs with trees, in the order given."""
        for batch in minibatch(stream, size=batch_size):
            for doc in batch:
                if len(doc) > arithmetic.PIECE:
                    self._parse(doc)
            for _ in self.parser.pipe([doc for doc in batch if len(doc) <= arithmetic.PIECE], batch_size=batch_size):
                pass
            yield from batch

    def _parse(self, doc: Doc) -> None:
        starts = doc.to_array([SENT_START]).reshape(-1, 1)
        found = []
        for begin, end in arithmetic.whole_sentences(np.append(starts[1:, 0] == 1, True)):
            span: Any = doc[begin : end + AHEAD]
            part = self.parser(span.as_doc(array_head=(SENT_START,), array=starts))
            found.append(part.to_array([HEAD, DEP])[: end - begin])
        trees: Any = np.concatenate(found)
        doc.from_array([HEAD, DEP], trees)


@Language.factory("pactwatch_trees")
def make_trees(nlp: Language, name: str) -> Trees:
    """The component, still without the parser that it stands for."""
    return Trees()
