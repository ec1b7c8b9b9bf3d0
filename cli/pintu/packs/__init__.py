"""Packs: where modules, verticals and templates come from. Nothing of a pack is ever executed here."""
