from app.core.privacy import Purpose

BIRTHDAY = Purpose(
    id="birthday",
    title="生日",
    text="我们保存您填写的生日的月和日（不含年份），用于在生日时向您送上祝福。撤回同意后立即删除。",
)
