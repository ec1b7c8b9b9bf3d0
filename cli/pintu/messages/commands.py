"""What `validate`, `explain` and `schema` say, and the help that commands share."""

from pintu.messages import Message

MESSAGES = {
    "help.pintu": Message(
        "Pintu turns one YAML file, the blueprint, into a WeChat mini-program and a Python backend that run.",
        "拼图：把一份 YAML 蓝图变成可以直接运行的微信小程序与 Python 后端。",
    ),
    "help.any.help": Message("Show this help.", "显示本帮助。"),
    "help.any.version": Message("Show the version.", "显示版本号。"),
    "help.any.format": Message("How the result is printed.", "结果的输出格式。"),
    "help.any.no_input": Message("Never ask; take the defaults.", "不提问，一律用默认值。"),
    "help.validate": Message(
        "Check blueprints: every problem at once, with line, column and what to do.",
        "检查蓝图：一次列出所有问题，注明行、列与改法。",
    ),
    "help.validate.paths": Message(
        "Files, folders (every file in them with a top-level `pintu:`), or - for standard input.",
        "文件、文件夹（其中顶层含 `pintu:` 的文件），或用 - 表示标准输入。",
    ),
    "help.validate.format": Message("How the problems are printed.", "问题的输出格式。"),
    "help.validate.strict": Message("Fail on warnings as well.", "有警告也算不通过。"),
    "validate.progress": Message("Checking", "检查中"),
    "validate.fine": Message("Blueprints: {files}. No problems.", "蓝图：{files}；没有问题。"),
    "validate.summary": Message(
        "Blueprints: {files}. Errors: {errors}. Warnings: {warnings}.",
        "蓝图：{files}；错误：{errors}；警告：{warnings}。",
    ),
    "validate.no_blueprint": Message(
        "There is no blueprint here: no file with a top-level `pintu:`.",
        "这里没有蓝图：没有顶层含 `pintu:` 的文件。",
    ),
    "help.explain": Message(
        "Say which modules come in, in what order, and because of what.",
        "说明有哪些模块、先后次序，以及各自的原因。",
    ),
    "help.explain.blueprint": Message("The blueprint.", "蓝图文件。"),
    "help.explain.module": Message("Say more about this one.", "只详细说明这个模块。"),
    "help.schema": Message(
        "Print the JSON Schema of blueprints, with every module's settings, for editors.",
        "输出蓝图的 JSON Schema（含各模块的设置），供编辑器使用。",
    ),
    "explain.head": Message("{name} ({slug}): {vertical}", "{name}（{slug}）：{vertical}"),
    "explain.unknown": Message("There is no module `{name}`; there is {names}.", "没有模块 `{name}`；现有：{names}。"),
    "explain.unknown_near": Message(
        "There is no module `{name}`. Did you mean {near}?",
        "没有模块 `{name}`。是否应为 {near}？",
    ),
    "explain.at": Message("{because} ({place})", "{because}（{place}）"),
    "explain.removed": Message("Taken out", "已去掉"),
    "explain.overruled": Message(
        "Said by lower layers, and dropped because a higher one takes something out",
        "低层写明、因高层去掉而忽略的内容",
    ),
    "explain.overruled_row": Message("{what}, because of {by}", "{what}，因为 {by}"),
    "explain.layers": Message("Layers, lowest first", "图层，低层在前"),
    "explain.out": Message("`{module}` is not in.", "没有启用 `{module}`。"),
    "explain.out_because": Message("It is taken out at {place}.", "它在 {place} 被去掉。"),
    "explain.out_unasked": Message("Nothing asks for it.", "没有什么需要它。"),
    "explain.requires": Message("Requires", "依赖"),
    "explain.uses": Message("Uses where it is there", "如有则用"),
    "explain.provides": Message("Provides", "提供"),
    "explain.wanted_by": Message("Required by", "被依赖"),
    "explain.settings": Message("Settings", "设置"),
    "explain.from": Message("from {who}", "由 {who} 提供"),
    "explain.nobody": Message("not there", "未启用"),
    "explain.default": Message("default", "默认"),
    "explain.base": Message("every project", "所有项目"),
}
