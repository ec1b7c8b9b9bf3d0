const { request } = require("../../../core/request");

/**
 * @typedef {object} CourseCard
 * @property {number} id
 * @property {string} title
 * @property {string} subtitle
 * @property {string | null} cover_url
 * @property {string} teacher
 * @property {number} lessons
 * @property {number} learners
 * @property {number | null} price_fen null: it costs nothing
 * @property {boolean} by_chapter whether chapters can be bought one by one
 *
 * @typedef {object} LessonRow
 * @property {number} id
 * @property {string} title
 * @property {"video" | "article"} kind
 * @property {number | null} duration_s
 * @property {boolean} free_preview
 * @property {boolean} open whether the customer may see it now
 * @property {boolean} done
 *
 * @typedef {object} Offer
 * @property {number} sku_id
 * @property {number | null} chapter_id null: the whole course
 * @property {string} title
 * @property {number} price_fen
 * @property {number | null} original_price_fen
 *
 * @typedef {object} Enrollment
 * @property {number} id
 * @property {"active" | "completed" | "suspended" | "expired"} status
 * @property {string} enrolled_at
 * @property {string | null} expires_at
 * @property {number | null} percent null: nobody follows how far one has come
 *
 * @typedef {CourseCard & {
 *   about: string,
 *   outcomes: string[],
 *   teacher_about: string,
 *   valid_days: number | null,
 *   chapters: {id: number, title: string, lessons: LessonRow[]}[],
 *   offers: Offer[],
 *   enrollment: Enrollment | null,
 *   can: string[],
 * }} Course
 *
 * @typedef {object} Lesson
 * @property {number} id
 * @property {number} course_id
 * @property {string} course_title
 * @property {string} chapter_title
 * @property {string} title
 * @property {"video" | "article"} kind
 * @property {boolean} free_preview
 * @property {number | null} duration_s
 * @property {string | null} video_url
 * @property {{kind: "text" | "picture", text: string, url: string}[]} parts
 * @property {{id: number, title: string, size: number, url: string}[]} materials
 * @property {string} links_until
 * @property {number | null} enrollment_id null: a preview
 * @property {boolean} done
 * @property {number | null} previous_id
 * @property {number | null} next_id
 */

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<CourseCard>>}
 */
function loadCourses(cursor) {
  return request("/courses", { query: { cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<Course>}
 */
function loadCourse(id) {
  return request(`/courses/${id}`);
}

/**
 * @param {number} id
 * @param {string} idempotencyKey
 * @returns {Promise<Enrollment>}
 */
function enroll(id, idempotencyKey) {
  return request(`/courses/${id}/enrollment`, { method: "POST", body: {}, idempotencyKey });
}

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<{enrollment: Enrollment, course: CourseCard}>>}
 */
function loadMine(cursor) {
  return request("/me/courses", { query: { cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<Lesson>}
 */
function loadLesson(id) {
  return request(`/lessons/${id}`);
}

module.exports = { enroll, loadCourse, loadCourses, loadLesson, loadMine };
