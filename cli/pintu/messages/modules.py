"""What can be wrong with a choice of modules."""

from pintu.messages import Message

MESSAGES = {
    "capability.missing": Message(
        "`{module}` requires `{capability}`, and nothing provides it.",
        "`{module}` 需要 `{capability}`，但没有模块提供它。",
    ),
    "capability.ambiguous": Message(
        "`{module}` requires `{capability}`, and several modules provide it: {providers}.",
        "`{module}` 需要 `{capability}`，而多个模块都能提供：{providers}。",
        "Name the one that you want under `modules:`.",
        "请在 `modules:` 中写明要用哪一个。",
    ),
    "module.needed": Message(
        "`{removed}` is taken out here, but nothing else provides `{capability}`, which is required by {dependents}.",
        "这里去掉了 `{removed}`，但只有它提供 {dependents} 所需要的 `{capability}`。",
    ),
    "module.conflict": Message(
        "`{first}` and `{second}` cannot be in together.",
        "`{first}` 与 `{second}` 不能同时使用。",
    ),
    "module.cycle": Message(
        "These modules require one another in a circle: {cycle}.",
        "这些模块循环依赖：{cycle}。",
    ),
}
