"""A process of the shop that stands ready: the application is loaded, its modules are set up."""

from app.registry import MODULES

for module in MODULES:
    module.setup()
for module in MODULES:
    module.after_setup()
