"""What can be wrong with a pack."""

from pintu.messages import Message

MESSAGES = {
    "pack.contract_invalid": Message(
        "This contract does not fit its schema: {problem}.",
        "这份模块契约不符合规范：{problem}。",
    ),
    "pack.module_twice": Message(
        "The packs `{first}` and `{second}` both hold a module `{module}`.",
        "模块包 `{first}` 与 `{second}` 都含有模块 `{module}`。",
    ),
}
