from app.modules.price_tag.states import LABELS, TAG


def test_every_state_has_a_word_and_a_way_on() -> None:
    assert LABELS.keys() == TAG.states
    assert all(TAG.moves[state] for state in TAG.states)
