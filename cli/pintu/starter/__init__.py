"""A first blueprint: what a person answers becomes a commented file that validates."""
