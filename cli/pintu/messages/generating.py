"""What `generate` and `diff` say, and what can be wrong with the folder that they look at."""

from pintu.messages import Message

MESSAGES = {
    "generate.done": Message(
        "{count} files written to {folder}.",
        "已写入 {count} 个文件：{folder}",
    ),
    "lock.unreadable": Message(
        "The lock cannot be read: {problem}.",
        "无法读取锁文件：{problem}。",
    ),
    "folder.other_project": Message(
        "The folder {folder} holds the project `{there}`, and this blueprint makes `{slug}`.",
        "文件夹 {folder} 中是项目 `{there}`，而这份蓝图生成的是 `{slug}`。",
    ),
    "help.generate": Message(
        "Turn a blueprint into a project: mini-program, backend, admin and tests.",
        "把蓝图变成项目：小程序、后端、管理后台与测试。",
    ),
    "help.generate.blueprint": Message("The blueprint.", "蓝图文件。"),
    "help.generate.output": Message(
        "Folder of the project; the blueprint's own, or ./<slug>, where left out.",
        "项目文件夹；省略时为蓝图所在文件夹，或 ./<slug>。",
    ),
    "help.diff": Message(
        "Show what generating would change.",
        "显示重新生成会带来的改动。",
    ),
    "help.diff.blueprint": Message("The blueprint.", "蓝图文件。"),
}
