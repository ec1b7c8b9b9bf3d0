const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode, textOf } = require("../../../../core/errors");
const { confirm, toast, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { replace } = require("../../../../core/navigate");
const { parseTime } = require("../../../../core/time");
const { KINDS, letterOf, loadAttempt, submitAnswers } = require("../../services/exams");
const { Sheet, choose, clockText, isAnswered } = require("../../services/sheet");

/**
 * @typedef {import("../../services/exams").Attempt} Attempt
 * @typedef {import("../../services/exams").Question} Question
 */

/** From here on the clock is red. */
const SOON_MS = 5 * 60_000;
const SAVED = { saving: "正在保存", saved: "已保存", offline: "网络不稳，稍后自动保存" };
/** Handing in is repeated with its key when the answer got lost. */
const intent = new Intent();

/**
 * One attempt on the screen: `deadline` by the school's clock, `ahead` how far that is before the phone's (ms).
 *
 * @typedef {object} Sitting
 * @property {Sheet} sheet
 * @property {Question[]} questions
 * @property {number} deadline
 * @property {number} ahead
 * @property {ReturnType<typeof setInterval>} ticking
 */

/** @type {WeakMap<object, Sitting>} by the page */
const sittings = new WeakMap();

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    title: "",
    at: 0,
    count: 0,
    question: /** @type {(Question & {kind_text: string}) | null} */ (null),
    options: /** @type {{letter: string, text: string, chosen: boolean}[]} */ ([]),
    blanks: /** @type {{number: number, text: string}[]} */ ([]),
    numbers: /** @type {{number: number, answered: boolean}[]} */ ([]),
    left: "",
    soon: false,
    saved: "",
    picking: false,
    busy: false,
  },

  lifetimes: {
    detached() {
      this.keep();
      this.stop();
    },
  },

  pageLifetimes: {
    hide() {
      this.keep();
    },

    show() {
      this.tick();
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
        const attempt = await loadAttempt(this.data.id);
        if (attempt.status === "started") this.begin(attempt);
        else this.showResult();
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** @param {Attempt} attempt */
    begin(attempt) {
      this.stop();
      const sheet = new Sheet(attempt, {
        saved: (state) => this.setData({ saved: SAVED[state] }),
        elsewhere: () => {
          toast("另一台设备有更新的答案，已为您同步");
          this.load();
        },
        over: () => this.showResult(),
      });
      sittings.set(this, {
        sheet,
        questions: attempt.questions,
        deadline: parseTime(attempt.deadline).getTime(),
        ahead: parseTime(attempt.now).getTime() - Date.now(),
        ticking: setInterval(() => this.tick(), 1000),
      });
      const first = attempt.questions.findIndex(({ id }) => !isAnswered(attempt.answers[id]));
      this.setData({ state: "ready", title: attempt.title, count: attempt.questions.length });
      this.show(Math.max(0, first));
      this.tick();
    },

    /** What was written last, before the page goes. */
    keep() {
      const sitting = sittings.get(this);
      if (sitting) sitting.sheet.flush();
    },

    stop() {
      const sitting = sittings.get(this);
      if (sitting) clearInterval(sitting.ticking);
    },

    tick() {
      const sitting = sittings.get(this);
      if (!sitting || this.data.state !== "ready") return;
      const left = Math.max(0, sitting.deadline - Date.now() - sitting.ahead);
      this.setData({ left: clockText(left), soon: left < SOON_MS });
      if (left > 0) return;
      this.stop();
      toast("时间到，正在交卷");
      this.handIn();
    },

    /** @param {number} at */
    show(at) {
      const sitting = sittings.get(this);
      if (!sitting) return;
      const { questions, sheet } = sitting;
      const question = questions[at];
      const answer = /** @type {any[]} */ (sheet.answers[question.id] || []);
      this.setData({
        at,
        question: { ...question, kind_text: KINDS[question.kind] },
        options: question.options.map((text, number) => ({
          letter: question.kind === "judge" ? "" : letterOf(number),
          text,
          chosen: answer.includes(number),
        })),
        blanks: Array.from({ length: question.blanks }, (_, place) => ({
          number: place + 1,
          text: answer[place] || "",
        })),
        numbers: questions.map(({ id }, place) => ({
          number: place + 1,
          answered: isAnswered(sheet.answers[id]),
        })),
        picking: false,
      });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onOption(event) {
      const { at, busy, question } = this.data;
      const sitting = sittings.get(this);
      if (!question || !sitting || busy) return;
      const { sheet } = sitting;
      const chosen = /** @type {number[]} */ (sheet.answers[question.id] || []);
      sheet.put(question.id, choose(question.kind, chosen, event.currentTarget.dataset.number));
      this.show(at);
    },

    /** @param {WechatMiniprogram.Input} event */
    onBlank(event) {
      const { at, blanks, busy, numbers, question } = this.data;
      const sitting = sittings.get(this);
      if (!question || !sitting || busy) return;
      const { number } = event.currentTarget.dataset;
      const filled = blanks.map((one) =>
        one.number === number ? { number, text: event.detail.value } : one,
      );
      this.data.blanks = filled; // the field shows it already
      const texts = filled.map(({ text }) => text);
      sitting.sheet.put(question.id, texts);
      const answered = isAnswered(texts);
      if (answered !== numbers[at].answered)
        this.setData({
          numbers: numbers.map((one, place) => (place === at ? { ...one, answered } : one)),
        });
    },

    previous() {
      if (this.data.at > 0) this.show(this.data.at - 1);
    },

    next() {
      if (this.data.at + 1 < this.data.count) this.show(this.data.at + 1);
      else this.pick();
    },

    pick() {
      this.setData({ picking: !this.data.picking });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    jump(event) {
      this.show(event.currentTarget.dataset.at);
    },

    async submit() {
      const open = this.data.numbers.filter(({ answered }) => !answered).length;
      const asked = open ? `还有 ${open} 题没有作答，交卷后不能再改。` : "交卷后不能再改。";
      if (await confirm(asked, { title: "确定交卷？", confirmText: "交卷" })) this.handIn();
    },

    async handIn() {
      const sitting = sittings.get(this);
      if (!sitting || this.data.busy) return;
      this.setData({ busy: true, picking: false });
      try {
        const final = await sitting.sheet.last();
        await submitAnswers(this.data.id, final, intent.keyFor(final));
        intent.settle();
        this.showResult();
      } catch (error) {
        if (hasCode(error, "ATTEMPT_EXPIRED") || hasCode(error, "ATTEMPT_STATUS"))
          this.showResult();
        else {
          toastError(error);
          if (hasCode(error, "ANSWERS_STALE")) this.load();
        }
      }
      this.setData({ busy: false });
    },

    showResult() {
      const sitting = sittings.get(this);
      if (sitting) sitting.sheet.close();
      this.stop();
      replace("exam.result", { id: this.data.id });
    },
  },
});
