"""The page at /: in development the way to everything that runs here, in production just who this is."""

from html import escape
from pathlib import Path
from string import Template

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from app.core.business import business
from app.core.settings import settings

PAGE = Template(Path(__file__).with_name("welcome.html").read_text("utf-8"))

LINKS = (
    ("/preview/", "小程序预览", "在浏览器里的手机外壳中打开小程序"),
    ("/admin/", "管理后台", "员工处理日常业务的地方"),
    ("/docs", "接口文档", "每个接口的参数、返回与错误"),
    ("/readyz", "就绪检查", "数据库与迁移是否就绪"),
    ("/metrics", "运行指标", "供 Prometheus 采集"),
)

router = APIRouter(include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
async def welcome(request: Request) -> str:
    paths = {getattr(route, "path", "").rstrip("/") for route in request.app.routes} | {"/readyz"}
    shown = () if settings().production else [link for link in LINKS if link[0].rstrip("/") in paths]
    company = business().business
    facts = (company.company, company.licence, company.address, company.phone, company.hours)
    return PAGE.substitute(
        name=escape(business().app.name),
        primary=business().theme.primary,
        links="\n".join(
            f'<a href="{href}"><strong>{escape(title)}</strong><span>{escape(text)}</span></a>'
            for href, title, text in shown
        ),
        facts="".join(f"<li>{escape(fact)}</li>" for fact in facts if fact),
    )
