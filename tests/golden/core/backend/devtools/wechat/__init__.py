"""A stand-in for WeChat on the developer's own machine: login, phone number, subscription
messages, and WeChat Pay API v3.

A shop in development talks to it instead of ``api.weixin.qq.com`` and ``api.mch.weixin.qq.com``; only two addresses
and the keys differ from production. It verifies what the shop signs, signs what it answers, and sends encrypted
callbacks on WeChat's schedule, with the mishaps that one asks for: lost, late, repeated, in parallel, forged, old, out
of order.

    python -m devtools.wechat --port 8010        # a page for people at /, buttons for programs below /control

In tests: ``StandIn(directory, client=...)``, ``create_app(standin, deliver=False)``, ``await standin.deliver_due()``.
"""

from devtools.wechat.app import create_app
from devtools.wechat.environment import ProductionRefusedError, development_environment, refuse_production
from devtools.wechat.records import Plan, RefundStatus, TradeState
from devtools.wechat.signer import Verification
from devtools.wechat.standin import StandIn
from devtools.wechat.timeline import Timeline

__all__ = [
    "Plan",
    "ProductionRefusedError",
    "RefundStatus",
    "StandIn",
    "Timeline",
    "TradeState",
    "Verification",
    "create_app",
    "development_environment",
    "refuse_production",
]
