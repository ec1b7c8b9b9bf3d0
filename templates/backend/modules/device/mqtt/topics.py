"""One tree for each device: nobody reads or writes outside of his own.

devices/<code>/telemetry       what it tells
devices/<code>/commands        what it is told to do
devices/<code>/commands/done   what became of that
"""

ROOT = "devices"
TELEMETRY = "telemetry"
COMMANDS = "commands"
DONE = "commands/done"

BROKER_LOG = "$SYS/broker/log/#"
"""What Mosquitto says of itself, for those whom it lets read it."""
NOT_LET_IN = "not authorised."

EVERY_TELEMETRY = f"{ROOT}/+/{TELEMETRY}"
EVERY_DONE = f"{ROOT}/+/{DONE}"


def topic(code: str, of: str) -> str:
    return f"{ROOT}/{code}/{of}"


def code_of(said: str, of: str) -> str | None:
    """The device whose topic this is; None for any other topic."""
    root, _, rest = said.partition("/")
    code, _, tail = rest.partition("/")
    return code if root == ROOT and code and tail == of else None


def may_write(code: str, said: str) -> bool:
    return said in (topic(code, TELEMETRY), topic(code, DONE))


def may_read(code: str, wanted: str) -> bool:
    """A topic, or a filter that reaches no further than the device's own tree."""
    return wanted.startswith(topic(code, ""))
