"""The gates of `pintu check`: what WeChat, or a good reviewer, would refuse in a project. One file a gate.

`source/` reads a mini-program; `node/` is the JavaScript side; `shell.py` starts programs.
"""
