"""Customers: signing in through WeChat, profile, phone number, addresses, and the right to leave."""
