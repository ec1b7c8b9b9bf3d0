"""What can be wrong with a choice of modules."""

from pintu.messages import Message

MESSAGES = {
    "module.unknown": Message(
        "There is no module `{module}`.",
        "没有模块 `{module}`。",
        "`pintu modules` lists what there is.",
        "`pintu modules` 可列出全部模块。",
    ),
    "module.unknown_removed": Message(
        "There is no module `{module}` to take out.",
        "没有可去掉的模块 `{module}`。",
    ),
    "module.unknown_setting": Message(
        "The module `{module}` has no setting `{key}`.",
        "模块 `{module}` 没有设置 `{key}`。",
        "`pintu show {module}` lists its settings.",
        "`pintu show {module}` 可列出它的设置。",
    ),
    "capability.missing": Message(
        "`{capability}` is required by {dependents}, and no module provides it.",
        "{dependents} 需要 `{capability}`，但没有模块提供它。",
        "Install the pack that has one, or take {dependents} out.",
        "请安装提供它的模块包，或去掉 {dependents}。",
    ),
    "capability.ambiguous": Message(
        "`{capability}` is required by {dependents}, and several modules provide it: {providers}.",
        "{dependents} 需要 `{capability}`，而多个模块都能提供：{providers}。",
        "Name the one that you want under `modules:`.",
        "请在 `modules:` 中写明要用哪一个。",
    ),
    "module.needed": Message(
        "`{removed}` is taken out here, but nothing else provides `{capability}`, required by {dependents}.",
        "这里去掉了 `{removed}`，但 {dependents} 需要 `{capability}`，而别的模块都不提供。",
        "Keep `{removed}`, or take {dependents} out as well.",
        "请保留 `{removed}`，或同时去掉 {dependents}。",
    ),
    "module.conflict": Message(
        "`{first}` ({why_first}) and `{second}` ({why_second}) cannot be in together.",
        "`{first}`（{why_first}）与 `{second}`（{why_second}）不能同时使用。",
    ),
    "module.cycle": Message(
        "These modules require one another in a circle: {cycle}.",
        "这些模块循环依赖：{cycle}。",
        "A defect of their pack: tell whoever wrote it.",
        "这是模块包的缺陷，请告知其作者。",
    ),
    "because.blueprint": Message("named by the blueprint", "蓝图写明"),
    "because.required": Message("required by `{by}`, which needs `{capability}`", "`{by}` 需要 `{capability}`"),
    "because.bridge": Message("joins {joins}", "连接 {joins}"),
}
