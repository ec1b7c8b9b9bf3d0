from app.modules.device.states import DEVICE, LABELS


def test_every_state_has_a_label() -> None:
    assert set(LABELS) == DEVICE.states
