"""What can be wrong with what a blueprint says."""

from pintu.messages import Message

MESSAGES = {
    "blueprint.unknown_format": Message(
        "`pintu: {value}` is not a format that this Pintu knows; it knows 1.",
        "`pintu: {value}` 不是本版 Pintu 认识的格式，目前只有 1。",
    ),
    "blueprint.not_yet": Message(
        "`{key}` is not available yet.",
        "`{key}` 暂未提供。",
        "Leave it out for now; a later Pintu will read it.",
        "请先去掉；以后的 Pintu 版本会支持。",
    ),
    "blueprint.bad_requires": Message(
        "`{requires}` is not a range of versions.",
        "`{requires}` 不是版本范围。",
        'Write for example ">=0.4".',
        '例如写成 ">=0.4"。',
    ),
    "blueprint.other_version": Message(
        "This blueprint requires Pintu {requires}; this is {version}.",
        "本蓝图要求 Pintu {requires}，当前是 {version}。",
        "Install a Pintu that fits: `pip install --upgrade pintu`.",
        "请安装合适的版本：`pip install --upgrade pintu`。",
    ),
    "extends.cycle": Message(
        "`{file}` extends this file in turn; layers cannot form a circle.",
        "`{file}` 又继承了本文件，图层不能循环。",
    ),
    "extends.missing": Message(
        "There is no file `{file}`; paths are relative to the file that names them.",
        "找不到文件 `{file}`；路径是相对于写它的那个文件的。",
    ),
    "extends.too_many": Message(
        "More than {count} layers stand below this blueprint.",
        "本蓝图之下的图层超过 {count} 个。",
    ),
    "app.absent": Message(
        "`app` is missing. Only a layer, which other blueprints extend, may leave it out.",
        "缺少 `app`。只有供其他蓝图继承的图层才可以省略它。",
    ),
    "app.missing": Message(
        "`app.{key}` is missing.",
        "缺少 `app.{key}`。",
    ),
    "app.bad_slug": Message(
        "`{value}` is not a slug: small letters, digits and hyphens, starting with a letter, at most 40.",
        "`{value}` 不是合法的 slug：只能用小写字母、数字和连字符，以字母开头，最长 40 个字符。",
    ),
    "app.device_name": Message(
        "`{slug}` is a name that Windows reserves for a device; no folder can be called that.",
        "`{slug}` 是 Windows 保留的设备名，不能用作文件夹名。",
    ),
    "app.unknown_vertical": Message(
        "There is no vertical `{value}`; there is {rule}.",
        "没有行业 `{value}`；现有：{rule}。",
    ),
    "app.bad_appid": Message(
        "`{value}` is not an AppID: `wx` and 16 characters of 0-9 and a-f.",
        "`{value}` 不是 AppID：应为 `wx` 加 16 位 0-9、a-f。",
        "It stands in WeChat's console under 开发管理 / 开发设置; leave it out to work on a test account.",
        "在微信公众平台“开发管理 / 开发设置”中查看；没有时可先省略，用测试号。",
    ),
    "environments.appid_twice": Message(
        "`app.appid` and `environments` cannot both be there.",
        "`app.appid` 与 `environments` 不能同时出现。",
        "With several environments the AppIDs stand in `environments`.",
        "有多个环境时，AppID 写在 `environments` 中。",
    ),
    "environments.bad_api": Message(
        "`{value}` is not the address of a backend: `https://` and a name, without a slash at the end.",
        "`{value}` 不是后端地址：应为 `https://` 加域名，末尾不带斜杠。",
    ),
    "environments.not_https": Message(
        "`{api}` must begin with https: WeChat calls nothing else in a released mini-program.",
        "`{api}` 必须以 https 开头：正式版小程序只能访问 https。",
    ),
    "environments.not_public": Message(
        "`{api}` is not a public name: a released mini-program reaches registered domains only.",
        "`{api}` 不是公网域名：正式版小程序只能访问已备案的域名。",
    ),
    "theme.bad_colour": Message(
        "`{value}` is not a colour like `#0f766e`.",
        "`{value}` 不是 `#0f766e` 这样的颜色。",
        'Six hexadecimal digits behind a `#`, in quotes: "#0f766e".',
        '`#` 加六位十六进制数字，并加引号："#0f766e"。',
    ),
    "theme.no_logo": Message(
        "There is no picture `{file}`; paths are relative to this file.",
        "找不到图片 `{file}`；路径相对于本文件。",
    ),
    "theme.bad_logo": Message(
        "`{file}` is not a PNG or JPEG picture.",
        "`{file}` 不是 PNG 或 JPEG 图片。",
    ),
    "data.missing": Message(
        "There is no file `{file}` with demo data; paths are relative to this file.",
        "找不到演示数据文件 `{file}`；路径相对于本文件。",
    ),
    "data.module_out": Message(
        "These rows are for `{module}`, which is not in.",
        "这些数据属于 `{module}`，而这个模块没有启用。",
        "Take the module in under `modules:`, or the rows out.",
        "请在 `modules:` 中启用该模块，或去掉这些数据。",
    ),
    "data.unknown_module": Message(
        "Demo data stand below the ids of modules, and there is no module `{module}`.",
        "演示数据写在模块 id 之下，而没有模块 `{module}`。",
    ),
    "asset.too_large": Message(
        "`{file}` has {size} KiB; at most {most} KiB are allowed.",
        "`{file}` 有 {size} KiB，最多允许 {most} KiB。",
    ),
    "secret.in_blueprint": Message(
        "What stands at `{key}` looks like a secret. A blueprint is committed and passed on; it must hold none.",
        "`{key}` 的内容看起来是密钥。蓝图会被提交和传递，不能含有密钥。",
        "Take it out, put it into the environment (see `.env.example`), and replace the key if it has been shared.",
        "请删除并改放到环境变量（见 `.env.example`）；如果已经外传，请更换该密钥。",
    ),
    "setting.bad_name": Message(
        "`{key}` is not a name: small letters, digits and `_`, starting with a letter, at most 40.",
        "`{key}` 不是合法的名称：只能用小写字母、数字和下划线，以字母开头，最长 40 个字符。",
    ),
    "setting.names_nothing": Message(
        "There is no `{value}`; there is {known}.",
        "没有 `{value}`；现有：{known}。",
    ),
    "setting.module_out": Message(
        "`{name}` comes from the module `{module}`, which is not in this blueprint.",
        "`{name}` 来自模块 `{module}`，而本蓝图没有它。",
        "Take `{module}` in, or leave `{name}` out.",
        "请加入 `{module}`，或去掉 `{name}`。",
    ),
    "setting.not_one": Message(
        "Exactly one of {keys} has to be here.",
        "{keys} 必须且只能写一个。",
    ),
    "setting.bad_duration": Message(
        "`{value}` is not a duration like `30m`, `24h` or `7d`.",
        "`{value}` 不是 `30m`、`24h`、`7d` 这样的时长。",
        "A whole number and a unit: s, m, h, d or w.",
        "整数加单位：s 秒、m 分、h 时、d 天、w 周。",
    ),
    "setting.bad_money": Message(
        "`{value}` is not an amount in yuan with at most two decimals.",
        "`{value}` 不是以元为单位、最多两位小数的金额。",
    ),
    "tab.count": Message(
        "WeChat's tab bar has 2 to 5 tabs.",
        "微信标签栏须有 2 到 5 个标签。",
    ),
    "tab.bad_page": Message(
        "`{value}` is not the id of a page, like `home` or `catalog.categories`.",
        "`{value}` 不是页面 id，应形如 `home` 或 `catalog.categories`。",
    ),
    "tab.bad_path": Message(
        "`{value}` is not the path of a page like `pages/about/index`.",
        "`{value}` 不是 `pages/about/index` 这样的页面路径。",
    ),
    "tab.unknown_page": Message(
        "There is no page `{page}`.",
        "没有页面 `{page}`。",
    ),
    "tab.not_a_tab": Message(
        "The page `{page}` cannot be a tab: it is not in the main package.",
        "页面 `{page}` 不能作标签：它不在主包中。",
        "Pages that can: {known}.",
        "可用的页面：{known}。",
    ),
    "tab.module_out": Message(
        "The page `{name}` belongs to `{module}`, which is not in.",
        "页面 `{name}` 属于 `{module}`，而这个模块没有启用。",
        "Take the module in under `modules:`, or the tab out.",
        "请在 `modules:` 中启用该模块，或去掉这个标签。",
    ),
    "tab.twice": Message(
        "The page `{page}` is in the tab bar already.",
        "页面 `{page}` 已经在标签栏中。",
    ),
    "tab.no_label": Message(
        "A page of one's own needs a `label` to be a tab.",
        "自己写的页面作标签时必须有 `label`。",
    ),
    "tab.bad_icon": Message(
        "`{value}` is not the name of an icon: small letters, digits and hyphens.",
        "`{value}` 不是图标名：应为小写字母、数字与连字符。",
    ),
    "tab.unknown_icon": Message(
        "There is no icon `{icon}`.",
        "没有图标 `{icon}`。",
        "Use one of Pintu's, or put your own into `assets/icons/{icon}.png` beside the blueprint (81x81 pixels).",
        "请用 Pintu 自带的图标，或把图片放到蓝图旁的 `assets/icons/{icon}.png`（81×81 像素）。",
    ),
    "home.unknown_block": Message(
        "There is no block `{block}`.",
        "没有首页区块 `{block}`。",
    ),
    "home.module_out": Message(
        "The block `{name}` belongs to `{module}`, which is not in.",
        "首页区块 `{name}` 属于 `{module}`，而这个模块没有启用。",
        "Take the module in under `modules:`, or the block out.",
        "请在 `modules:` 中启用该模块，或去掉这个区块。",
    ),
    "home.ambiguous_block": Message(
        "Several modules offer a block `{block}`: {known}.",
        "多个模块都提供区块 `{block}`：{known}。",
        "Write which one is meant.",
        "请写明是哪一个。",
    ),
    "home.unknown_option": Message(
        "This block has no option `{key}`.",
        "这个首页区块没有选项 `{key}`。",
        "It knows {known}.",
        "可用的有 {known}。",
    ),
    "role.bad_id": Message(
        "`{key}` is not the id of a role: small letters, digits and underscores, starting with a letter.",
        "`{key}` 不是角色 id：应为小写字母、数字与下划线，以字母开头。",
        "What people read goes into `label`.",
        "给人看的名称写在 `label` 里。",
    ),
    "role.owner": Message(
        "The role `owner` is built in and may do everything; it cannot be changed or taken out.",
        "`owner` 是内置角色，拥有全部权限，不能修改或去掉。",
    ),
    "role.scope_of_others": Message(
        "Nothing that this role may do can be kept to the scope `{scope}`: it would see all records.",
        "这个角色的权限都不能限定在 `{scope}` 范围内，会看到全部数据。",
        "Give it a permission of {modules}, or leave the scope out.",
        "请加上 {modules} 的权限，或去掉 `scope`。",
    ),
    "role.unknown_permission": Message(
        "There is no permission `{permission}`.",
        "没有权限 `{permission}`。",
    ),
    "role.module_out": Message(
        "The permission `{name}` belongs to `{module}`, which is not in.",
        "权限 `{name}` 属于 `{module}`，而这个模块没有启用。",
        "Take the module in under `modules:`, or the permission out.",
        "请在 `modules:` 中启用该模块，或去掉这项权限。",
    ),
}
