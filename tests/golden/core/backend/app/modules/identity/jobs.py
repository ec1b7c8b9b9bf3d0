from app.core.jobs import JobContext, Payload
from app.core.media import remove_picture


async def forget_picture(job: JobContext, payload: Payload) -> None:
    """Remove a picture that nobody shows any more from the disk."""
    del job
    await remove_picture(payload["name"])
