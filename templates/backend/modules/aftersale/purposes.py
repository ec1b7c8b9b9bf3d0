"""What customers agree to when they say what is wrong. Raise `version` whenever the meaning changes."""

from app.core.privacy import Purpose

AFTERSALE = Purpose(
    id="aftersale",
    title="售后说明与凭证",
    text="我们收集您在申请售后时填写的说明、联系电话和上传的图片，只用于处理这次售后。电话加密保存，撤回同意后立即删除。",
)
