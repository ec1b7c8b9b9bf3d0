"""Shapes that the shop's pictures are composed of, drawn as plain SVG."""
