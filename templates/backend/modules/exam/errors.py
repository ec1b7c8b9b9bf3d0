from app.core.errors import AppError


class QuestionNotFound(AppError):
    status, code, message = 404, "QUESTION_NOT_FOUND", "找不到这道题"


class ExamNotFound(AppError):
    status, code, message = 404, "EXAM_NOT_FOUND", "找不到这场考试"


class AttemptNotFound(AppError):
    status, code, message = 404, "ATTEMPT_NOT_FOUND", "找不到这次考试"


class QuestionCodeTaken(AppError):
    status, code, message = 409, "QUESTION_CODE_TAKEN", "这门课程已有这个编号的题目"


class QuestionElsewhere(AppError):
    status, code, message = 409, "QUESTION_ELSEWHERE", "题目不能换到另一门课程，请在那门课程里新增"


class ExamElsewhere(AppError):
    status, code, message = 409, "EXAM_ELSEWHERE", "考试不能换课程；发布过的也不能换课时，请新建一场"


class ExamStatus(AppError):
    """details: {"status": of the exam}"""

    status, code, message = 409, "EXAM_STATUS", "这场考试现在不能这样操作"


class ExamIncomplete(AppError):
    """details: {"short": what the paper asks for and the bank does not have}"""

    status, code, message = 422, "EXAM_INCOMPLETE", "题目不够组成一份试卷"


class ExamTaken(AppError):
    status, code, message = 409, "EXAM_TAKEN", "这门课程或这个课时已有一场发布中的考试"


class ExamPassed(AppError):
    status, code, message = 409, "EXAM_PASSED", "您已通过这场考试"


class AttemptsUsed(AppError):
    """details: {"allowed": how many there were}"""

    status, code, message = 409, "ATTEMPTS_USED", "考试次数已用完"


class AttemptExpired(AppError):
    status, code, message = 409, "ATTEMPT_EXPIRED", "考试时间已到，已保存的答案会自动交卷"


class AttemptStatus(AppError):
    """details: {"status": of the attempt}"""

    status, code, message = 409, "ATTEMPT_STATUS", "这份答卷已经交了"


class AnswersStale(AppError):
    """details: {"revision": of the answers that are kept}"""

    status, code, message = 409, "ANSWERS_STALE", "这份答卷在别处有更新的答案，请刷新后再交"


class AnswerInvalid(AppError):
    """details: {"question_id": of the question whose answer cannot be one}"""

    status, code, message = 422, "ANSWER_INVALID", "答案的格式不对"


class ImportInvalid(AppError):
    """details: {"rows": [{"row": its number, "problem": what is wrong with it}]}"""

    status, code, message = 422, "IMPORT_INVALID", "文件里有读不懂的行，没有导入任何题目"
