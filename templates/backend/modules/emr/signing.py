"""What a signature stands for: a digest of the whole version and of the one before, which takes the key to make."""

from app.core.crypto import KeyMissing, Tampered, cipher, unseal
from app.modules.emr.chart import ChartOut
from app.modules.emr.errors import RecordTampered
from app.modules.emr.models import Encounter, Version


def digest_of(encounter: Encounter, version: Version, before: str) -> str:
    """`before` is the digest of the version before, "" for the first. Raises ValueError for what is not signed."""
    if version.signed_at is None:
        raise ValueError("a draft has no digest")
    said = (
        encounter.number,
        encounter.patient_id,
        version.number,
        version.author_id,
        version.signed_at.isoformat(),
        unseal(version, "content"),
        unseal(version, "why"),
        before,
    )
    return cipher().index(repr(said), "emr_version:digest")


def check(encounter: Encounter, versions: list[Version]) -> None:
    """Whether these, the oldest first, are what was signed, and all of it. Raises RecordTampered."""
    signed = [version for version in versions if version.signed_at is not None]
    if [version.number for version in signed] != list(range(1, encounter.versions + 1)):
        raise RecordTampered
    before = ""
    for version in signed:
        try:
            right = digest_of(encounter, version, before)
        except (KeyMissing, Tampered) as error:
            raise RecordTampered from error
        if version.digest != right:
            raise RecordTampered
        before = right


def chart_of(version: Version) -> ChartOut:
    return ChartOut.model_validate_json(unseal(version, "content") or "{}")
