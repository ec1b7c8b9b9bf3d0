const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { confirm, toastError } = require("../../../../core/feedback");
const { open } = require("../../../../core/navigate");
const { loadExam, standingOf, startAttempt } = require("../../services/exams");

/** @typedef {import("../../services/exams").Exam} Exam */

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    exam: /** @type {Exam | null} */ (null),
    standing: { tone: "", text: "" },
    facts: /** @type {{label: string, value: string}[]} */ ([]),
    button: "",
    busy: false,
    opened: false,
  },

  pageLifetimes: {
    show() {
      if (this.data.opened) this.load();
    },
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      try {
        const exam = await loadExam(this.data.id);
        this.setData({
          state: "ready",
          opened: false,
          exam,
          standing: standingOf(exam),
          facts: factsOf(exam),
          button: buttonOf(exam),
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },

    async start() {
      const { busy, exam } = this.data;
      if (busy || !exam) return;
      const asked = `限时 ${exam.minutes} 分钟，开始后计时不会暂停；答案会自动保存，退出后可以回来接着答。`;
      if (!exam.attempt_id && !(await confirm(asked, { title: "开始考试", confirmText: "开始" })))
        return;
      this.setData({ busy: true });
      try {
        const attempt = await startAttempt(exam.id);
        this.setData({ opened: true });
        await open("exam.sheet", { id: attempt.id });
      } catch (error) {
        toastError(error);
        this.load();
      }
      this.setData({ busy: false });
    },
  },
});

/** @param {Exam} exam */
function factsOf(exam) {
  return [
    { label: "题目", value: `${exam.questions} 题` },
    { label: "时长", value: `${exam.minutes} 分钟` },
    { label: "及格", value: `${exam.pass_percent} 分` },
    { label: "次数", value: `${exam.used} / ${exam.max_attempts}` },
  ];
}

/** @param {Exam} exam */
function buttonOf(exam) {
  if (exam.attempt_id) return "继续答题";
  if (!exam.can_start) return "";
  return exam.used ? "再考一次" : "开始考试";
}
