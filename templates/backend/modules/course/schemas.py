from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from app.core.ids import Id

CourseState = Literal["draft", "published", "retired"]
EnrollmentState = Literal["active", "completed", "suspended", "expired"]
LessonKind = Literal["video", "article"]
FileKind = Literal["video", "material"]

Picture = Annotated[
    str, Field(pattern=r"^[0-9a-f]{2}/[0-9a-f]{40}\.(jpg|png|webp|svg)$", description="A stored picture's name")
]
Position = Annotated[int, Field(ge=-1_000_000, le=1_000_000, description="Lower ones come first")]
Title = Annotated[str, Field(min_length=1, max_length=60)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class CourseIn(_In):
    code: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    title: Title
    subtitle: str = Field(default="", max_length=100)
    cover: Picture | None = None
    teacher: str = Field(default="", max_length=20)
    teacher_about: str = Field(default="", max_length=200)
    about: str = Field(default="", max_length=20_000)
    outcomes: list[Annotated[str, StringConstraints(min_length=1, max_length=60)]] = Field(
        default=[], max_length=12, description="What one learns, a sentence each"
    )
    valid_days: Annotated[int, Field(ge=1, le=3650)] | None = Field(
        default=None, description="How many days the lessons are open after enrolling; null: for ever"
    )
    position: Position = 0


class ChapterIn(_In):
    title: Title
    position: Position = 0


class LessonIn(_In):
    """A video needs its file; what an article says is in `body`, with `[图1]` on a line of its own for a picture."""

    title: Title
    kind: LessonKind
    file_id: Id | None = None
    body: str = Field(default="", max_length=50_000)
    pictures: list[Picture] = Field(default=[], max_length=20)
    material_ids: list[Id] = Field(default=[], max_length=10, description="Files to download")
    free_preview: bool = Field(default=False, description="Anybody may see it")
    position: Position = 0

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.kind == "video") != (self.file_id is not None):
            raise ValueError("视频课时要有视频" if self.kind == "video" else "图文课时不带视频")
        if self.kind == "article" and not self.body and not self.pictures:
            raise ValueError("图文课时要有正文或图片")
        if len(set(self.material_ids)) < len(self.material_ids):
            raise ValueError("同一份资料放了两次")
        return self


class SuspendIn(_In):
    reason: str = Field(min_length=1, max_length=60)


class FileIn(_In):
    title: str = Field(min_length=1, max_length=120, description="Its name with its ending: 第1课.mp4")
    size: int = Field(gt=0, le=2**40, description="Bytes")


class FileOut(BaseModel):
    id: int
    title: str
    kind: FileKind
    media_type: str
    size: int
    duration_s: int | None
    status: Literal["uploading", "ready"]
    part_bytes: int = Field(description="How many bytes each part has, except the last")


class OfferOut(BaseModel):
    sku_id: int
    chapter_id: int | None = Field(description="null: the whole course")
    title: str
    price_fen: int
    original_price_fen: int | None


class CourseCard(BaseModel):
    id: int
    title: str
    subtitle: str
    cover_url: str | None
    teacher: str
    lessons: int
    learners: int
    price_fen: int | None = Field(description="Of the whole course, or of the cheapest part; null when it is free")
    by_chapter: bool = Field(description="Whether chapters can be bought one by one")


class LessonRow(BaseModel):
    id: int
    title: str
    kind: LessonKind
    duration_s: int | None
    free_preview: bool
    open: bool = Field(description="Whether the reader may see it now")
    done: bool


class ChapterOut(BaseModel):
    id: int
    title: str
    lessons: list[LessonRow]


class EnrollmentOut(BaseModel):
    id: int
    status: EnrollmentState
    enrolled_at: datetime
    expires_at: datetime | None
    percent: int | None = Field(description="How far the learner has come; null where nobody follows it")


class CourseOut(CourseCard):
    about: str
    outcomes: list[str]
    teacher_about: str
    valid_days: int | None
    chapters: list[ChapterOut]
    offers: list[OfferOut]
    enrollment: EnrollmentOut | None
    can: list[str] = Field(description="What the reader may do now: enroll, learn")


class MyCourse(BaseModel):
    enrollment: EnrollmentOut
    course: CourseCard


class PartOut(BaseModel):
    kind: Literal["text", "picture"]
    text: str = ""
    url: str = ""


class MaterialOut(BaseModel):
    id: int
    title: str
    size: int
    url: str


class LessonOut(BaseModel):
    id: int
    course_id: int
    course_title: str
    chapter_title: str
    title: str
    kind: LessonKind
    free_preview: bool
    duration_s: int | None
    video_url: str | None
    parts: list[PartOut]
    materials: list[MaterialOut]
    links_until: datetime = Field(description="When the links stop to work")
    enrollment_id: int | None = Field(description="Of the reader; null for a preview")
    done: bool
    previous_id: int | None
    next_id: int | None = Field(description="The lesson after it that the reader may see")


class StaffLesson(BaseModel):
    id: int
    chapter_id: int
    title: str
    kind: LessonKind
    file_id: int | None
    duration_s: int | None
    body: str
    pictures: list[str]
    material_ids: list[int]
    free_preview: bool
    position: int


class StaffChapter(BaseModel):
    id: int
    title: str
    position: int
    lessons: list[StaffLesson]


class StaffCourse(BaseModel):
    id: int
    code: str | None
    title: str
    subtitle: str
    cover: str | None
    teacher: str
    teacher_about: str
    about: str
    outcomes: list[str]
    valid_days: int | None
    position: int
    status: CourseState
    created_at: datetime
    published_at: datetime | None
    chapters: list[StaffChapter] = Field(default_factory=list, description="Only where one course is asked for")


class Learner(BaseModel):
    id: int
    course_id: int
    user_id: int
    name: str = Field(description="Masked")
    status: EnrollmentState
    enrolled_at: datetime
    expires_at: datetime | None
    completed_at: datetime | None
    suspended_because: str
    percent: int | None


class FilePart(BaseModel):
    received: int = Field(description="Bytes of the file up to now")
