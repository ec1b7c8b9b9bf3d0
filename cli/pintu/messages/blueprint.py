"""What can be wrong with what a blueprint says."""

from pintu.messages import Message

MESSAGES = {
    "extends.cycle": Message(
        "`{file}` extends this file in turn; layers cannot form a circle.",
        "`{file}` 又继承了本文件，图层不能循环。",
    ),
    "extends.missing": Message(
        "There is no file `{file}`.",
        "找不到文件 `{file}`。",
    ),
    "tab.unknown_page": Message(
        "`{page}` is not a page that can be a tab.",
        "`{page}` 不是可以放进标签栏的页面。",
    ),
    "home.unknown_block": Message(
        "No module that is in offers the block `{block}`.",
        "已选的模块都没有提供首页区块 `{block}`。",
    ),
}
