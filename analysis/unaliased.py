"""YAML of others without aliases: with them, a file of a few lines can stand for more than any memory holds."""

from __future__ import annotations

from yaml.composer import Composer
from yaml.error import YAMLError
from yaml.events import AliasEvent
from yaml.nodes import Node
from yaml.parser import Parser


class Unaliased(Parser, Composer):
    """Put before a loader of PyYAML, makes it refuse aliases."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(AliasEvent):
            raise YAMLError("aliases are not followed")
        return super().compose_node(parent, index)
