"""What can be wrong with files and folders, whatever is in them."""

from pintu.messages import Message

MESSAGES = {
    "file.unreadable": Message(
        "The file cannot be read: {reason}.",
        "无法读取文件：{reason}。",
    ),
    "file.refused": Message(
        "The operating system refused: {reason}.",
        "操作系统拒绝了操作：{reason}。",
    ),
}
