const { formatTime } = require("../../../core/time");

/**
 * @typedef {import("./courses").Course} Course
 * @typedef {import("./courses").Enrollment} Enrollment
 * @typedef {import("./courses").LessonRow} LessonRow
 */

/** Minutes and seconds, as a clock has them: 65 -> "1:05". @param {number} seconds */
function clockText(seconds) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A lesson's mark at the end of its row. @param {LessonRow} lesson */
function markOf({ done, free_preview, open }) {
  if (done) return "done";
  if (!open) return "locked";
  return free_preview ? "preview" : "open";
}

/** Chapters as the outline shows them. @param {Pick<Course, "chapters" | "can">} course */
function chaptersOf({ can, chapters }) {
  const learning = can.includes("learn");
  return chapters.map((chapter) => ({
    ...chapter,
    lessons: chapter.lessons.map((lesson) => {
      const mark = markOf(lesson);
      return {
        ...lesson,
        icon: lesson.kind === "video" ? "play" : "file",
        length: lesson.duration_s ? clockText(lesson.duration_s) : "图文",
        mark: learning && mark === "preview" ? "open" : mark,
      };
    }),
  }));
}

/**
 * The bar at the foot: the next thing to do, null for nothing.
 *
 * @param {Pick<Course, "can" | "chapters" | "enrollment" | "offers">} course
 * @returns {{act: "learn" | "enroll" | "buy", label: string, sku: number, fen: number} | null}
 */
function barOf({ can, chapters, enrollment, offers }) {
  const none = { sku: 0, fen: 0 };
  if (can.includes("learn")) {
    const begun = chapters.some((chapter) => chapter.lessons.some((lesson) => lesson.done));
    const over = enrollment && enrollment.status === "completed";
    return { act: "learn", label: over ? "再看一遍" : begun ? "继续学习" : "开始学习", ...none };
  }
  if (can.includes("enroll")) return { act: "enroll", label: "免费报名", ...none };
  if (enrollment && enrollment.status === "suspended") return null;
  const [first] = [...offers].sort(
    (one, other) => Number(one.chapter_id !== null) - Number(other.chapter_id !== null),
  );
  if (!first) return null;
  const label = first.chapter_id === null ? "购买全课" : `购买${first.title}`;
  return { act: "buy", label, sku: first.sku_id, fen: first.price_fen };
}

/**
 * Where to go on: the first lesson that is open and not done, else the first that is open.
 *
 * @param {Pick<Course, "chapters">} course
 * @returns {number} 0 for none
 */
function nextLesson({ chapters }) {
  const lessons = chapters.flatMap((chapter) => chapter.lessons).filter((lesson) => lesson.open);
  const [next] = [...lessons.filter((lesson) => !lesson.done), ...lessons];
  return next ? next.id : 0;
}

/**
 * An enrolment in words.
 *
 * @param {Enrollment} enrollment
 */
function wordsOf({ expires_at, percent, status }) {
  const until = expires_at ? `${formatTime(expires_at).slice(0, 10)} 到期` : "长期有效";
  return {
    active: { title: percent === null ? "学习中" : `已学 ${percent}%`, hint: until },
    completed: { title: "已学完", hint: until },
    suspended: { title: "已暂停", hint: "请联系老师" },
    expired: { title: "已到期", hint: until },
  }[status];
}

/** Of a file: 2621440 -> "2.5 MB". @param {number} bytes */
function sizeText(bytes) {
  const kb = bytes / 1024;
  return kb < 1024 ? `${Math.max(1, Math.round(kb))} KB` : `${(kb / 1024).toFixed(1)} MB`;
}

module.exports = { barOf, chaptersOf, clockText, nextLesson, sizeText, wordsOf };
