"""What the program and the projects that it makes both need, written once.

A contract that names a folder of this one in `shares` gets it, byte for byte, as `app/<folder>/`. What stands here uses
the standard library and what stands beside it, and nothing else.
"""
