"""Names of actors for those who read, and the state that an actor stands for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from analysis import vocabulary
from analysis.asking import Table, only


class Names:
    """Names, kinds and states of the actors of a run; an id that the table lacks is its own name."""

    def __init__(self, actors: Table) -> None:
        actors = only(actors, "actor_id", "actor", "kind", "country")
        self._names = dict(zip(actors["actor_id"], actors["actor"], strict=True))
        self._kinds = dict(zip(actors["actor_id"], actors["kind"], strict=True))
        self._states = {
            key: country
            for key, country in zip(actors["actor_id"], actors["country"], strict=True)
            if isinstance(country, str)
        }

    def name(self, key: str) -> str:
        """The actor's name; of a state that only its people stand for, the usual English one."""
        return self._names.get(key) or _labels().get(key) or key

    def kind(self, key: str) -> str:
        """The actor's kind; `""` for words that are no actor."""
        return self._kinds.get(key) or ("state" if self.name(key) != key else "")

    def state(self, key: str) -> str:
        """Id of the state that the actor is, belongs to or serves; its own id where there is none."""
        return self._states.get(key, key)

    def keys(self, ids: Iterable[str], *, by_state: bool) -> list[str]:
        """The ids, each once and in order; with `by_state` each as its state."""
        return list(dict.fromkeys(self.state(key) if by_state else key for key in ids))

    def said_by(self, source: object) -> str:
        """Who says it: a name, the words used, or the article itself."""
        return self.name(source) if isinstance(source, str) and source else "the article itself"


@cache
def _labels() -> dict[str, str]:
    """The usual English name of every state and body in the vocabulary."""
    return {entry["id"]: entry["label"] for name in ("states", "organizations") for entry in vocabulary.load(name)}
