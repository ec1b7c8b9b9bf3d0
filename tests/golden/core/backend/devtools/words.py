"""What `devtools.run` says: Chinese, or English where the program that started it asks for it (`DEVTOOLS_LANG=en`)."""

import os

LANGUAGE = "DEVTOOLS_LANG"

CHINESE = {
    "port_taken": "端口 {port} 已被占用，请用 --port 换一个",
    "database_away": "连不上数据库 {address}：{reason}",
    "demo_data": "演示数据 demo/data.yaml 的 {module} 部分有误：{reason}",
    "production": "ENVIRONMENT=production：这个命令只用于开发",
    "dotenv_made": "已生成 {name}（仅供开发）",
    "start_page": "  首页      {url}/",
    "preview": "  小程序    {url}",
    "addresses": "  管理后台  {url}/admin/\n  接口文档  {url}/docs",
    "stand_in": "  微信模拟  {url}/",
    "first_owner": "  管理员 {username}，一次性密码 {password}（第一次登录后必须修改）",
    "how_to_stop": "按 Ctrl+C 停止",
    "stopped": "已停止",
}
ENGLISH = {
    "port_taken": "Port {port} is taken; choose another one with --port",
    "database_away": "The database at {address} cannot be reached: {reason}",
    "demo_data": "In demo/data.yaml the part of {module} is wrong: {reason}",
    "production": "ENVIRONMENT=production: this command is for development only",
    "dotenv_made": "{name} has been made (for development only)",
    "start_page": "  Start page       {url}/",
    "preview": "  Mini-program     {url}",
    "addresses": "  Admin console    {url}/admin/\n  API              {url}/docs",
    "stand_in": "  WeChat stand-in  {url}/",
    "first_owner": "  Sign in as {username} with the one-time password {password} (to be changed at the first sign-in)",
    "how_to_stop": "Stop with Ctrl+C",
    "stopped": "Stopped",
}


def say(sentence: str, **values: object) -> str:
    """The sentence with its values, in the language asked for."""
    sentences = ENGLISH if os.environ.get(LANGUAGE) == "en" else CHINESE
    return sentences[sentence].format_map(values)
