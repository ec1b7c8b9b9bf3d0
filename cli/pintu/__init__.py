"""Pintu (拼图): one YAML blueprint in, a WeChat mini-program and a Python backend that run out."""

__version__ = "0.1.0"
