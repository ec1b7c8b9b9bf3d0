"""What health data is collected for, in the words that customers agree to, apart from everything else.

Sources: PIPL, articles 28, 29 and 31; 儿童个人信息网络保护规定, articles 8 to 10.
Raise `version` whenever the meaning of a text changes.
"""

from app.core.privacy import Purpose

HEALTH = Purpose(
    id="health_data",
    title="健康信息",
    text=(
        "我们收集就诊人的姓名、证件号、手机号、过敏史、既往史和就诊记录，用于预约、诊疗和随访。"
        "这些是敏感个人信息：加密保存，只有为您服务的工作人员可以查看，每次查看都会记录原因。"
        "不同意不影响浏览，但无法预约和就诊。撤回后停止使用并删除；依法须保存的病历会封存，期满后删除。"
    ),
)

CHILDREN = Purpose(
    id="children_data",
    title="儿童个人信息",
    text=(
        "添加不满 14 周岁的就诊人时，我们收集孩子的身份与健康信息，用于为孩子预约、诊疗和随访，不用于其他用途。"
        "请您以监护人身份决定是否同意；不同意则不能添加，您和其他家人的就诊不受影响。"
        "您可以随时更正或删除。撤回后孩子的信息停止使用并删除；依法须保存的病历会封存，期满后删除。"
    ),
)
