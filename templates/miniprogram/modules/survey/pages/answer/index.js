const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toast, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { back } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { loadSurvey, saveAnswer } = require("../../services/survey");

/** Sending again after a lost answer must not be refused as a second one. */
const intent = new Intent();

Component({
  behaviors: [pageBehavior],

  data: {
    order: 0,
    state: "loading",
    message: "",
    question: "",
    until: "",
    answered: false,
    given: { score: 0, text: "", time: "" },
    scores: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    /** -1 before the customer has chosen */
    score: -1,
    text: "",
    saving: false,
  },

  methods: {
    /** @param {{order?: string}} query */
    onLoad(query) {
      this.setData({ order: Number(query.order) });
      this.load();
    },

    async load() {
      try {
        this.show(await loadSurvey(this.data.order));
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** @param {import("../../services/survey").Survey} survey */
    show({ question, open, until, answer }) {
      this.setData({
        question,
        until: formatTime(until),
        answered: answer !== null,
        given: answer
          ? { score: answer.score, text: answer.text, time: formatTime(answer.created_at) }
          : this.data.given,
        state: open || answer ? "ready" : "empty",
      });
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onScore(event) {
      this.setData({ score: event.currentTarget.dataset.score });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onText(event) {
      this.setData({ text: event.detail.value });
    },

    async save() {
      const { order, score, text, saving } = this.data;
      if (saving) return;
      if (score < 0) {
        toast("请先选一个分数");
        return;
      }
      const answer = { score, text: text.trim() };
      this.setData({ saving: true });
      try {
        this.show(await saveAnswer(order, answer, intent.keyFor(answer)));
        intent.settle();
      } catch (error) {
        toastError(error);
      }
      this.setData({ saving: false });
    },

    leave() {
      back();
    },
  },
});
