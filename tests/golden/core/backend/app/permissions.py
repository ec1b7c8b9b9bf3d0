"""Everything that a role in `business.toml` may be allowed to do."""

from app.core.staff.permissions import Permission

PERMISSIONS: tuple[Permission, ...] = (
    Permission(id="audit.read", label="查看操作记录", module="app"),
    Permission(id="jobs.manage", label="查看和重试后台任务", module="app"),
    Permission(id="personal.reveal", label="查看完整的顾客联系方式", module="app"),
    Permission(id="staff.manage", label="管理员工与角色", module="app"),
    Permission(id="catalog.edit", label="编辑商品与价格", module="catalog"),
    Permission(id="catalog.read", label="查看商品资料", module="catalog"),
    Permission(id="identity.read", label="查看用户（手机号脱敏）", module="identity"),
    Permission(id="inventory.adjust", label="调整库存", module="inventory"),
    Permission(id="inventory.read", label="查看库存", module="inventory"),
    Permission(id="order.cancel", label="取消订单", module="order"),
    Permission(id="order.complete", label="完成订单", module="order"),
    Permission(id="order.confirm", label="确认收款", module="order"),
    Permission(id="order.read", label="查看订单", module="order"),
    Permission(id="payment.read", label="查看收款与退款", module="payment"),
    Permission(id="payment.refund", label="退款", module="payment"),
)
