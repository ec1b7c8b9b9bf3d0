"""What can be wrong with a condition such as `avg(temperature, 10m) > 80`."""

from pintu.messages import Message

MESSAGES = {
    "condition.empty": Message(
        "The condition is empty.",
        "条件是空的。",
        'Write for example "temperature > 80".',
        '例如写成 "temperature > 80"。',
    ),
    "condition.bad_character": Message(
        "`{character}` has no meaning in a condition.",
        "条件里不能出现 `{character}`。",
        'Readings go by their ids, texts stand in quotes: mode == "auto".',
        '测点用它的 id，文本加引号：mode == "auto"。',
    ),
    "condition.other_sign": Message(
        "`{character}` is written `{meant}` in a condition.", "条件里的 `{character}` 要写成 `{meant}`。"
    ),
    "condition.single_equals": Message("A comparison is written `==`.", "比较相等要写成 `==`。"),
    "condition.unclosed_text": Message("This text has no second quotation mark.", "这段文本缺少后一个引号。"),
    "condition.expected": Message("{wanted} is missing here.", "这里缺少 {wanted}。"),
    "condition.expected_value": Message("A reading, a number or a text is missing here.", "这里缺少测点、数字或文本。"),
    "condition.left_over": Message(
        "The condition ends before `{found}`.",
        "条件在 `{found}` 之前已经结束。",
        "Join two conditions with `and` or `or`.",
        "两个条件之间用 `and` 或 `or` 连接。",
    ),
    "condition.chained": Message(
        "`{sign}` cannot follow another comparison.",
        "一个比较之后不能再接 `{sign}`。",
        "Write `0 < x and x < 80`.",
        "请写成 `0 < x and x < 80`。",
    ),
    "condition.duration_here": Message(
        "`{found}` is neither a number nor a reading.",
        "`{found}` 既不是数字也不是测点。",
        "A number has no unit here; a duration stands in a window only: avg(temperature, 10m).",
        "数字不带单位；时长只用在时间窗里：avg(temperature, 10m)。",
    ),
    "condition.unknown_function": Message(
        "There is no function `{name}`; there is {known}.", "没有函数 `{name}`；现有：{known}。"
    ),
    "condition.no_window": Message(
        "`{name}` needs a reading and a window.",
        "`{name}` 需要测点和时间窗。",
        "Write for example {name}(temperature, 10m).",
        "例如写成 {name}(temperature, 10m)。",
    ),
    "condition.window_of_name": Message(
        "`{name}` looks at one reading, and not at what is calculated from several.",
        "`{name}` 只能看一个测点，不能看算出来的值。",
        "Calculate with the results: avg(a, 10m) + avg(b, 10m).",
        "可以对结果做运算：avg(a, 10m) + avg(b, 10m)。",
    ),
    "condition.bad_duration": Message(
        "`{found}` is not a window like `30s`, `10m`, `1h` or `7d`, of 30 days at most.",
        "`{found}` 不是 `30s`、`10m`、`1h`、`7d` 这样的时间窗，最长 30 天。",
    ),
    "condition.too_long": Message("The condition has more than {most} characters.", "条件超过 {most} 个字符。"),
    "condition.too_deep": Message(
        "More than {most} parentheses or signs stand inside one another.", "括号或符号嵌套超过 {most} 层。"
    ),
    "condition.unknown_name": Message(
        "The device has no reading `{name}`.",
        "设备没有测点 `{name}`。",
        "Texts stand in quotes.",
        "文本要加引号。",
    ),
    "condition.not_a_number": Message(
        "`{name}` is no number; a window needs one.", "`{name}` 不是数字，时间窗只能用于数字。"
    ),
    "condition.needs_truth": Message(
        "This is {kind}; something that is true or false is needed.",
        "这里是{kind}，需要的是能判断真假的内容。",
        "Compare it with something: temperature > 80.",
        "请与某个值比较：temperature > 80。",
    ),
    "condition.needs_number": Message("This is {kind}; a number is needed.", "这里是{kind}，需要数字。"),
    "condition.needs_two_alike": Message("{left} and {right} cannot be compared.", "{left}与{right}不能比较。"),
}
