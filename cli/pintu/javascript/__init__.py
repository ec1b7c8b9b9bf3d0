"""Programs of ours that are written in JavaScript: a Node that runs them, and their packages from the npm registry."""
