"""What a module's Python files say, read from their syntax trees. Nothing of a pack is ever imported or executed."""
