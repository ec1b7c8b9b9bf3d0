"""What personal data is collected for invoices, in the words that customers agree to."""

from app.core.privacy import Purpose

INVOICE = Purpose(
    id="invoice",
    title="开票信息",
    text="我们收集您填写的发票抬头、税号和电子邮箱，用于开具并送达电子发票。抬头和邮箱加密保存，撤回同意后立即删除，未开具的申请同时取消。",
)
