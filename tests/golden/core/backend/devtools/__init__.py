"""For developers' machines only; nothing here is part of the running shop."""
