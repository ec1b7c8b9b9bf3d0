"""What can be wrong with a file before anybody asks what it says."""

from pintu.messages import Message

MESSAGES = {
    "yaml.too_large": Message(
        "The file is larger than 1 MiB, which no blueprint needs.",
        "文件超过 1 MiB，蓝图不会这么大。",
    ),
    "yaml.not_utf8": Message(
        "The file is not UTF-8; this is where it stops making sense.",
        "文件不是 UTF-8 编码，从这里开始无法读取。",
        "Save it as UTF-8.",
        "请另存为 UTF-8 编码。",
    ),
    "yaml.gbk": Message(
        "The file is not UTF-8 but looks like GBK (GB 18030).",
        "文件不是 UTF-8 编码，看起来是 GBK（GB 18030）。",
        "Save it as UTF-8: in Notepad, “Save as”, encoding UTF-8.",
        "请另存为 UTF-8：记事本选择“另存为”，编码选 UTF-8。",
    ),
    "yaml.utf_16": Message(
        "The file is UTF-16 (Notepad calls it “Unicode”).",
        "文件是 UTF-16 编码（记事本里叫“Unicode”）。",
        "Save it as UTF-8.",
        "请另存为 UTF-8 编码。",
    ),
    "yaml.invisible": Message(
        "An invisible control character ({character}) stands here.",
        "这里有一个看不见的控制字符（{character}）。",
        "Delete it; it often comes along when text is pasted.",
        "请删掉它；多半是粘贴文字时带进来的。",
    ),
    "yaml.empty": Message(
        "The file is empty.",
        "文件是空的。",
        "A blueprint starts with `pintu: 1`; `pintu new` writes one.",
        "蓝图以 `pintu: 1` 开头；可用 `pintu new` 生成一份。",
    ),
    "yaml.not_a_mapping": Message(
        "A blueprint is a list of `key: value` lines, and this is not one.",
        "蓝图由一行行 `键: 值` 组成，这里不是。",
    ),
    "yaml.many_documents": Message(
        "A second document begins here; a blueprint is one document.",
        "这里开始了第二个文档；一份蓝图只能有一个文档。",
        "Remove the line `---`.",
        "请去掉这一行 `---`。",
    ),
    "yaml.too_deep": Message(
        "This is nested more than {depth} levels deep.",
        "嵌套超过了 {depth} 层。",
    ),
    "yaml.too_many_aliases": Message(
        "Aliases multiply this file beyond {count} parts.",
        "别名把文件内容放大到了 {count} 个节点以上。",
    ),
    "yaml.recursive_alias": Message(
        "`*{name}` contains itself.",
        "`*{name}` 包含了它自己。",
    ),
    "yaml.unknown_alias": Message(
        "There is no anchor `&{name}` above.",
        "上文没有锚点 `&{name}`。",
        "A text that starts with `*` needs quotes.",
        "以 `*` 开头的文本要加引号。",
    ),
    "yaml.merge": Message(
        "`<<` takes an alias of a mapping, or a list of such.",
        "`<<` 的值应是映射的别名，或这样的列表。",
    ),
    "yaml.tag": Message(
        "A blueprint holds plain data only; `{tag}` is a tag.",
        "蓝图只含普通数据，`{tag}` 是标签。",
        "Leave the tag out; a text that starts with `!` needs quotes.",
        "请去掉标签；以 `!` 开头的文本要加引号。",
    ),
    "yaml.key_not_text": Message(
        "A key must be a text.",
        "键必须是文本。",
    ),
    "yaml.duplicate_key": Message(
        "The key `{key}` stands here twice; the first one is in line {first}.",
        "键 `{key}` 重复出现，第一次在第 {first} 行。",
    ),
    "yaml.number_too_large": Message(
        "`{number}` is too large for a number.",
        "数字 `{number}` 太大。",
        "If it is a telephone number, a licence or the like, put it in quotes.",
        "如果是电话、执照号之类，请加引号。",
    ),
    "yaml.not_finite": Message(
        "`{number}` is not a number that anything could be set to.",
        "`{number}` 不是可用的数字。",
    ),
    "yaml.full_width": Message(
        "`{found}` is a full-width character; YAML wants `{instead}` here.",
        "`{found}` 是全角字符，这里应写半角 `{instead}`。",
    ),
    "yaml.no_space": Message(
        "A space is missing after the colon.",
        "冒号后面缺少空格。",
    ),
    "yaml.comma_in_text": Message(
        "`{key}` is read as a key of its own here: between braces a comma ends a text.",
        "`{key}` 在这里被当成了另一个键：花括号里的逗号会结束一段文本。",
        "Put the whole text in quotes.",
        "请给整段文本加引号。",
    ),
    "yaml.colour_is_comment": Message(
        "`{colour}` is read as a comment here: a `#` after a space starts one.",
        "`{colour}` 在这里被当成了注释：空格后的 `#` 表示注释开始。",
        'Put the colour in quotes: "{colour}".',
        '请给颜色加引号："{colour}"。',
    ),
    "yaml.tab": Message(
        "A tab stands here; YAML is indented with spaces.",
        "这里有一个制表符（Tab）；YAML 用空格缩进。",
        "Let the editor replace tabs by two spaces.",
        "请让编辑器把 Tab 换成两个空格。",
    ),
    "yaml.bad_start": Message(
        "A value cannot start with `{character}`.",
        "值不能以 `{character}` 开头。",
        "Put it in quotes.",
        "请加引号。",
    ),
    "yaml.second_colon": Message(
        "A `key: value` cannot begin here.",
        "这里不能再开始一个 `键: 值`。",
        "Put a text that contains `: ` in quotes; otherwise look at the indentation.",
        "文本里含有 `: ` 时要加引号；否则请检查缩进。",
    ),
    "yaml.no_colon": Message(
        "A `:` is missing in this line.",
        "这一行缺少 `:`。",
    ),
    "yaml.list_open": Message(
        "This list `[` has no `]`, or lacks a comma.",
        "这个列表 `[` 缺少 `]`，或者少了逗号。",
    ),
    "yaml.mapping_open": Message(
        "This `{{` has no `}}`, or lacks a comma.",
        "这个 `{{` 缺少 `}}`，或者少了逗号。",
    ),
    "yaml.bracket_open": Message(
        "Something is missing behind this `[` or `{{`.",
        "这个 `[` 或 `{{` 后面缺少内容。",
    ),
    "yaml.quote_open": Message(
        "This quotation mark is never closed.",
        "这个引号没有配对。",
    ),
    "yaml.after_quote": Message(
        "Something follows a quotation mark that is already closed.",
        "引号已经结束，后面却还有内容。",
        "Put the whole text in one pair of quotes.",
        "请把整段文本放进同一对引号。",
    ),
    "yaml.escape": Message(
        "In double quotes a backslash starts an escape, and this is none.",
        "双引号里的反斜杠表示转义，而这里不是合法的转义。",
        "Use single quotes, or write the backslash twice.",
        "请改用单引号，或把反斜杠写两遍。",
    ),
    "yaml.indentation": Message(
        "This line does not fit in with those above it.",
        "这一行与上面各行的结构不一致。",
        "Lines that belong together start in the same column.",
        "同一层的各行要左对齐。",
    ),
    "yaml.list_and_keys": Message(
        "A list ends here without a reason: lines with and without `-` are mixed.",
        "列表在这里中断：带 `-` 与不带 `-` 的行混在了一起。",
    ),
    "yaml.list_here": Message(
        "A list cannot begin here.",
        "列表不能从这里开始。",
        "Start it in a line of its own.",
        "请另起一行。",
    ),
    "yaml.syntax": Message(
        "This is not valid YAML: {problem}.",
        "这里不是合法的 YAML：{problem}。",
    ),
}
