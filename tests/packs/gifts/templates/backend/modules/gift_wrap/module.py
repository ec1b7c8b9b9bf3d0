from app.contracts.wrapping import WRAPPINGS, Wrapping
from app.core.module import Module


def setup() -> None:
    WRAPPINGS.provide(Wrapping("包装纸与丝带"), owner="gift_wrap")


MODULE = Module(name="gift_wrap", setup=setup)
