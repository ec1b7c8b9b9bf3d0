"""What the gates of `pintu check` find."""

from pintu.messages import Message

MESSAGES = {
    "schemas.no_app": Message("The mini-program has no app.json.", "小程序缺少 app.json。"),
    "schemas.not_json": Message("This is not JSON: {problem}.", "这不是合法的 JSON：{problem}。"),
    "schemas.unknown_key": Message("WeChat does not know `{key}` here.", "微信不认识这里的 `{key}`。"),
    "schemas.missing_key": Message("`{key}` is missing here.", "这里缺少 `{key}`。"),
    "schemas.not_one_of": Message("{value} is not one of {allowed}.", "{value} 不在可选值之内：{allowed}。"),
    "schemas.invalid": Message("WeChat's schema refuses this: {problem}.", "不符合微信的配置规范：{problem}。"),
    "files.page_missing": Message(
        "The page {page} has no file {file}.",
        "页面 {page} 缺少文件 {file}。",
        "Correct the path in app.json, or add the file.",
        "请更正 app.json 中的路径，或补上该文件。",
    ),
    "files.page_twice": Message("The page {page} is listed twice.", "页面 {page} 列出了两次。"),
    "files.no_page": Message(
        "{page} is no page that app.json lists.",
        "{page} 不在 app.json 列出的页面中。",
    ),
    "files.no_package": Message(
        "{package} is neither the root nor the name of a subpackage.",
        "{package} 既不是分包的 root，也不是分包的 name。",
    ),
    "files.no_theme_name": Message(
        "{file} has no `{name}` ({modes}).",
        "{file} 中没有 `{name}`（{modes}）。",
    ),
    "files.bad_tab": Message(
        "The tab {page} is no page of the main package.",
        "标签页 {page} 不是主包中的页面。",
    ),
    "files.missing": Message("{path} is not there.", "{path} 不存在。"),
    "files.component_missing": Message(
        "The component {component} has no file {file}.",
        "组件 {component} 缺少文件 {file}。",
    ),
    "files.no_component": Message(
        '{component} is used as a component, but does not say `"component": true`.',
        '{component} 被当作组件使用，但没有声明 `"component": true`。',
    ),
    "files.dead": Message(
        "Nothing uses {path}.",
        "没有任何地方用到 {path}。",
        "Delete it, or name it in packOptions.ignore of project.config.json.",
        "请删除，或写入 project.config.json 的 packOptions.ignore。",
    ),
    "files.not_packed": Message(
        "WeChat does not pack {path}: its suffix has capitals.",
        "{path} 的后缀含有大写字母，微信不会打包。",
        "Write the suffix in small letters.",
        "请把后缀改为小写。",
    ),
    "files.bad_name": Message(
        "The name of {path} has characters that do not travel between systems.",
        "{path} 的文件名含有不可移植的字符。",
        "Letters, digits, `_`, `-`, `.` and `@` are safe.",
        "请只用字母、数字、`_`、`-`、`.` 和 `@`。",
    ),
    "files.same_name": Message(
        "Some file systems take {path} for {other}.",
        "有些文件系统会把 {path} 与 {other} 视为同一文件。",
    ),
    "components.unknown": Message(
        "<{tag}> is neither a component of WeChat nor one that is named in usingComponents.",
        "<{tag}> 既不是微信的组件，也没有写在 usingComponents 中。",
    ),
    "components.not_used": Message("The component <{tag}> is named, but not used.", "引入了组件 <{tag}> 却没有使用。"),
    "navigation.no_page": Message("{target} is no page of this mini-program.", "{target} 不是本小程序的页面。"),
    "navigation.no_tab": Message(
        "{target} is not in the tab bar: switchTab cannot open it.",
        "{target} 不在标签栏中，switchTab 无法打开。",
    ),
    "navigation.is_tab": Message(
        "{target} is in the tab bar: only switchTab opens it.",
        "{target} 在标签栏中，只能用 switchTab 打开。",
    ),
    "navigation.tab_unlike": Message(
        "The place of {target} in the tab bar is not as app.json says.",
        "{target} 在标签栏中的位置与 app.json 不符。",
    ),
    "navigation.unreachable": Message(
        "Nothing in the mini-program leads to {page}.",
        "小程序中没有任何入口通向 {page}。",
    ),
    "navigation.too_far": Message(
        "{page} is {taps} taps from a tab, more than {most}: {way}.",
        "{page} 距标签页有 {taps} 次点击，超过 {most} 次：{way}。",
        "Link to it from a page that is nearer.",
        "请在更近的页面上加入口。",
    ),
    "sizes.over_limit": Message(
        "The package {package} weighs {size}; WeChat takes at most {limit}.",
        "分包 {package} 有 {size}，微信上限为 {limit}。",
    ),
    "sizes.over_goal": Message(
        "The package {package} weighs {size}; under {goal} it opens quickly.",
        "分包 {package} 有 {size}；小于 {goal} 才能快速打开。",
    ),
    "sizes.all_over_limit": Message(
        "All packages together weigh {size}; WeChat takes at most {limit}.",
        "全部分包合计 {size}，微信上限为 {limit}。",
    ),
    "sizes.picture": Message(
        "The picture {path} weighs {size}, more than {limit}.",
        "图片 {path} 有 {size}，超过 {limit}。",
        "Make it smaller, or let the backend serve it.",
        "请压缩图片，或改由后端提供。",
    ),
    "privacy.not_in_app_json": Message(
        "wx.{api} is used, but app.json does not name it in requiredPrivateInfos.",
        "使用了 wx.{api}，但 app.json 的 requiredPrivateInfos 没有声明。",
    ),
    "privacy.not_used": Message(
        "requiredPrivateInfos names {api}, which nothing uses.",
        "requiredPrivateInfos 声明了 {api}，但没有任何地方使用。",
    ),
    "privacy.not_declared": Message(
        "{api} touches personal data, and no module's contract declares it under `privacy`.",
        "{api} 涉及个人信息，但没有模块在契约的 `privacy` 中声明。",
        "Declare it with its purpose: the privacy guide in WeChat's console has to say the same.",
        "请连同用途一起声明；微信后台的隐私保护指引须与之一致。",
    ),
    "privacy.declared_unused": Message(
        "The module {module} declares {api} under `privacy`, and nothing uses it.",
        "模块 {module} 在 `privacy` 中声明了 {api}，但没有任何地方使用。",
    ),
    "imports.no_python": Message("This is not Python.", "这不是合法的 Python。"),
    "imports.core_names_module": Message(
        "{name} belongs to a module; what every project has must not name one.",
        "{name} 属于某个模块，公共代码不得引用模块。",
        "Let the module offer it, through a port or a contribution.",
        "请让模块通过端口或扩展点提供。",
    ),
    "imports.not_required": Message(
        "The module {module} does not require {other}, so it must not use it.",
        "模块 {module} 没有依赖 {other}，不得引用。",
        "Go through app/contracts, or add the capability to `requires` in the contract.",
        "请通过 app/contracts，或在契约的 `requires` 中加上该能力。",
    ),
    "imports.not_api": Message(
        "{name} is inside the module {other}; others see only its `api`.",
        "{name} 是模块 {other} 的内部内容，其他模块只能使用它的 `api`。",
    ),
    "imports.other_package": Message(
        "{path} is in the subpackage {package}, which may not be loaded yet.",
        "{path} 在分包 {package} 中，此时可能尚未加载。",
        "Move it to the main package, or name a componentPlaceholder.",
        "请移到主包，或设置 componentPlaceholder。",
    ),
    "globals.unwanted": Message(
        "A mini-program has no `{name}`.",
        "小程序中没有 `{name}`。",
    ),
    "wxml.refused": Message("WeChat's WXML compiler refuses this: {problem}", "微信的 WXML 编译器报错：{problem}"),
    "wxss.refused": Message("WeChat's WXSS compiler refuses this: {problem}", "微信的 WXSS 编译器报错：{problem}"),
    "templates.refused": Message(
        "The compiler of glass-easel says: {problem}.",
        "glass-easel 模板编译器报告：{problem}。",
    ),
    "compile.refused": Message("miniprogram-ci refuses this: {problem}", "miniprogram-ci 编译失败：{problem}"),
    "types.refused": Message("{problem} ({code})", "{problem}（{code}）"),
    "eslint.refused": Message("{problem} ({rule})", "{problem}（{rule}）"),
    "ruff.refused": Message("{problem} ({rule})", "{problem}（{rule}）"),
    "ruff.unformatted": Message(
        "This file is not formatted.",
        "此文件未格式化。",
        "`ruff format` in the backend's folder does it.",
        "请在 backend 文件夹中运行 `ruff format`。",
    ),
    "mypy.refused": Message("{problem} ({rule})", "{problem}（{rule}）"),
    "tests.failed": Message("{test} fails: {problem}", "{test} 未通过：{problem}"),
}
