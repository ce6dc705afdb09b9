"""Words of what is done with goods, people and lists, that several rules on sanctions ask for."""

from __future__ import annotations

JOINING = frozenset(["join", "align", "copy", "match", "mirror"])  # to impose what others did
# verbs under which the sanctioned one is the subject, or the sanctions only stand in the background
SUFFERING = frozenset(
    """face suffer endure undergo bear weather withstand survive incur fear cripple isolate hit batter hurt strangle
    squeeze ravage damage affect burden hobble devastate constrain hamper plague reel stagger risk shrug""".split()
)
ADDING = frozenset("addition inclusion placement listing removal deletion delisting".split())
SUPPLYING = frozenset("ship sell send deliver supply export import trade buy smuggle transfer provide".split())
