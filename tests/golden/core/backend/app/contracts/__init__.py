"""What modules may know of one another: ports and facts, no behaviour."""
