const assert = require("node:assert");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

installPlatform(() => "offline");
const {
  barOf,
  chaptersOf,
  clockText,
  nextLesson,
  sizeText,
  wordsOf,
} = require("../../pages/course/services/outline");
const { follow, forget, tell } = require("../../pages/course/services/player");

/** @param {Partial<import("../../pages/course/services/courses").LessonRow>} row */
function lesson(row) {
  return {
    id: 1,
    title: "断电",
    kind: /** @type {const} */ ("video"),
    duration_s: 65,
    free_preview: false,
    open: true,
    done: false,
    ...row,
  };
}

/** @param {ReturnType<typeof lesson>[]} lessons */
function outline(...lessons) {
  return [{ id: 1, title: "安全", lessons }];
}

const whole = {
  sku_id: 9,
  chapter_id: null,
  title: "全课",
  price_fen: 17820,
  original_price_fen: null,
};
const part = {
  sku_id: 7,
  chapter_id: 1,
  title: "第1章",
  price_fen: 9900,
  original_price_fen: null,
};

test("a lesson's length is read as a clock is", () => {
  assert.deepStrictEqual(
    [clockText(5), clockText(65), clockText(3725)],
    ["0:05", "1:05", "1:02:05"],
  );
});

test("each lesson has one mark", () => {
  const rows = outline(
    lesson({ done: true }),
    lesson({ open: false }),
    lesson({ free_preview: true }),
    lesson({}),
  );
  const marks = (/** @type {string[]} */ can) =>
    chaptersOf({ can, chapters: rows })[0].lessons.map(({ mark }) => mark);
  assert.deepStrictEqual(marks([]), ["done", "locked", "preview", "open"]);
  assert.deepStrictEqual(marks(["learn"]), ["done", "locked", "open", "open"]);
});

test("the bar says what comes next", () => {
  const course = { can: [], chapters: outline(lesson({})), enrollment: null, offers: [] };
  assert.strictEqual(barOf(course), null);
  assert.strictEqual(barOf({ ...course, can: ["enroll"] })?.label, "免费报名");
  assert.strictEqual(barOf({ ...course, can: ["learn"] })?.label, "开始学习");
  const begun = outline(lesson({ done: true }), lesson({ id: 2 }));
  assert.strictEqual(barOf({ ...course, can: ["learn"], chapters: begun })?.label, "继续学习");
  assert.deepStrictEqual(barOf({ ...course, offers: [part, whole] }), {
    act: "buy",
    label: "购买全课",
    sku: 9,
    fen: 17820,
  });
  assert.strictEqual(barOf({ ...course, offers: [part] })?.label, "购买第1章");
  const stopped = /** @type {any} */ ({ status: "suspended" });
  assert.strictEqual(barOf({ ...course, enrollment: stopped, offers: [whole] }), null);
});

test("one goes on with what is not done", () => {
  const rows = [lesson({ id: 1, done: true }), lesson({ id: 2, open: false }), lesson({ id: 3 })];
  assert.strictEqual(nextLesson({ chapters: outline(...rows) }), 3);
  assert.strictEqual(nextLesson({ chapters: outline(rows[0]) }), 1);
  assert.strictEqual(nextLesson({ chapters: outline(rows[1]) }), 0);
});

test("an enrolment in words", () => {
  const active = /** @type {any} */ ({ status: "active", percent: 40, expires_at: null });
  assert.deepStrictEqual(wordsOf(active), { title: "已学 40%", hint: "长期有效" });
  assert.strictEqual(wordsOf({ ...active, percent: null }).title, "学习中");
  assert.match(wordsOf({ ...active, expires_at: "2026-12-01T04:00:00Z" }).hint, /2026-12-01 到期/);
});

test("sizes of files", () => {
  assert.deepStrictEqual(
    [sizeText(10), sizeText(300 * 1024), sizeText(2621440)],
    ["1 KB", "300 KB", "2.5 MB"],
  );
});

test("who follows the player hears how things stand, until he leaves", () => {
  /** @type {number[]} */
  const heard = [];
  tell({ lessonId: 1, position: 3, playing: true, atEnd: false });
  const leave = follow(({ position }) => heard.push(position));
  tell({ lessonId: 1, position: 4, playing: true, atEnd: false });
  leave();
  tell({ lessonId: 1, position: 5, playing: false, atEnd: true });
  forget();
  follow(({ position }) => heard.push(position))();
  assert.deepStrictEqual(heard, [3, 4]);
});
