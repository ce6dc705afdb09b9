"""YAML of others without aliases: with them, a file of a few lines can stand for more than any memory holds."""

from __future__ import annotations

from typing import Any

import yaml


class Unaliased:
    """Put before a loader of PyYAML, makes it refuse aliases."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):  # type: ignore[attr-defined]
            raise yaml.YAMLError("aliases are not followed")
        return super().compose_node(parent, index)  # type: ignore[misc]
