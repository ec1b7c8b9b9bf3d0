"""The preview: a project's mini-program in an ordinary browser. `host/` is the JavaScript; the rest starts it."""
