"""The packs' own tests run in the projects that have them."""

collect_ignore = ["gifts"]
