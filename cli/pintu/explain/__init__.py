"""What `pintu explain` tells: first as data, then as text made from it."""
