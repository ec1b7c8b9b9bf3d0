const { request } = require("../../../core/request");
const { formatTime } = require("../../../core/time");

/**
 * @typedef {object} Exam
 * @property {number} id
 * @property {number} course_id
 * @property {number | null} lesson_id the lesson whose quiz it is; none: of the whole course
 * @property {string} title
 * @property {string} about
 * @property {number} minutes
 * @property {number} pass_percent
 * @property {number} max_attempts
 * @property {number} questions
 * @property {number} used
 * @property {number | null} best_score
 * @property {boolean} passed
 * @property {number | null} attempt_id the one that is open
 * @property {boolean} can_start
 *
 * @typedef {"single" | "multiple" | "judge" | "blank"} Kind
 * @typedef {number[] | string[]} Answer options by their numbers, or what was filled in
 * @typedef {Record<string, Answer>} Answers by the question's id
 *
 * @typedef {object} Question
 * @property {number} id
 * @property {Kind} kind
 * @property {string} stem
 * @property {string[]} options
 * @property {number} blanks
 * @property {number} points
 *
 * @typedef {object} Result
 * @property {number} earned
 * @property {any[]} answer
 * @property {any[] | null} key none as long as it is not shown
 * @property {string | null} explanation
 *
 * @typedef {Question & Result} Marked
 *
 * @typedef {object} Attempt
 * @property {number} id
 * @property {number} exam_id
 * @property {number} course_id
 * @property {number | null} lesson_id
 * @property {string} title
 * @property {number} number
 * @property {number} max_attempts
 * @property {"started" | "submitted" | "expired" | "graded"} status
 * @property {string} deadline
 * @property {string} now the server's time
 * @property {string | null} submitted_at none where time was up first
 * @property {number} revision
 * @property {Answers} answers
 * @property {Question[]} questions
 * @property {Marked[]} marked
 * @property {number | null} points
 * @property {number} total
 * @property {number | null} score
 * @property {number} pass_percent
 * @property {boolean | null} passed
 * @property {boolean} can_retry
 *
 * @typedef {object} AttemptRow
 * @property {number} id
 * @property {number} exam_id
 * @property {string} title
 * @property {number} number
 * @property {Attempt["status"]} status
 * @property {string} started_at
 * @property {number | null} score
 * @property {boolean | null} passed
 *
 * @typedef {{revision: number, answers: Answers}} Sheet
 */

/** @type {Record<Kind, string>} */
const KINDS = { single: "单选题", multiple: "多选题", judge: "判断题", blank: "填空题" };

/**
 * @param {number} courseId
 * @returns {Promise<{items: Exam[]}>}
 */
function loadOfCourse(courseId) {
  return request(`/courses/${courseId}/exams`);
}

/**
 * @param {number} id
 * @returns {Promise<Exam>}
 */
function loadExam(id) {
  return request(`/exams/${id}`);
}

/**
 * The attempt that is open, or a new one.
 *
 * @param {number} examId
 * @returns {Promise<Attempt>}
 */
function startAttempt(examId) {
  return request(`/exams/${examId}/attempts`, { method: "POST" });
}

/**
 * @param {number} id
 * @returns {Promise<Attempt>}
 */
function loadAttempt(id) {
  return request(`/exam-attempts/${id}`);
}

/**
 * @param {number} id
 * @param {Sheet} sheet
 * @returns {Promise<{revision: number}>}
 */
function saveAnswers(id, sheet) {
  return request(`/exam-attempts/${id}/answers`, { method: "PUT", body: sheet });
}

/**
 * @param {number} id
 * @param {Sheet} sheet
 * @param {string} idempotencyKey
 * @returns {Promise<Attempt>}
 */
function submitAnswers(id, sheet, idempotencyKey) {
  return request(`/exam-attempts/${id}/submission`, {
    method: "POST",
    body: sheet,
    idempotencyKey,
  });
}

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<AttemptRow>>}
 */
function loadMine(cursor) {
  return request("/me/exam-attempts", { query: { cursor } });
}

/** How somebody stands with an exam, in a few words. @param {Exam} exam */
function standingOf(exam) {
  if (exam.passed) return { tone: "good", text: `已通过 · ${exam.best_score} 分` };
  if (exam.attempt_id) return { tone: "warn", text: "答题中" };
  if (!exam.can_start) return { tone: "bad", text: "次数已用完" };
  if (exam.used)
    return {
      tone: "soft",
      text: `最高 ${exam.best_score || 0} 分 · 还可考 ${exam.max_attempts - exam.used} 次`,
    };
  return { tone: "soft", text: "未参加" };
}

/** @param {number} number of an option @returns {string} A for 0 */
function letterOf(number) {
  return String.fromCharCode(65 + number);
}

/**
 * What was answered, or should have been, for people.
 *
 * @param {Question} question
 * @param {any[]} answer of blanks either what was filled in, or for each all that is accepted
 */
function answerText(question, answer) {
  if (!answer.length) return "未作答";
  if (question.kind === "blank")
    return answer
      .map((one) => (Array.isArray(one) ? one.join(" 或 ") : one || "（空）"))
      .join("；");
  if (question.kind === "judge") return question.options[answer[0]];
  return answer.map(letterOf).join("");
}

/** A row of what somebody has sat. @param {AttemptRow} row */
function rowOf(row) {
  const open = row.status === "started";
  const result = row.passed ? "通过" : "未通过";
  return {
    ...row,
    open,
    tone: row.passed ? "good" : open ? "warn" : "bad",
    result: open ? "答题中" : row.passed === null ? "正在判分" : `${row.score} 分 · ${result}`,
    started: formatTime(row.started_at),
  };
}

module.exports = {
  KINDS,
  answerText,
  letterOf,
  loadAttempt,
  loadExam,
  loadMine,
  loadOfCourse,
  rowOf,
  saveAnswers,
  standingOf,
  startAttempt,
  submitAnswers,
};
