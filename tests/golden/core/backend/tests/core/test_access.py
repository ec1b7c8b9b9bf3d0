"""Every route says who may call it."""

from app.core.application import api_routes
from app.core.openapi import access_of
from app.registry import MODULES


def test_each_route_is_public_or_for_customers_staff_machines_or_programs() -> None:
    routes = api_routes(MODULES)
    assert routes
    wrong = {
        f"{sorted(route.methods or ())} {path}": access_of(route)
        for path, route in routes
        if len(access_of(route)) != 1
    }
    assert wrong == {}
