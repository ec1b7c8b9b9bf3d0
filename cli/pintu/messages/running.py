"""What `run` says."""

from pintu.messages import Message

MESSAGES: dict[str, Message] = {}
