"""What can be wrong with files and folders, whatever is in them."""

from pintu.messages import Message

MESSAGES = {
    "file.unreadable": Message(
        "The file cannot be read: {reason}.",
        "无法读取文件：{reason}。",
        "Name a blueprint, or the folder of one; `pintu new` writes a first one.",
        "请给出蓝图文件或其所在文件夹；`pintu new` 可写出第一份蓝图。",
    ),
    "file.refused": Message(
        "The operating system refused: {reason}.",
        "操作系统拒绝了操作：{reason}。",
    ),
}
