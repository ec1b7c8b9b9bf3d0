"""What personal data is collected, and what for, in the words that customers agree to.

Raise `version` whenever the meaning of a text changes: everybody is then asked again.
"""

from app.core.privacy import Purpose

PHONE = Purpose(
    id="phone",
    title="手机号",
    text="我们收集您的手机号，用于订单出现问题时与您联系。手机号加密保存，撤回同意后立即删除。",
)

ADDRESS = Purpose(
    id="address",
    title="收货地址",
    text="我们收集您填写的收货人姓名、电话和地址，用于把商品送到您手中。"
    "内容加密保存，撤回同意后立即从地址簿删除；履行中的订单所用地址保留到订单结束。",
)
