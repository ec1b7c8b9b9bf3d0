from app.contracts.wrapping import WRAPPINGS, Wrapping
from app.core.module import Module


def setup() -> None:
    WRAPPINGS.provide(Wrapping("礼品袋"), owner="gift_bag")


MODULE = Module(name="gift_bag", setup=setup)
