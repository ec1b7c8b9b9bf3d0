"""What other modules may use of this one."""

from app.modules.emr.chart import ChartIn, ChartOut, Diagnosis, Vitals
from app.modules.emr.errors import EncounterNotFound, EncounterNotYours
from app.modules.emr.finding import his_own, versions
from app.modules.emr.models import Encounter, Version
from app.modules.emr.opening import open_encounter
from app.modules.emr.signing import chart_of
from app.modules.emr.states import CANCELED, OPEN, SIGNED

__all__ = [
    "CANCELED",
    "OPEN",
    "SIGNED",
    "ChartIn",
    "ChartOut",
    "Diagnosis",
    "Encounter",
    "EncounterNotFound",
    "EncounterNotYours",
    "Version",
    "Vitals",
    "chart_of",
    "his_own",
    "open_encounter",
    "versions",
]
