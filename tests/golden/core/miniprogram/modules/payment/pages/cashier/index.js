const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { Intent } = require("../../../../core/idempotency");
const { happened } = require("../../../../core/moments");
const { back, isRoute, replace } = require("../../../../core/navigate");
const { askWechat, loadPayment, preparePayment, untilKnown } = require("../../services/payments");

/**
 * @typedef {"loading" | "ready" | "paying" | "asking" | "paid" | "canceled" | "failed" | "unknown" | "over" | "error"} Phase
 */

/** @type {Partial<Record<Phase, {icon: string, title: string, text: string}>>} */
const WORDS = {
  ready: { icon: "wallet", title: "等待付款", text: "使用微信支付完成付款" },
  paying: { icon: "wallet", title: "正在付款", text: "请在微信支付里完成" },
  asking: { icon: "clock", title: "正在确认", text: "正在向微信核对付款结果，请稍候" },
  paid: { icon: "check-circle", title: "付款成功", text: "商家已经收到您的付款" },
  canceled: { icon: "wallet", title: "还没有付款", text: "您取消了付款，可以再付一次" },
  failed: { icon: "warning", title: "付款没有成功", text: "没有扣款，可以再试一次" },
  unknown: {
    icon: "clock",
    title: "结果还在路上",
    text: "如果已经扣款，很快会自动更新，请勿重复付款",
  },
  over: { icon: "warning", title: "不需要付款了", text: "它可能已经付过款、已取消或超过了时间" },
};

/** One press of the button. It ends when WeChat has answered; a request that got lost is repeated with its key. */
const intent = new Intent();

Component({
  behaviors: [pageBehavior],

  data: {
    subject: { collection: "", id: 0 },
    next: "",
    phase: /** @type {Phase} */ ("loading"),
    words: WORDS.ready,
    message: "",
    amount: 0,
  },

  methods: {
    /** @param {{collection?: string, id?: string, next?: string}} query */
    async onLoad({ collection = "", id, next = "" }) {
      this.setData({ subject: { collection, id: Number(id) }, next });
      await this.load();
      if (this.data.phase === "ready") await this.pay();
    },

    async load() {
      this.enter("loading");
      try {
        const payment = await loadPayment(this.data.subject);
        this.setData({ amount: payment.amount_fen });
        if (payment.status === "success") this.finish();
        else if (payment.status === "none" || payment.status === "waiting") this.enter("ready");
        else this.enter("over");
      } catch (error) {
        this.setData({ message: textOf(error) });
        this.enter("error");
      }
    },

    async pay() {
      const { subject } = this.data;
      this.enter("paying");
      try {
        const said = await askWechat(await preparePayment(subject, intent.keyFor(subject)));
        intent.settle();
        if (said === "done") await happened("payment_done", subject);
        if (said === "canceled") this.enter("canceled");
        else await this.confirm(said === "failed" ? "failed" : "unknown");
      } catch (error) {
        this.setData({ message: textOf(error) });
        this.enter("error");
      }
    },

    /** @param {"failed" | "unknown"} otherwise what it is when the backend does not know either */
    async confirm(otherwise) {
      this.enter("asking");
      const payment = await untilKnown(() => loadPayment(this.data.subject));
      if (!payment) this.enter(otherwise);
      else if (payment.status === "success") this.finish();
      else this.enter("over");
    },

    async askAgain() {
      try {
        await this.confirm("unknown");
      } catch (error) {
        this.setData({ message: textOf(error) });
        this.enter("error");
      }
    },

    /** Whoever sent the customer here has a page that says how it ended. */
    finish() {
      this.enter("paid");
      happened("paid", this.data.subject);
      if (isRoute(this.data.next)) this.leave();
    },

    /** @param {Phase} phase */
    enter(phase) {
      this.setData({ phase, words: WORDS[phase] || WORDS.ready });
    },

    leave() {
      const { next, phase, subject } = this.data;
      if (isRoute(next)) replace(next, { id: subject.id, paid: phase === "paid" ? 1 : 0 });
      else back();
    },
  },
});
