"""What commands say while they work."""

from pintu.messages import Message

MESSAGES = {
    "generate.done": Message(
        "{count} files written to {folder}.",
        "已写入 {count} 个文件：{folder}",
    ),
}
