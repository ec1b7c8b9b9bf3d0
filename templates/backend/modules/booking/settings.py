from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class BookingSettings(ModuleSettings):
    module: ClassVar[str] = "booking"

    ahead: Duration
    notice: Duration
    hold: Duration
    cancel_until: Duration
    moves: int
    check_in_from: Duration
    no_show_after: Duration
    no_shows: int
    no_shows_within: Duration
    remind_before: Duration
    max_open: int
