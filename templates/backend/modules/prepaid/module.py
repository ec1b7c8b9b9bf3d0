from app.core.module import Module
from app.modules.prepaid.router import router
from app.modules.prepaid.settings import PrepaidSettings

MODULE = Module(name="prepaid", routers=(router,), settings=PrepaidSettings)
