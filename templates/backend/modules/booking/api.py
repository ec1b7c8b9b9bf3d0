"""What modules that require bookings may use."""

from app.modules.booking.booking import finish, start
from app.modules.booking.editing import create, edit, set_schedules
from app.modules.booking.errors import BookingNotFound, BookingStatus, ResourceNotFound
from app.modules.booking.models import Booking, Resource, Slot
from app.modules.booking.queries import described, own
from app.modules.booking.schemas import ResourceIn, ResourceOut, ScheduleIn
from app.modules.booking.states import BOOKED, CHECKED_IN, DONE, IN_SERVICE

__all__ = [
    "BOOKED",
    "CHECKED_IN",
    "DONE",
    "IN_SERVICE",
    "Booking",
    "BookingNotFound",
    "BookingStatus",
    "Resource",
    "ResourceIn",
    "ResourceNotFound",
    "ResourceOut",
    "ScheduleIn",
    "Slot",
    "create",
    "described",
    "edit",
    "finish",
    "own",
    "set_schedules",
    "start",
]
