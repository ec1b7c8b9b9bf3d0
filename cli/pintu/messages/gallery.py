"""What `new`, `modules`, `blueprints`, `show` and `doctor` say."""

from pintu.messages import Message

MESSAGES: dict[str, Message] = {}
