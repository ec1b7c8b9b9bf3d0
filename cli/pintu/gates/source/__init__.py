"""A mini-program as its files say it: pages, components, what refers to what and where. Judges nothing."""
