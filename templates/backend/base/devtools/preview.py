"""/preview/ while developing: the mini-program bundled for a browser, and the stand-in for WeChat below it.

The folder of the bundle comes from the environment variable PREVIEW_FOLDER. The stand-in is reached at /preview/wechat/
too: a page may call only the origin that it came from.
"""

import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

from devtools.wechat import StandIn, create_app

FOLDER = "PREVIEW_FOLDER"
NO_BUNDLE = f"""这里没有可以打开的预览。

把打包好的小程序所在的文件夹写进环境变量 {FOLDER} 再启动；
或者用微信开发者工具打开 miniprogram/ 文件夹。
"""


class Bundle(StaticFiles):
    """Files that change while somebody looks at them: a browser asks each time whether there is a newer one."""

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def install(shop: FastAPI, standin: StandIn | None) -> bool:
    """Serve the bundle that the environment names, if any; tells whether there is one."""
    folder = os.environ.get(FOLDER, "")
    if not folder or not Path(folder).is_dir():
        shop.add_route("/preview/", lambda _: PlainTextResponse(NO_BUNDLE, status_code=404), include_in_schema=False)
        return False
    if standin:
        shop.mount("/preview/wechat", create_app(standin, deliver=False))
    shop.mount("/preview", Bundle(directory=folder, html=True), name="preview")
    return True
