from app.core.privacy import Purpose

TRACKING = Purpose(
    id="tracking",
    title="与账户关联的使用统计",
    text="我们把您看了哪些页面、走到哪一步与您的账户关联，用来了解回头客的需要、改进页面。"
    "同意之前只做不含身份的匿名统计；撤回同意后，关联的记录立即删除。",
)
