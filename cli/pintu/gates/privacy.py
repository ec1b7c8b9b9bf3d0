"""Interfaces that touch personal data: those that the code uses are those that are declared, and the other way round.

The location and address interfaces stand in `app.json` as `requiredPrivateInfos`; all of them stand in the modules'
contracts (`privacy`), from which the owner fills in the privacy guide in WeChat's console.
"""

from collections.abc import Iterator

from pintu.gates.gate import Gate, Subject
from pintu.gates.source.app import MiniProgram
from pintu.gates.source.markup import Attribute
from pintu.gates.source.npm import NPM
from pintu.gates.source.platform import platform_calls
from pintu.gates.source.reach import in_use, is_whole
from pintu.gates.source.script import tokens
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.points.privacy import REQUIRED_PRIVATE_INFOS

WORDS = """
    addPhoneCalendar addPhoneContact addPhoneRepeatCalendar chooseContact chooseImage chooseInvoice
    chooseInvoiceTitle chooseLicensePlate chooseMedia chooseMessageFile chooseVideo createBLEPeripheralServer
    createCameraContext createLivePusherContext createVKSession getClipboardData getRecorderManager getUserInfo
    getUserProfile getWeRunData joinVoIPChat openBluetoothAdapter saveImageToPhotosAlbum saveVideoToPhotosAlbum
    setClipboardData startAccelerometer startCompass startDeviceMotionListening startGyroscope startRecord
"""
PERSONAL = frozenset(WORDS.split())
"""Others that the privacy guide has to name (developers.weixin.qq.com, what the guide covers)."""
TAGS = {"camera": "createCameraContext", "live-pusher": "createLivePusherContext"}
"""A component stands for the interface that drives it."""
OPEN_TYPES = {"chooseAvatar", "getPhoneNumber", "getRealtimePhoneNumber", "getUserInfo"}


def look(subject: Subject) -> Iterator[Diagnostic]:
    app = subject.app
    used = _used(app)
    yield from _in_app_json(app, used)
    if subject.resolution is not None:
        declared = {str(entry["api"]) for _, entry in subject.resolution.contributions("privacy")}
        for api in sorted(used.keys() - declared):
            yield Diagnostic("privacy.not_declared", used[api], {"api": api})
        for api in sorted(declared - used.keys()) if is_whole(app) else ():
            owner, where = _declaration(subject, api)
            args = {"api": api, "module": owner}
            yield Diagnostic("privacy.declared_unused", where, args, severity="warning")


def _in_app_json(app: MiniProgram, used: dict[str, Where]) -> Iterator[Diagnostic]:
    listed = app.data("app.json").get("requiredPrivateInfos")
    declared = [str(api) for api in listed] if isinstance(listed, list) else []
    for api in sorted((used.keys() & REQUIRED_PRIVATE_INFOS) - set(declared)):
        yield Diagnostic("privacy.not_in_app_json", used[api], {"api": api})
    for i, api in enumerate(declared):
        if api not in used and is_whole(app):
            yield Diagnostic("privacy.not_used", app.where_in("app.json", ("requiredPrivateInfos", i)), {"api": api})


def _used(app: MiniProgram) -> dict[str, Where]:
    """Each interface, and where it is used first. What npm brings is looked at as well: WeChat does so too."""
    found: dict[str, Where] = {}
    for path in sorted(in_use(app), key=lambda one: (one.startswith(f"{NPM}/"), one)):
        if path.endswith(".js"):
            for token in platform_calls(app.code(path)):
                if token.text in PERSONAL | REQUIRED_PRIVATE_INFOS:
                    found.setdefault(token.text, app.text(path).where(token.offset))
        elif path.endswith(".wxml") and not path.startswith(f"{NPM}/"):
            for api, offset in _in_markup(app, path):
                found.setdefault(api, app.text(path).where(offset))
    return found


def _in_markup(app: MiniProgram, path: str) -> Iterator[tuple[str, int]]:
    for tag in app.tags(path):
        if tag.name in TAGS:
            yield TAGS[tag.name], tag.offset
        for name, values in (("open-type", OPEN_TYPES), ("type", {"nickname"})):
            if attribute := tag.attributes.get(name):
                yield from ((value, attribute.value_offset) for value in _values(attribute) if value in values)


def _values(attribute: Attribute) -> Iterator[str]:
    """The value; of `{{ }}` each text that stands there."""
    if "{{" in attribute.value:
        yield from (token.text for token in tokens(attribute.value) if token.kind == "string")
    else:
        yield attribute.value


def _declaration(subject: Subject, api: str) -> tuple[str, Where]:
    """Which module says so, and where in its contract."""
    for contract in (subject.contracts.base, *(module.contract for module in subject.contracts.modules)):
        for i, entry in enumerate(contract.entries("privacy")):
            if entry["api"] == api:
                return contract.id, contract.document.where(("contributes", "privacy", i))
    raise LookupError(api)


GATE = Gate("privacy", ("miniprogram", "pages"), look, partly=("contracts",))
