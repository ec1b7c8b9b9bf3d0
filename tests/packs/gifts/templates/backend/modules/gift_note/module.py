from app.core.module import Module

MODULE = Module(name="gift_note")
