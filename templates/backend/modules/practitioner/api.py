"""What modules that require practitioners may use."""

from app.modules.practitioner.errors import PractitionerNotFound
from app.modules.practitioner.models import Practitioner
from app.modules.practitioner.queries import one

__all__ = ["Practitioner", "PractitionerNotFound", "one"]
