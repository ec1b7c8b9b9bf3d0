"""What can be wrong with the shape of a blueprint or a contract: keys, types, limits."""

from pintu.messages import Message

MESSAGES = {
    "shape.unknown_key": Message("`{key}` means nothing here.", "这里没有 `{key}` 这个键。"),
    "shape.missing_key": Message("`{key}` is missing here.", "这里缺少 `{key}`。"),
    "shape.empty": Message(
        "Nothing stands behind `{key}`; it takes {expected}.", "`{key}` 后面是空的，应为{expected}。"
    ),
    "shape.wrong_type": Message("`{key}` takes {expected}, not {found}.", "`{key}` 应为{expected}，而不是{found}。"),
    "shape.needs_quotes": Message(
        "`{value}` is read as {found} here; a text is wanted.",
        "`{value}` 在这里被读成了{found}，应为文本。",
        "Put it in quotes.",
        "请加引号。",
    ),
    "shape.no_quotes": Message(
        "`{value}` is in quotes and so a text; a number is wanted.",
        "`{value}` 加了引号，成了文本，应为数字。",
        "Take the quotes away.",
        "请去掉引号。",
    ),
    "shape.not_boolean": Message(
        "`{value}` is a text; `true` or `false` is wanted.",
        "`{value}` 是文本，应为 `true` 或 `false`。",
    ),
    "shape.not_one_of": Message("`{value}` is not one of {rule}.", "`{value}` 不在可选值之中：{rule}。"),
    "shape.not_the_one": Message("`{key}` can only be `{rule}` here.", "`{key}` 在这里只能是 `{rule}`。"),
    "shape.bad_form": Message("`{value}` does not have the form {rule}.", "`{value}` 不符合格式 {rule}。"),
    "shape.too_short": Message("A text is missing for `{key}`.", "`{key}` 缺少文字。"),
    "shape.too_long": Message("`{value}` is longer than {rule} characters.", "`{value}` 超过 {rule} 个字。"),
    "shape.too_small": Message("{value} is less than {rule}.", "{value} 小于 {rule}。"),
    "shape.too_large": Message("{value} is more than {rule}.", "{value} 大于 {rule}。"),
    "shape.too_few": Message("`{key}` has fewer than {rule} entries.", "`{key}` 少于 {rule} 项。"),
    "shape.too_many": Message("`{key}` has more than {rule} entries.", "`{key}` 多于 {rule} 项。"),
    "shape.twice": Message("`{key}` names something twice.", "`{key}` 中有重复项。"),
    "type.string": Message("a text", "文本"),
    "type.integer": Message("a whole number", "整数"),
    "type.number": Message("a number", "数字"),
    "type.boolean": Message("`true` or `false`", " `true` 或 `false`"),
    "type.array": Message("a list", "列表"),
    "type.object": Message("a mapping (`key: value`)", "映射（`键: 值`）"),
    "type.null": Message("nothing", "空值"),
    "term.or": Message(" or ", "或"),
}
