"""Wrong usage of the command line (exit 2), interruptions, defects of ours (exit 3), and the headings of the help."""

from pintu.messages import Message

MESSAGES = {
    "usage.error": Message("pintu: {problem}", "pintu：{problem}"),
    "usage.see_help": Message("`{command} --help` says more.", "详见 `{command} --help`。"),
    "usage.did_you_mean": Message("{problem} Did you mean {names}?", "{problem}是否想写 {names}？"),
    "usage.no_such_option": Message("There is no option {name}.", "没有选项 {name}。"),
    "usage.no_such_command": Message("There is no command {name}.", "没有命令 {name}。"),
    "usage.missing": Message("{name} is missing.", "缺少 {name}。"),
    "usage.missing_command": Message("A command is missing.", "缺少命令。"),
    "usage.needs_value": Message("The option {name} needs a value.", "选项 {name} 需要一个值。"),
    "usage.takes_no_value": Message("The option {name} takes no value.", "选项 {name} 不带值。"),
    "usage.extra": Message("This is too much: {names}.", "多余的参数：{names}。"),
    "usage.bad_choice": Message(
        "{name} is one of {choices}, not {value}.", "{name} 应为 {choices} 之一，而不是 {value}。"
    ),
    "usage.not_a_number": Message("{name} takes a whole number, not `{value}`.", "{name} 应为整数，而不是 `{value}`。"),
    "usage.not_in_range": Message(
        "{name} lies between {least} and {most}; {value} does not.",
        "{name} 应在 {least} 与 {most} 之间，而不是 {value}。",
    ),
    "usage.bad_value": Message("{name} cannot be this: {detail}", "{name} 的值不对：{detail}"),
    "usage.other": Message("{detail}", "{detail}"),
    "heading.usage": Message("Usage: ", "用法："),
    "heading.arguments": Message("Arguments", "参数"),
    "heading.options": Message("Options", "选项"),
    "heading.commands": Message("Commands", "命令"),
    "heading.any_options": Message("[OPTIONS]", "[选项]"),
    "heading.any_command": Message("COMMAND [ARGS]...", "命令 [参数]..."),
    "heading.default": Message("[default: {value}]", "[默认：{value}]"),
    "severity.error": Message("error: ", "错误："),
    "severity.warning": Message("warning: ", "警告："),
    "severity.note": Message("note: ", "提示："),
    "report.did_you_mean": Message("{said} Did you mean `{fix}`?", "{said}是否应为 `{fix}`？"),
    "report.more": Message("... and {count} more problems in this file.", "……本文件还有 {count} 个问题。"),
    "report.hint": Message("hint: ", "建议："),
    "run.interrupted": Message("Interrupted.", "已中断。"),
    "bug.ours": Message(
        "This is a defect of Pintu, not a mistake of yours. Nothing is wrong with your files as far as Pintu knows.",
        "这是 Pintu 自身的缺陷，不是您的错误；就 Pintu 所知，您的文件没有问题。",
    ),
    "bug.template": Message(
        "A template failed to render ({template}): a defect of Pintu or of the template's pack, not of your blueprint.",
        "模板渲染失败（{template}）：这是 Pintu 或所属模块包的缺陷，与您的蓝图无关。",
    ),
    "bug.paste": Message(
        "Please report it, with everything between the lines:",
        "请反馈给我们，并附上两条线之间的全部内容：",
    ),
}
