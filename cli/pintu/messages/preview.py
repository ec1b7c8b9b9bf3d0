"""What the preview says."""

from pintu.messages import Message

MESSAGES = {
    "preview.installing": Message(
        "Installing what the preview needs (once)…",
        "正在安装预览所需的软件包（仅此一次）…",
    ),
    "preview.ready": Message(
        "The mini-program in the browser: {url} ({seconds} s)",
        "小程序预览：{url}（{seconds} 秒）",
    ),
    "preview.rebuilt": Message("Reloaded ({seconds} s).", "已刷新（{seconds} 秒）。"),
    "preview.watching": Message(
        "Watching the blueprint and the project's files; the page follows every change.",
        "正在监视蓝图与项目文件，有改动时页面会自动刷新。",
    ),
    "preview.backend_ended": Message(
        "The backend has ended; it is started again with the next change of its files.",
        "后端已停止，修改后端文件后会自动重新启动。",
    ),
    "preview.mended": Message("The blueprint is fine again.", "蓝图已恢复正常。"),
    "preview.restarting": Message("Starting the backend anew…", "正在重新启动后端…"),
    "preview.not_built": Message(
        "The mini-program does not compile; the preview shows what is above.",
        "小程序未能编译，预览页会显示以上问题。",
    ),
    "preview.no_miniprogram": Message(
        "The project has no mini-program; there is nothing to preview.",
        "项目中没有小程序，无法预览。",
    ),
    "preview.left_out": Message(
        "The preview is left out; --no-preview does so without a word.",
        "已跳过预览；加上 --no-preview 可不再提示。",
    ),
    "preview.source": Message("{said}", "{said}"),
    "help.run.watch": Message(
        "Follow changes of the blueprint and of the project's files: generate, bundle and reload.",
        "监视蓝图与项目文件的改动，自动重新生成、打包并刷新页面。",
    ),
}
