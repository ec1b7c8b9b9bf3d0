"""What every part of the business stands on. Nothing here knows a module by name."""
