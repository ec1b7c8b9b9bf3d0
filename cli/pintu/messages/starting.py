"""What `new` asks and says."""

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
        "接下来：`pintu run {folder}` 在本机打开店铺；修改蓝图后用 `pintu validate {folder}` 检查。",
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
    "new.name_empty": Message("The business needs a name.", "店名不能为空。"),
    "new.slug_invalid": Message(
        "Small letters, digits and hyphens, starting with a letter, at most 40.",
        "用小写字母、数字和连字符，以字母开头，最多 40 个。",
    ),
    "new.colour_invalid": Message(
        "A colour is # and six hexadecimal digits: #0f766e.", "颜色写成 # 加六位十六进制数，如 #0f766e。"
    ),
}
