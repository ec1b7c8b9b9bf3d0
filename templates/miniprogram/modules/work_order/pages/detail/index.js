const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode, textOf } = require("../../../../core/errors");
const { ask, confirm, toast, toastDone, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { isStaffIn } = require("../../../../core/staff");
const orders = require("../../services/orders");
const {
  HOLD_REASONS,
  downtimeOf,
  entryOf,
  factsOf,
  iconOf,
  leftOf,
  storyOf,
  timeOf,
} = require("../../services/words");

/** @typedef {import("../../services/orders").Order} Order */

/** Writing something down again after a lost answer must not write it down twice. */
const entryIntent = new Intent();
const commentIntent = new Intent();

const MOST_PHOTOS = 30;

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    signedIn: false,
    state: "loading",
    message: "",
    order: /** @type {Order | null} */ (null),
    view: viewOf(null),
    result: "",
    /** whether the machine has stood still since the order was opened */
    still: false,
    comment: "",
    most: MOST_PHOTOS,
    /** what is under way, "" for nothing */
    busy: "",
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id), signedIn: isStaffIn() });
      if (this.data.signedIn) this.load();
    },

    onSignedIn() {
      this.setData({ signedIn: true, state: "loading" });
      this.load();
    },

    async load() {
      try {
        this.show(await orders.loadOrder(this.data.id));
      } catch (error) {
        const over = hasCode(error, "UNAUTHENTICATED");
        this.setData({ state: "error", message: textOf(error), signedIn: !over });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      if (this.data.signedIn) await this.load();
      wx.stopPullDownRefresh();
    },

    /** @param {Order} order */
    show(order) {
      this.setData({ order, view: viewOf(order), state: "ready" });
    },

    take() {
      this.work("take", () => orders.act(this.data.id, "take"), "已领单");
    },

    start() {
      this.work("start", () => orders.act(this.data.id, "start"), "已开工");
    },

    async hold() {
      const itemList = HOLD_REASONS.map(({ label }) => label);
      const chosen = await wx.showActionSheet({ itemList }).catch(() => null);
      if (!chosen) return; // he thought better of it
      const reason = HOLD_REASONS[chosen.tapIndex].id;
      await this.work("hold", () => orders.act(this.data.id, "hold", { reason }), "已挂起");
    },

    resume() {
      this.work("resume", () => orders.act(this.data.id, "resume"), "继续维修");
    },

    async complete() {
      const { order, result, still } = this.data;
      const left = order ? leftOf(order) : "";
      if (!order || left || !result.trim()) {
        toast(left || "请写明怎样修好的");
        return;
      }
      const body = { result: result.trim(), ...(still ? downtimeOf(order, new Date()) : {}) };
      await this.work("complete", () => orders.act(this.data.id, "complete", body), "已报验");
    },

    /** @param {WechatMiniprogram.CustomEvent<{checked: boolean}>} event */
    onStill(event) {
      this.setData({ still: event.detail.checked });
    },

    async accept() {
      if (!(await confirm("确认已经修好？"))) return;
      await this.work("accept", () => orders.act(this.data.id, "accept", {}), "已验收");
    },

    async reject() {
      const reason = await ask("哪里没有修好", "会记在工单里");
      if (!reason) return;
      await this.work("reject", () => orders.act(this.data.id, "reject", { reason }), "已退回");
    },

    /** @param {WechatMiniprogram.CustomEvent<{checked: boolean}>} event */
    onTick(event) {
      const { position } = event.currentTarget.dataset;
      const { checked } = event.detail;
      this.work("tick", () => orders.tick(this.data.id, position, checked));
    },

    async addPhoto() {
      const count = Math.min(9, MOST_PHOTOS - this.data.view.photos.length);
      const chosen = await wx
        .chooseMedia({ count, mediaType: ["image"], sizeType: ["compressed"] })
        .catch(() => null);
      if (!chosen) return;
      await this.work("photo", async () => {
        for (const { tempFilePath } of chosen.tempFiles) {
          await orders.photograph(this.data.id, tempFilePath);
        }
        return orders.loadOrder(this.data.id);
      });
    },

    /** @param {WechatMiniprogram.CustomEvent<{path: string}>} event */
    onSigned(event) {
      const { path } = event.detail;
      this.work("sign", () => this.after(orders.sign(this.data.id, path)), "已签名");
    },

    /** @param {WechatMiniprogram.CustomEvent<{entry: import("../../services/orders").NewEntry}>} event */
    async onEntry(event) {
      const { entry } = event.detail;
      const key = entryIntent.keyFor({ id: this.data.id, ...entry });
      await this.work("entry", async () => {
        const order = await this.after(orders.addEntry(this.data.id, entry, key));
        entryIntent.settle();
        this.selectComponent("#entry").clear();
        return order;
      });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async onRemove(event) {
      const { id, text } = event.currentTarget.dataset;
      if (!(await confirm(`删去“${text}”？`, { danger: true }))) return;
      await this.work("entry", () => this.after(orders.removeEntry(this.data.id, id)));
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onInput(event) {
      this.setData({ [event.currentTarget.dataset.field]: event.detail.value });
    },

    async say() {
      const text = this.data.comment.trim();
      if (!text) return;
      const key = commentIntent.keyFor({ id: this.data.id, text });
      await this.work("say", async () => {
        const order = await this.after(orders.comment(this.data.id, text, key));
        commentIntent.settle();
        this.setData({ comment: "" });
        return order;
      });
    },

    /**
     * The order as it is after something was done to it.
     *
     * @param {Promise<unknown>} done
     */
    async after(done) {
      await done;
      return orders.loadOrder(this.data.id);
    },

    /**
     * One thing at a time. Where somebody else was faster, the order is shown as it is now.
     *
     * @param {string} name
     * @param {() => Promise<Order>} step
     * @param {string} [done]
     */
    async work(name, step, done = "") {
      if (this.data.busy) return;
      this.setData({ busy: name });
      try {
        this.show(await step());
        if (done) toastDone(done);
      } catch (error) {
        toastError(error);
        if (hasCode(error, "UNAUTHENTICATED")) this.setData({ signedIn: false });
        else await this.load();
      }
      this.setData({ busy: "" });
    },
  },
});

/** What the page shows of an order. @param {Order | null} order */
function viewOf(order) {
  const may = (/** @type {string} */ name) => order !== null && order.can.includes(name);
  const pictures = order ? order.pictures : [];
  return {
    icon: order ? iconOf(order.status) : "order",
    facts: order ? factsOf(order) : [],
    photos: pictures.filter(({ kind }) => kind === "photo"),
    signature: pictures.filter(({ kind }) => kind === "signature"),
    entries: order ? order.entries.map(entryOf) : [],
    labour: order ? timeOf(order.labour_minutes) : "",
    left: order ? leftOf(order) : "",
    history: order ? storyOf(order.history) : [],
    comments: order ? storyOf(order.comments) : [],
    /** whether he has it in hand, so that there is something to write down */
    working: may("complete"),
    may: {
      take: may("take"),
      start: may("start"),
      hold: may("hold"),
      resume: may("resume"),
      complete: may("complete"),
      accept: may("accept"),
      reject: may("reject"),
    },
  };
}
