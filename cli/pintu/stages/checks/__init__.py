"""What a blueprint must be beyond its JSON Schema. One file a subject.

`layer` looks at one file on its own (shape, secrets); the others take the merged blueprint. What needs to know which
modules are in (tabs, home, roles) is in `stages.furnish`.
"""
