"""One file a stage; `pintu.pipeline` is their order."""
