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
    "help.validate.blueprint": Message("The blueprint.", "蓝图文件。"),
    "help.explain": Message(
        "Say which modules come in, in what order, and because of what.",
        "说明有哪些模块、先后次序，以及各自的原因。",
    ),
    "help.explain.blueprint": Message("The blueprint.", "蓝图文件。"),
}
