"""The memory of the stand-in as one JSON file, so that restarting the development server forgets nothing."""

from pathlib import Path

from pydantic import TypeAdapter

from devtools.wechat.records import State

_STATE = TypeAdapter(State)


def load(path: Path) -> State:
    """Read the state; an empty one when there is no file yet."""
    return _STATE.validate_json(path.read_bytes()) if path.exists() else State()


def save(path: Path, state: State) -> None:
    """Write the state; a reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_bytes(_STATE.dump_json(state, indent=1))
    draft.replace(path)
