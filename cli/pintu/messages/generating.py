"""What `generate` and `diff` say, and what can be wrong with the folder that they look at."""

from pintu.messages import Message

MESSAGES = {
    "generate.done": Message(
        "{folder}: {written} files written, {deleted} deleted, {kept} kept as you left them.",
        "{folder}：写入 {written} 个文件，删除 {deleted} 个，保留您改动过的 {kept} 个。",
    ),
    "generate.unchanged": Message(
        "{folder}: nothing to do, everything is up to date.",
        "{folder}：无需改动，已是最新。",
    ),
    "generate.deleted_by_reader": Message(
        "{path}: deleted by you, stays deleted; to get it back, delete its line in pintu.lock and generate again.",
        "{path}：已被您删除，不再生成；如需恢复，请删除 pintu.lock 中对应的一行，再重新生成。",
    ),
    "generate.otherwise_unchanged": Message(
        "{folder}: nothing else to do.",
        "{folder}：此外无需改动。",
    ),
    "generate.lock_again": Message(
        "{folder}: there was no pintu.lock; it is written again. What you deleted before comes again, too.",
        "{folder}：没有 pintu.lock，已重新写入；您此前删除的文件也会重新生成。",
    ),
    "diff.no_lock": Message(
        "{folder}: there is no pintu.lock; generating writes it again. What you deleted before comes again, too.",
        "{folder}：没有 pintu.lock，重新生成时会再写入；您此前删除的文件也会重新生成。",
    ),
    "generate.waiting": Message(
        "Another pintu is at work in this folder; waiting for it to finish.",
        "另一个 pintu 正在处理这个文件夹，等待其完成。",
    ),
    "generate.edited_meanwhile": Message(
        "{path} was edited while files were being written: it is kept as it is; run `pintu generate` again.",
        "写入期间 {path} 被改动：已保留您的版本，请再运行一次 `pintu generate`。",
    ),
    "journal.finished": Message(
        "{folder}: a write that was interrupted is finished now ({count} files).",
        "{folder}：上次中断的写入现已完成（{count} 个文件）。",
    ),
    "diff.lock_only": Message(
        "{folder}: no file would change; only pintu.lock, which says what the project was made from.",
        "{folder}：没有文件会改动，只有记录项目来源的 pintu.lock 会更新。",
    ),
    "change.create": Message("create", "新建"),
    "change.update": Message("update", "更新"),
    "change.merge": Message("merge", "合并"),
    "change.delete": Message("delete", "删除"),
    "change.keep": Message("keep", "保留"),
    "change.conflict": Message("conflict", "冲突"),
    "change.binary": Message(
        "{path}: not text, {old} bytes before, {new} after",
        "{path}：非文本文件，原 {old} 字节，现 {new} 字节",
    ),
    "lock.unreadable": Message(
        "The lock cannot be read: line {problem}",
        "无法读取锁文件：第 {problem}",
        "Take either side's version of this file after a git merge, then generate again.",
        "若由 git 合并造成，任取一方的版本，再重新生成。",
    ),
    "lock.missing": Message(
        "There is no lock here to hold to (--locked).",
        "这里没有可供核对的锁文件（--locked）。",
        "Generate once without --locked, and commit pintu.lock.",
        "先不带 --locked 生成一次，并提交 pintu.lock。",
    ),
    "lock.head_differs": Message(
        "`{key}` is {new} now, and {old} in the lock (--locked).",
        "`{key}` 现为 {new}，而锁文件中是 {old}（--locked）。",
    ),
    "lock.file_differs": Message(
        "This file would not come out as the lock says (--locked).",
        "这个文件的生成结果与锁文件不一致（--locked）。",
    ),
    "folder.other_project": Message(
        "The folder {folder} holds the project `{there}`, and this blueprint makes `{slug}`.",
        "文件夹 {folder} 中是项目 `{there}`，而这份蓝图生成的是 `{slug}`。",
        "Choose another folder with -o.",
        "请用 -o 指定另一个文件夹。",
    ),
    "folder.is_file": Message(
        "The project needs a folder here, and this is a file.",
        "这里应当是项目文件夹，却是一个文件。",
        "Choose another folder with -o.",
        "请用 -o 指定另一个文件夹。",
    ),
    "folder.not_writable": Message(
        "This folder cannot be written to; nothing was changed.",
        "这个文件夹不可写；未做任何改动。",
    ),
    "folder.refused": Message(
        "Nothing was written. Files that stand against it: {count}.",
        "未写入任何内容，受阻的文件数：{count}。",
        "Until there is `pintu update` to merge both sides: generate into a fresh folder with -o, and carry your edits"
        " over.",
        "在能够合并两边改动的 `pintu update` 推出之前：请用 -o 生成到新的文件夹，再把您的改动搬过去。",
    ),
    "file.changed_both": Message(
        "You have edited this file, and generating would change it as well.",
        "您改动过这个文件，而重新生成也会改动它。",
    ),
    "file.edited_unwanted": Message(
        "You have edited this file, and generating would delete it.",
        "您改动过这个文件，而重新生成会删除它。",
    ),
    "file.foreign": Message(
        "This file was not generated, and stands where one would be.",
        "这个文件并非由生成而来，却占用了要生成的位置。",
    ),
    "file.blocked": Message(
        "A link, a folder or something else stands where a file would be; links are never followed.",
        "这里应当是普通文件，却是链接、文件夹或其他内容；链接一律不予跟随。",
    ),
    "file.is_link": Message(
        "This is a symbolic link: what a pack or a blueprint brings along has to lie inside it.",
        "这是符号链接：模块包或蓝图附带的文件必须位于其自身之内。",
    ),
    "path.unsafe": Message(
        "`{owner}` names a file that no project may have ({problem}): {path}",
        "`{owner}` 指定了项目中不允许的文件（{problem}）：{path}",
    ),
    "path.claimed_twice": Message(
        "Two owners claim one path: {path} of `{first}`, {other} of `{second}`.",
        "同一路径有两个归属：`{first}` 的 {path} 与 `{second}` 的 {other}。",
    ),
    "tab.page_missing": Message(
        "The tab's page is not in the project yet: {file}",
        "该标签页指向的页面尚不存在：{file}",
        "Write the page, or take the tab out; DevTools does not open a project without it.",
        "请编写该页面，或去掉这个标签；缺少页面时开发者工具无法打开项目。",
    ),
    "write.failed": Message(
        "The operating system refused: {reason} ({file}). Nothing was changed.",
        "操作系统拒绝了操作：{reason}（{file}）。未做任何改动。",
    ),
    "write.unfinished": Message(
        "The operating system refused half-way: {reason} ({file}).",
        "操作系统中途拒绝了操作：{reason}（{file}）。",
        "Nothing is lost: once the cause is gone, the next command finishes what was begun.",
        "没有任何内容丢失：排除原因后，下一条命令会继续完成。",
    ),
    "help.generate": Message(
        "Turn a blueprint into a project: mini-program, backend, admin and tests.",
        "把蓝图变成项目：小程序、后端、管理后台与测试。",
    ),
    "help.generate.blueprint": Message("The blueprint.", "蓝图文件。"),
    "help.generate.output": Message(
        "Folder of the project; the blueprint's own, or ./<slug>, where left out.",
        "项目文件夹；省略时为蓝图所在文件夹，或 ./<slug>。",
    ),
    "help.generate.dry_run": Message("List what would be done, and do nothing.", "只列出会做什么，不写入。"),
    "help.generate.diff": Message("Show what would change, and do nothing.", "只显示会有哪些改动，不写入。"),
    "help.generate.locked": Message(
        "Fail where versions or hashes differ from pintu.lock (for CI).",
        "版本或哈希与 pintu.lock 不一致时失败（用于 CI）。",
    ),
    "help.diff": Message(
        "Show what generating again would change; exit status 1 when there is anything.",
        "显示重新生成会带来的改动；有改动时退出码为 1。",
    ),
    "help.diff.folder": Message("The project's folder, or a blueprint.", "项目文件夹，或一份蓝图。"),
}
