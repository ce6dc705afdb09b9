"""What spaCy's parser and recogniser have in common: moves, decided by adding the numbers of a few words and weighing the sum.

A component that decides for many words at once may stand for one of them where it is built in spaCy's usual way.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc

from analysis.arithmetic import largest


def usual(component: Any, words: int) -> bool:
    """Whether a parser or recogniser takes its best move each time, and looks at so many words to tell which that is."""
    model = component.model
    return bool(
        model.name == "parser_model"
        and component.cfg.get("beam_width") == 1
        and model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and model.get_ref("lower").get_dim("nF") == words
        and model.get_ref("lower").get_dim("nP") >= 2
    )


def move_names(component: Any) -> list[str]:
    """The names of its moves by their numbers."""
    return [component.moves.get_class_name(at) for at in range(component.moves.n_moves)]


def closing(docs: list[Doc]) -> Any:
    """Of each word of the docs, one after the other, whether a sentence ends with it. Each doc has one."""
    return np.concatenate([np.append(doc.to_array(SENT_START)[1:] == 1, True) for doc in docs])


class Decider:
    """Scores of the moves for words in their state: the numbers of its places added, squeezed, weighed."""

    def __init__(self, numbers: Any, lower: Any, upper: Any) -> None:
        features = lower.predict(numbers)  # of each word in each place; the first stands for "no such word"
        self.places = features.shape[1]
        self.shape = features.shape[2:]
        self.features = features.reshape(len(features) * self.places, -1)
        self.bias, self.upper = lower.get_param("b").reshape(-1), upper

    def __call__(self, *words: Any) -> Any:
        """A row of scores for each of the states; of each place its words by number, -1 for none."""
        rows = [(word + 1) * self.places + place for place, word in enumerate(words)]
        total = self.features[rows[0]]
        for row in rows[1:]:
            total += self.features[row]
        total += self.bias
        return self.upper.predict(largest(total.reshape(-1, *self.shape)))
