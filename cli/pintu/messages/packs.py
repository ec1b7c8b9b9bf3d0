"""What can be wrong with a pack, and with a module's contract."""

from pintu.messages import Message

MESSAGES = {
    "pack.module_twice": Message(
        "The packs `{first}` and `{second}` both hold a module `{module}`.",
        "模块包 `{first}` 与 `{second}` 都含有模块 `{module}`。",
        "Give your own module another id; to change a built-in one, write a module that stands beside it.",
        "请给自己的模块换一个 id；要改变内置模块，请另写一个与它并列的模块。",
    ),
    "vertical.untold": Message(
        "The vertical `{vertical}` does not say what it is.",
        "行业 `{vertical}` 没有说明自己是什么。",
        "Write {file} beside its blueprint, with a title and a summary, each as {{zh: …, en: …}}.",
        "请在它的蓝图旁边写 {file}，给出 title 与 summary，各写成 {{zh: …, en: …}}。",
    ),
    "contract.bad_id": Message(
        "`{value}` is not an id: small letters, digits and underscores, starting with a letter.",
        "`{value}` 不是合法的 id：应为小写字母、数字与下划线，以字母开头。",
    ),
    "contract.other_name": Message(
        "The contract is called `{id}`, but its file `{name}.yaml`.",
        "契约的 id 是 `{id}`，文件名却是 `{name}.yaml`。",
    ),
    "contract.bad_value": Message(
        "`{value}` does not fit the schema of the setting `{setting}`.",
        "`{value}` 不符合设置 `{setting}` 自己的规范。",
    ),
    "contract.unknown_setting": Message(
        "A variable leans on a setting `{setting}` that the module does not have.",
        "环境变量所依据的设置 `{setting}` 在本模块中不存在。",
    ),
    "contract.unknown_variable": Message(
        "A variable leans on another, `{variable}`, that the module does not have.",
        "环境变量所依据的另一个变量 `{variable}` 在本模块中不存在。",
    ),
    "contract.entry_twice": Message(
        "`{point}` holds `{id}` twice.",
        "`{point}` 中有两个 `{id}`。",
    ),
    "message.unknown_event": Message(
        "The message `{id}` waits for the event `{event}`, which no module in reach emits.",
        "消息 `{id}` 等待事件 `{event}`，但没有模块发出它。",
    ),
    "message.nobody": Message(
        "The event `{event}` names nobody to tell: it has no field `user_id`.",
        "事件 `{event}` 没有 `user_id` 字段，不知道该通知谁。",
    ),
    "message.unknown_field": Message(
        "The event `{event}` has no field `{field}`.",
        "事件 `{event}` 没有字段 `{field}`。",
    ),
    "message.wrong_type": Message(
        "WeChat's `{type}` cannot show the field `{field}`, which is `{annotation}`.",
        "微信的 `{type}` 类关键词不能显示 `{annotation}` 类型的字段 `{field}`。",
        "`amount` takes a number of fen (`…_fen`), `date` and `time` a moment, the others a text or a number.",
        "`amount` 对应以分计的金额（`…_fen`），`date` 与 `time` 对应时间，其余对应文字或数字。",
    ),
    "message.unknown": Message(
        "No module in this blueprint sends a message `{message}`.",
        "本蓝图中没有消息 `{message}`。",
    ),
    "message.not_fixed": Message(
        "`{keyword}` of the message `{message}` is no fixed text. Those are: {names}.",
        "消息 `{message}` 的 `{keyword}` 不是固定文字。可以改的有：{names}。",
    ),
    "track.unknown": Message(
        "No module in this blueprint notes `{track}`.",
        "本蓝图中没有行为 `{track}`。",
        "`pintu show ID` lists what a module notes of its customers' behaviour.",
        "用 `pintu show ID` 查看模块记录哪些行为。",
    ),
    "message.field_or_text": Message(
        "The keyword `{name}` says either `field` or `text`: what it shows comes from one place.",
        "关键词 `{name}` 的内容要么来自 `field`，要么是 `text`，二者写且只写一个。",
    ),
    "message.bad_text": Message(
        "WeChat's `{type}` does not take `{text}`: {limit}.",
        "微信的 `{type}` 类关键词不接受“{text}”：{limit}。",
    ),
}
