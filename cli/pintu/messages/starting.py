"""What `new` asks and says, and `new.comment.<place>`: what it writes beside the lines of a new blueprint."""

from pintu.messages import Message

MESSAGES = {
    "help.new": Message(
        "Write a first, commented blueprint: NAME/blueprint.yaml, with demo data beside it.",
        "写出第一份带注释的蓝图：NAME/blueprint.yaml，旁边附演示数据。",
    ),
    "help.new.name": Message(
        "Folder to make; where left out, the name of the business decides.",
        "要新建的文件夹；省略时按店名取名。",
    ),
    "help.new.vertical": Message("The vertical to start from.", "作为起点的行业。"),
    "new.exists": Message(
        "{path} is there already; `pintu new` never writes over anything.",
        "{path} 已经存在；`pintu new` 不会覆盖任何文件。",
        "Choose another name, or edit what is there.",
        "请换一个名称，或直接修改已有的文件。",
    ),
    "new.next": Message(
        "Next: `pintu run {folder}` shows the shop on this machine; `pintu validate {folder}` checks the blueprint "
        "after you have edited it.",
        "接下来：`pintu run {folder}` 在本机打开；修改蓝图后用 `pintu validate {folder}` 检查。",
    ),
    "new.ask_vertical": Message("Which vertical?", "属于哪个行业？"),
    "new.ask_name": Message("Name of the business, as customers see it:", "店名（顾客看到的名称）："),
    "new.ask_slug": Message("Short name for folder and database:", "文件夹和数据库用的短名称："),
    "new.ask_primary": Message("Main colour:", "主色："),
    "new.ask_modules": Message("Which modules? (space chooses, enter goes on)", "要哪些模块？（空格选择，回车继续）"),
    "new.ask_business": Message(
        "Fill in the company's particulars now? (They can be added later.)",
        "现在填写公司信息吗？（以后也可以补）",
    ),
    "new.ask_company": Message("Registered name:", "公司或个体工商户的名称："),
    "new.ask_licence": Message("Unified social credit code:", "统一社会信用代码："),
    "new.ask_phone": Message("Customers' phone line:", "客服电话："),
    "new.ask_address": Message("Address:", "经营地址："),
    "new.ask_hours": Message("Opening hours:", "营业时间："),
    "new.ask_privacy_contact": Message("Contact for requests about personal data:", "处理个人信息请求的邮箱或电话："),
    "new.comment.what_this_is": Message(
        "This blueprint decides what mini-program, backend and admin console are like. After a change:",
        "这份蓝图决定小程序、后端和管理后台的样子。改好以后：",
    ),
    "new.comment.validate": Message(
        "checks it, and says which line is wrong and what to do", "检查；有问题会指出在哪一行、怎么改"
    ),
    "new.comment.generate": Message("makes the project, or brings it up to date", "生成项目，或更新已生成的项目"),
    "new.comment.run": Message("starts it on this machine with demo data", "在本机启动，用演示数据试用"),
    "new.comment.left_out": Message(
        "What is not said here is as the vertical and the modules have it; `pintu explain` lists every module and why.",
        "没有写的内容沿用行业蓝图和各模块的默认值；pintu explain 会列出最终用到的模块和原因。",
    ),
    "new.comment.format": Message("format of this file", "蓝图格式的版本"),
    "new.comment.name": Message("what customers see", "顾客看到的名称"),
    "new.comment.slug": Message(
        "name of folder and database; leave it once the project is there", "文件夹和数据库的名称，生成项目以后不要再改"
    ),
    "new.comment.vertical": Message("line of business", "行业"),
    "new.comment.size": Message(
        "annual turnover: micro, small, medium or large", "年营业规模：micro、small、medium 或 large"
    ),
    "new.comment.appid": Message("here, where there is one mini-program only", "只有一个小程序时写在这里"),
    "new.comment.business": Message(
        "What the law wants shown in the mini-program; lines that begin with # are still to be filled in.",
        "依法要在小程序里公示的信息；行首带 # 的还没有填写。",
    ),
    "new.comment.environments": Message(
        "Where testing and production are two mini-programs: these lines, and no app.appid.",
        "测试和正式分成两个小程序时，改用下面几行，并去掉 app.appid。",
    ),
    "new.comment.primary": Message("main colour", "主色"),
    "new.comment.dark": Message("dark mode: auto follows the phone, off has none", "深色模式：auto 跟随系统，off 关闭"),
    "new.comment.logo": Message(
        "the shop's mark; pictures go into a folder assets beside this file",
        "标志，图片放在本文件旁边的 assets 文件夹",
    ),
    "new.comment.tabs": Message(
        "The tab bar, 2 to 5 pages. Left out, it is the vertical's:",
        "底部标签栏，2 到 5 个页面。不写就和行业蓝图一样：",
    ),
    "new.comment.home": Message(
        "The home page from top to bottom. Left out, it is the vertical's:",
        "首页从上到下的区块。不写就和行业蓝图一样：",
    ),
    "new.comment.modules": Message(
        "Modules: true puts one in, false leaves it out. Lines with # are settings with their values as they are now; "
        "take the # away to change one.",
        "模块：true 是要，false 是不要。带 # 的是可以修改的设置和现在的值，去掉 # 即可修改。",
    ),
    "new.comment.module": Message("{title}: {summary}", "{title}：{summary}"),
    "new.comment.roles": Message(
        "Roles of the staff, and what they may do. Left out, they are the vertical's; the owner may do everything and "
        "is not listed.",
        "员工角色和各自的权限，不写就和行业蓝图一样；负责人（owner）拥有全部权限，不用写。",
    ),
    "new.comment.data": Message(
        "demo data, loaded on this machine only, to try things out", "演示数据，只在本机试用时载入"
    ),
    "new.name_empty": Message("The business needs a name.", "店名不能为空。"),
    "new.slug_invalid": Message(
        "Small letters, digits and hyphens, starting with a letter, at most 40.",
        "用小写字母、数字和连字符，以字母开头，最多 40 个。",
    ),
    "new.colour_invalid": Message(
        "A colour is # and six hexadecimal digits: #0f766e.", "颜色写成 # 加六位十六进制数，如 #0f766e。"
    ),
}
