"""The frozen values that pass from stage to stage. No behaviour beyond looking things up in themselves."""
