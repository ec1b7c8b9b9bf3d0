"""The MQTT broker that devices talk to: what MQTT_URL names, or a program on this machine.

A shop without devices needs none.
"""

import shutil
from collections.abc import Iterator

from pintu.doctor.finding import Finding, Patient
from pintu.doctor.server import server

VARIABLE = "MQTT_URL"
PORTS = {"mqtt": 1883, "mqtts": 8883}
"""As registered with IANA."""
PROGRAMS = ("mosquitto", "emqx")


def broker(patient: Patient) -> Iterator[Finding]:
    url = patient.environment.get(VARIABLE, "")
    scheme = url.partition(":")[0]
    if scheme in PORTS:
        yield server("broker", url, PORTS[scheme])
    elif url:
        yield Finding("broker_url", "missing", scheme, required=True)
    else:
        found = next(filter(None, map(shutil.which, PROGRAMS)), "")
        yield Finding("broker", "ok" if found else "missing", found)
