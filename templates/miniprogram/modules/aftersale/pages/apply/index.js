const consentBehavior = require("../../../../core/behaviors/consent");
const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode, textOf } = require("../../../../core/errors");
const { toast, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { back, replace } = require("../../../../core/navigate");
const aftersales = require("../../services/aftersales");
const { exemptIn, linesOf, missingIn, wantedOf } = require("../../services/draft");

/**
 * @typedef {import("../../services/aftersales").Choices} Choices
 * @typedef {import("../../services/aftersales").Quote} Quote
 * @typedef {import("../../services/aftersales").Picture} Picture
 * @typedef {import("../../services/draft").DraftLine} DraftLine
 */

/** Sending off again after a lost answer must not ask twice. */
const intent = new Intent();

/** The newest question for an amount; answers to older ones are dropped. */
let turn = 0;

Component({
  behaviors: [pageBehavior, consentBehavior],

  data: {
    order: 0,
    state: "loading",
    message: "",
    choices: /** @type {Choices | null} */ (null),
    kind: "",
    lines: /** @type {DraftLine[]} */ ([]),
    reasonLabels: /** @type {string[]} */ ([]),
    reason: /** @type {import("../../services/aftersales").Reason | null} */ (null),
    description: "",
    phone: "",
    pictures: /** @type {Picture[]} */ ([]),
    quote: /** @type {Quote | null} */ (null),
    notice: "",
    uploading: false,
    sending: false,
  },

  methods: {
    /** @param {{order?: string}} query */
    onLoad(query) {
      this.setData({ order: Number(query.order) });
      this.load();
    },

    async load() {
      this.setData({ state: "loading" });
      try {
        const choices = await aftersales.loadChoices(this.data.order);
        this.setData({
          choices,
          state: choices.kinds.length ? "ready" : "empty",
          kind: choices.kinds.length ? choices.kinds[0].id : "",
          lines: linesOf(choices),
          reasonLabels: choices.reasons.map(({ label }) => label),
        });
        this.ask();
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onKind(event) {
      this.setData({ kind: event.currentTarget.dataset.kind });
      this.ask();
    },

    /** @param {WechatMiniprogram.CustomEvent<{checked: boolean}>} event */
    onCheck(event) {
      this.setData({ [`lines[${event.currentTarget.dataset.index}].checked`]: event.detail.checked });
      this.ask();
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: number}>} event */
    onCount(event) {
      this.setData({ [`lines[${event.currentTarget.dataset.index}].count`]: event.detail.value });
      this.ask();
    },

    /** @param {WechatMiniprogram.PickerChange} event */
    onReason(event) {
      const { choices } = this.data;
      if (choices) this.setData({ reason: choices.reasons[Number(event.detail.value)] });
      this.ask();
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onInput(event) {
      this.setData({ [event.currentTarget.dataset.field]: event.detail.value });
    },

    /** What would go back, as soon as enough is chosen to know. */
    async ask() {
      turn += 1;
      const mine = turn;
      const notice = exemptIn(this.data) ? "所选商品不支持无理由退货，质量问题等除外" : "";
      this.setData({ notice });
      if (missingIn(this.data)) {
        this.setData({ quote: null });
        return;
      }
      try {
        const quote = await aftersales.quote(wantedOf(this.data));
        if (mine === turn) this.setData({ quote });
      } catch (error) {
        if (mine === turn) this.setData({ quote: null, notice: textOf(error) });
      }
    },

    async addPicture() {
      const { choices, pictures } = this.data;
      if (!choices) return;
      try {
        const count = choices.max_pictures - pictures.length;
        const { tempFiles } = await wx.chooseMedia({ count, mediaType: ["image"], sizeType: ["compressed"] });
        this.setData({ uploading: true });
        for (const { tempFilePath } of tempFiles) {
          const picture = await this.withConsent(() => aftersales.uploadPicture(tempFilePath));
          if (!picture) break;
          this.setData({ pictures: this.data.pictures.concat(picture) });
        }
      } catch (error) {
        const { errMsg } = /** @type {{errMsg?: string}} */ (error);
        if (!errMsg || !/cancel/.test(errMsg)) toastError(error);
      }
      this.setData({ uploading: false });
    },

    /** @param {WechatMiniprogram.CustomEvent<{index: number}>} event */
    removePicture(event) {
      this.setData({ pictures: this.data.pictures.filter((_, index) => index !== event.detail.index) });
    },

    async send() {
      const { description, phone, pictures, sending } = this.data;
      const missing = missingIn(this.data);
      if (missing) toast(missing);
      if (missing || sending) return;
      const application = {
        ...wantedOf(this.data),
        description: description.trim(),
        phone: phone.trim(),
        picture_ids: pictures.map(({ id }) => id),
      };
      this.setData({ sending: true });
      try {
        const made = await this.withConsent(() => aftersales.apply(application, intent.keyFor(application)));
        if (made) {
          intent.settle();
          await replace("aftersale.detail", { id: made.id });
        }
      } catch (error) {
        toastError(error);
        if (hasCode(error, "AFTERSALE_OPEN") || hasCode(error, "QUANTITY_EXCEEDED")) await this.load();
      }
      this.setData({ sending: false });
    },

    leave() {
      back();
    },
  },
});
