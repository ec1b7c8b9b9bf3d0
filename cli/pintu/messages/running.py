"""What `run` says."""

from pintu.messages import Message

MESSAGES = {
    "run.installing": Message(
        "Installing what the backend needs (once)…",
        "正在安装后端所需的软件包（仅此一次）…",
    ),
    "run.starting": Message("Starting the backend…", "正在启动后端…"),
    "run.ready": Message("Ready: {url}", "已就绪：{url}"),
    "run.ended": Message(
        "The backend has stopped by itself (status {status}); its own messages are above.",
        "后端已自行退出（状态码 {status}），原因见上方输出。",
    ),
    "run.as_it_is": Message(
        "Generating is refused for the reasons above; the project is served as it is.",
        "由于上述原因无法重新生成，按项目现状运行。",
    ),
    "run.no_backend": Message(
        "There is no backend here to run.",
        "这里没有可以运行的后端。",
        "Generate the project first, or name its folder.",
        "请先生成项目，或指明项目文件夹。",
    ),
    "run.unreadable_backend": Message(
        "The backend's dependencies cannot be read: {problem}.",
        "无法读取后端的依赖：{problem}。",
    ),
    "run.not_installed": Message(
        "What the backend needs could not be installed:\n{said}",
        "后端所需的软件包安装失败：\n{said}",
        "Check the network and pip's settings (PIP_INDEX_URL), then try again; nothing else was changed.",
        "请检查网络与 pip 设置（PIP_INDEX_URL）后重试；其他内容均未改动。",
    ),
    "run.port_taken": Message(
        "Port {port} cannot be used: {reason}.",
        "端口 {port} 无法使用：{reason}。",
        "Choose another one with --port or PORT=… (`make demo PORT=8080`).",
        "请用 --port 或 PORT=… 换一个端口（`make demo PORT=8080`）。",
    ),
    "run.database": Message(
        "No backend knows a database of the kind {kind!r}.",
        "后端不支持 {kind!r} 这种数据库。",
        "Write an address that begins with one of {known}.",
        "请写以其中之一开头的地址：{known}。",
    ),
    "help.run": Message(
        "Start a project on this machine: generate where needed, install, migrate, load demo data, serve.",
        "在本机运行项目：按需生成、安装依赖、迁移数据库、载入演示数据并启动服务。",
    ),
    "help.run.project": Message("The project's folder, or a blueprint.", "项目文件夹，或一份蓝图。"),
    "help.run.no_preview": Message(
        "Leave out the preview of the mini-program in the browser.",
        "不启动小程序的浏览器预览。",
    ),
    "simulate.no_devices": Message(
        "This project has no devices to simulate.",
        "这个项目没有设备可以模拟。",
        "Take the module `device` into its blueprint, and generate.",
        "请在蓝图里加入模块 `device` 并重新生成。",
    ),
    "help.simulate": Message(
        "Let devices of the blueprint's types tell something to a project that runs: for demos and for load.",
        "模拟蓝图里的设备，向正在运行的项目上报数据，用于演示与压测。",
    ),
    "help.simulate.project": Message("The project's folder, or a blueprint.", "项目文件夹，或一份蓝图。"),
    "help.simulate.devices": Message("How many.", "几台。"),
    "help.simulate.kind": Message(
        "A type of device, as often as wanted; every type where left out.", "设备类型，可写多次；不写则每种都有。"
    ),
    "help.simulate.profile": Message(
        "How they behave, in turn: steady, drift, spike, silent, flapping or storm.",
        "表现，可写多次，轮流使用：steady、drift、spike、silent、flapping、storm。",
    ),
    "help.simulate.seconds": Message(
        "End after so many seconds; never where left out.", "多少秒后结束；不写则不结束。"
    ),
    "help.simulate.seed": Message("The same number gives the same values.", "同一个数得到同样的数值。"),
    "help.run.database": Message(
        "The database, as postgresql://user:password@host/name; an SQLite file in the project where left out.",
        "数据库地址，形如 postgresql://user:password@host/name；不填则用项目里的 SQLite 文件。",
    ),
    "help.run.port": Message(
        "The port on 127.0.0.1; PORT in the environment does the same.", "127.0.0.1 上的端口；也可以用环境变量 PORT。"
    ),
}
