"""`python -m app.core.backup create [FOLDER]` and `python -m app.core.backup restore FILE [--replace]`."""

import argparse
import sys
from pathlib import Path

from app.core.backup import Broken, InUse, NotEmpty, ToolMissing, create, restore
from app.core.settings import BACKEND, settings


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m app.core.backup", description="备份和恢复数据库与图片（不含密钥）")
    commands = parser.add_subparsers(dest="command", required=True)
    made = commands.add_parser("create", help="备份，服务照常运行")
    made.add_argument("folder", type=Path, nargs="?", default=BACKEND / "var" / "backups", help="放备份文件的文件夹")
    back = commands.add_parser("restore", help="恢复，先停止服务")
    back.add_argument("file", type=Path, help="备份文件")
    back.add_argument("--replace", action="store_true", help="覆盖现有的数据")
    options = parser.parse_args()
    url, media = settings().database_url, settings().media_dir
    try:
        if options.command == "create":
            sys.stdout.write(f"{create(url, media, options.folder)}\n")
        else:
            manifest = restore(url, media, options.file, replace=options.replace)
            made_at = f"{manifest.made_at:%Y-%m-%d %H:%M:%S}"
            sys.stdout.write(f"已恢复 {made_at}（UTC）的备份，接着请运行 alembic upgrade heads\n")
    except NotEmpty:
        return _fail("数据库里已有数据，没有恢复；确定要覆盖时加上 --replace")
    except InUse:
        return _fail("数据库正在使用，没有恢复；请先停止服务")
    except ToolMissing as missing:
        return _fail(f"没有找到 {missing}，请安装 PostgreSQL 客户端，版本不低于服务器")
    except Broken as error:
        return _fail(f"没有完成，数据没有改变：{error}")
    return 0


def _fail(message: str) -> int:
    sys.stderr.write(message + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
