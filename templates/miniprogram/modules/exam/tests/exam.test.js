const assert = require("node:assert/strict");
const { beforeEach, mock, test } = require("node:test");
const { installPlatform, loadPage } = require("../platform");

const questions = [
  { id: 11, kind: "single", stem: "先做什么？", options: ["断电", "挂牌"], blanks: 0, points: 50 },
  { id: 12, kind: "blank", stem: "不超过 ___ 伏", options: [], blanks: 1, points: 50 },
];
const started = {
  id: 5,
  exam_id: 3,
  course_id: 1,
  lesson_id: null,
  title: "结业考试",
  number: 1,
  max_attempts: 3,
  status: "started",
  deadline: "2026-11-23T03:30:00Z",
  now: "2026-11-23T03:00:00Z",
  revision: 4,
  answers: { 11: [1] },
  questions,
  marked: [],
};
let attempt = started;
/** What the next call to write answers. @type {any} */
let refusal = null;

const platform = installPlatform(({ method, path, data }) => {
  if (path.startsWith("/me/exam-attempts")) return { data: { items: [], next_cursor: null } };
  if (method === "GET") return { data: attempt };
  if (refusal) return refusal;
  if (path.endsWith("/answers")) return { data: { revision: data.revision } };
  return { data: { ...attempt, status: "graded" } };
});
globalThis.wx.redirectTo = async ({ url }) => void platform.opened.push(url);
globalThis.wx.showToast = () => {};

const { answerText, rowOf, standingOf } = require("../../modules/exam/services/exams");
const { Sheet, choose, clockText, isAnswered } = require("../../modules/exam/services/sheet");

const settled = () =>
  new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
const refused = (status, code) => ({ status, data: { code, message: code, request_id: "1" } });

beforeEach(() => {
  attempt = started;
  refusal = null;
  platform.sent.length = 0;
  platform.opened.length = 0;
});

function sheetWith(tells = {}) {
  const told = [];
  const note = (name) => (state) => told.push(state || name);
  return {
    told,
    sheet: new Sheet(started, {
      saved: note("saved"),
      elsewhere: note("elsewhere"),
      over: note("over"),
      ...tells,
    }),
  };
}

test("one option of a single choice, several of a multiple", () => {
  assert.deepEqual(choose("single", [0], 1), [1]);
  assert.deepEqual(choose("multiple", [2], 0), [0, 2]);
  assert.deepEqual(choose("multiple", [0, 2], 2), [0]);
});

test("the clock, and what counts as answered", () => {
  assert.equal(clockText(29 * 60_000 + 4500), "29:05");
  assert.equal(clockText(90 * 60_000), "1:30:00");
  assert.equal(clockText(0), "00:00");
  assert.deepEqual(
    [isAnswered(undefined), isAnswered([]), isAnswered(["", ""]), isAnswered([0])],
    [false, false, false, true],
  );
});

test("answers in words", () => {
  const choice = { kind: "multiple", options: ["甲", "乙", "丙"] };
  const blank = { kind: "blank", options: [] };
  assert.equal(answerText(choice, [0, 2]), "AC");
  assert.equal(answerText(choice, []), "未作答");
  assert.equal(answerText({ kind: "judge", options: ["正确", "错误"] }, [1]), "错误");
  assert.equal(answerText(blank, ["36", ""]), "36；（空）");
  assert.equal(answerText(blank, [["36", "三十六"], ["环境"]]), "36 或 三十六；环境");
});

test("how somebody stands", () => {
  const exam = {
    passed: false,
    attempt_id: null,
    can_start: true,
    used: 0,
    max_attempts: 3,
    best_score: null,
  };
  assert.equal(standingOf(exam).text, "未参加");
  assert.equal(standingOf({ ...exam, used: 1, best_score: 40 }).text, "最高 40 分 · 还可考 2 次");
  assert.equal(standingOf({ ...exam, attempt_id: 5 }).text, "答题中");
  assert.equal(standingOf({ ...exam, can_start: false }).text, "次数已用完");
  assert.equal(standingOf({ ...exam, passed: true, best_score: 90 }).text, "已通过 · 90 分");
  assert.equal(
    rowOf({ status: "graded", passed: false, score: 40, started_at: "2026-11-23T03:00:00Z" })
      .result,
    "40 分 · 未通过",
  );
});

test("what is written quickly is sent once, with a higher revision each time", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sheet, told } = sheetWith();
  sheet.put(12, ["3"]);
  sheet.put(12, ["36"]);
  mock.timers.tick(800);
  mock.timers.reset();
  await sheet.sending;
  assert.deepEqual(
    platform.sent.map(({ method, data }) => [method, data]),
    [["PUT", { revision: 5, answers: { 11: [1], 12: ["36"] } }]],
  );
  assert.deepEqual(told, ["saving", "saved"]);
  sheet.put(11, [0]);
  await sheet.flush();
  assert.equal(platform.sent[1].data.revision, 6);
  await sheet.flush();
  assert.equal(platform.sent.length, 2);
});

test("without a network it is kept, and sent later", async () => {
  const { sheet, told } = sheetWith();
  refusal = "offline";
  sheet.put(12, ["36"]);
  await sheet.flush();
  assert.deepEqual(told, ["saving", "offline"]);
  refusal = null;
  await sheet.flush();
  assert.deepEqual(told, ["saving", "offline", "saving", "saved"]);
  sheet.close();
});

test("another phone that is further says so, and the end of time as well", async () => {
  const { sheet, told } = sheetWith();
  refusal = { data: { revision: 9 } };
  sheet.put(12, ["36"]);
  await sheet.flush();
  assert.deepEqual(told, ["saving", "elsewhere", "saved"]);
  refusal = refused(409, "ATTEMPT_EXPIRED");
  sheet.put(12, ["37"]);
  await sheet.flush();
  assert.equal(told.at(-1), "over");
  const before = platform.sent.length;
  sheet.put(12, ["38"]);
  await sheet.flush();
  assert.equal(platform.sent.length, before);
});

const page = loadPage(() => require("../../modules/exam/pages/sheet/index"));

const answered = () => page.data.numbers.map((one) => one.answered);

test("opened again it begins at the first question that is open", async () => {
  page.onLoad({ id: "5" });
  await settled();
  assert.equal(page.data.state, "ready");
  assert.deepEqual([page.data.at, page.data.count, page.data.question.kind_text], [1, 2, "填空题"]);
  assert.deepEqual(answered(), [true, false]);
  assert.equal(page.data.left, "30:00");
  page.previous();
  assert.deepEqual(
    page.data.options.map(({ letter, chosen }) => [letter, chosen]),
    [
      ["A", false],
      ["B", true],
    ],
  );
  page.onOption({ currentTarget: { dataset: { number: 0 } } });
  assert.equal(page.data.options[0].chosen, true);
  page.next();
  page.onBlank({ currentTarget: { dataset: { number: 1 } }, detail: { value: "36" } });
  assert.deepEqual(answered(), [true, true]);
  await page.handIn();
  const last = platform.sent.at(-1);
  assert.deepEqual(last.data, { revision: 5, answers: { 11: [0], 12: ["36"] } });
  assert.ok(last.header["Idempotency-Key"]);
  assert.match(platform.opened.at(-1), /exam\/pages\/result\/index\?id=5$/);
  page.stop();
});

test("a sheet that is stale is loaded again, one that is too late leads to the result", async () => {
  await page.load();
  refusal = refused(409, "ANSWERS_STALE");
  await page.handIn();
  await settled();
  assert.equal(platform.sent.at(-1).method, "GET");
  assert.equal(platform.opened.length, 0);
  refusal = refused(409, "ATTEMPT_EXPIRED");
  await page.handIn();
  assert.match(platform.opened.at(-1), /result/);
  page.stop();
});

test("one that is over goes to its result at once", async () => {
  attempt = { ...started, status: "graded" };
  await page.load();
  assert.match(platform.opened.at(-1), /result/);
});

test("the result explains", async () => {
  const marked = [
    { ...questions[0], earned: 50, answer: [0], key: [0], explanation: "" },
    { ...questions[1], earned: 0, answer: [], key: [["36"]], explanation: "特别潮湿处为 12 伏" },
  ];
  attempt = { ...started, status: "graded", score: 50, passed: false, marked };
  const result = loadPage(() => require("../../modules/exam/pages/result/index"));
  await result.load();
  assert.deepEqual([result.data.state, result.data.wrong], ["ready", 1]);
  assert.deepEqual(
    result.data.rows.map(({ right, answer, key }) => [right, answer, key]),
    [
      [true, "A", "A"],
      [false, "未作答", "36"],
    ],
  );
});
