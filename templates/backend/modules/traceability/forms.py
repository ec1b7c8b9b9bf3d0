"""The small forms of the console's actions."""

from html import escape

from app.modules.traceability.states import BY_HAND, KINDS

WHY = (
    '<form><label class="form-label mt-2">原因'
    '<textarea class="form-control" name="reason" maxlength="200" rows="3" required></textarea></label></form>'
)
REPORT = (
    '<form enctype="multipart/form-data"><label class="form-label mt-2">文件（PDF 或图片，不超过 5 MB）'
    '<input class="form-control" type="file" name="file" accept="application/pdf,image/*" required></label>'
    '<label class="form-label">名称'
    '<input class="form-control" name="title" maxlength="60" value="检测报告"></label></form>'
)
_KINDS = "".join(f'<option value="{kind}">{escape(KINDS[kind])}</option>' for kind in BY_HAND)
EVENT = (
    f'<form><label class="form-label mt-2">环节<select class="form-select" name="kind">{_KINDS}</select></label>'
    '<label class="form-label">地点<input class="form-control" name="place" maxlength="60"></label>'
    '<label class="form-label">说明'
    '<textarea class="form-control" name="text" maxlength="200" rows="3"></textarea></label>'
    '<label class="form-check"><input class="form-check-input" type="checkbox" name="hidden" value="1">'
    '<span class="form-check-label">不在公开页显示</span></label></form>'
)
