from app.core.errors import AppError


class CourseNotFound(AppError):
    status, code, message = 404, "COURSE_NOT_FOUND", "找不到这门课程"


class ChapterNotFound(AppError):
    status, code, message = 404, "CHAPTER_NOT_FOUND", "找不到这一章"


class LessonNotFound(AppError):
    status, code, message = 404, "LESSON_NOT_FOUND", "找不到这个课时"


class EnrollmentNotFound(AppError):
    status, code, message = 404, "ENROLLMENT_NOT_FOUND", "没有报名这门课程"


class FileNotFound(AppError):
    status, code, message = 404, "COURSE_FILE_NOT_FOUND", "找不到这个文件，请重新上传"


class LinkOver(AppError):
    status, code, message = 403, "LINK_OVER", "链接已失效，请重新打开课时"


class NotEntitled(AppError):
    """details: {"course_id", "enroll": whether enrolling would open it, "offers": what could be bought to open it}"""

    status, code, message = 402, "NOT_ENTITLED", "购买后即可学习"


class Enrolled(AppError):
    """details: {"status": of the enrolment that there is}"""

    status, code, message = 409, "ENROLLED", "您已报名这门课程"


class EnrollmentStatus(AppError):
    """details: {"status": what the enrolment is}"""

    status, code, message = 409, "ENROLLMENT_STATUS", "学习状态已变化，不能进行此操作"


class CourseStatus(AppError):
    """details: {"status": what the course is}"""

    status, code, message = 409, "COURSE_STATUS", "课程的状态已变化，不能进行此操作"


class CodeTaken(AppError):
    status, code, message = 409, "COURSE_CODE_TAKEN", "编码已被其他课程使用"


class CourseIncomplete(AppError):
    status, code, message = 422, "COURSE_INCOMPLETE", "课程至少要有一个课时才能发布"


class FileInvalid(AppError):
    status, code, message = 422, "COURSE_FILE_INVALID", "文件不能使用"


class FileTooLarge(AppError):
    """details: {"limit_mb": how many MB it may have}"""

    status, code, message = 413, "COURSE_FILE_TOO_LARGE", "文件太大"


class FileIncomplete(AppError):
    """details: {"received": how many bytes have come}"""

    status, code, message = 409, "COURSE_FILE_INCOMPLETE", "文件没有传完，请继续上传"
