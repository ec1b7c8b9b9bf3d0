"""What can be wrong with a file before anybody asks what it says."""

from pintu.messages import Message

MESSAGES = {
    "yaml.syntax": Message(
        "This is not valid YAML: {problem}.",
        "这里不是合法的 YAML：{problem}。",
    ),
    "yaml.not_a_mapping": Message(
        "A blueprint is a list of `key: value` lines; this file is not.",
        "蓝图由一行行 `键: 值` 组成，这个文件不是。",
    ),
    "yaml.too_large": Message(
        "The file has {bytes} bytes; at most 1 MiB is read.",
        "文件有 {bytes} 字节，最多只读取 1 MiB。",
    ),
    "yaml.not_utf8": Message(
        "The file is not UTF-8.",
        "文件不是 UTF-8 编码。",
    ),
    "yaml.key_not_text": Message(
        "A key must be a text.",
        "键必须是文本。",
    ),
    "yaml.duplicate_key": Message(
        "The key `{key}` stands here twice.",
        "键 `{key}` 重复出现。",
    ),
}
