"""What personal data is collected, and what for, in the words that customers agree to.

What a module uses them for besides, it says itself, as a `Use`. Raise `version` whenever the meaning of a text changes:
everybody is then asked again.
"""

from app.core.privacy import Purpose

PHONE = Purpose(
    id="phone",
    title="手机号",
    text="我们收集您的手机号，用于与您联系。手机号加密保存，撤回同意后立即删除。",
)

ADDRESS = Purpose(
    id="address",
    title="收货地址",
    text="我们收集您填写的姓名、电话和地址，用于您选用地址的时候不必再填。内容加密保存，撤回同意后立即从地址簿删除。",
)
