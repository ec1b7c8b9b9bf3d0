from app.core.module import Module
from app.modules.wish_wrap.router import router

MODULE = Module(name="wish_wrap", routers=(router,))
