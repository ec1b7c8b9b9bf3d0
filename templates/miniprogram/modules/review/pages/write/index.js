const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toast, toastDone, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { replace } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { loadOrderReviews, saveReview, uploadPicture } = require("../../services/reviews");
const { starsText } = require("../../services/words");

/** @typedef {import("../../services/reviews").Line} Line */

/** Sending again after a lost answer must not be refused as a second review. */
const intent = new Intent();

Component({
  behaviors: [pageBehavior],

  data: {
    order: 0,
    state: "loading",
    message: "",
    until: "",
    maxPictures: 0,
    mayHide: false,
    /** what has no review yet */
    lines: /** @type {Line[]} */ ([]),
    line: /** @type {Line | null} */ (null),
    form: blankForm(),
    starsWord: starsText(5),
    uploading: false,
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
        const { open, until, max_pictures, anonymous, items } = await loadOrderReviews(
          this.data.order,
        );
        const lines = open ? items.filter(({ review }) => !review) : [];
        this.setData({
          lines,
          line: lines[0] || null,
          form: blankForm(),
          starsWord: starsText(5),
          until: formatTime(until),
          maxPictures: max_pictures,
          mayHide: anonymous,
          state: lines.length ? "ready" : "empty",
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onLine(event) {
      const line = this.data.lines[event.currentTarget.dataset.index];
      if (this.data.saving || line === this.data.line) return;
      this.setData({ line, form: blankForm(), starsWord: starsText(5) });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: number}>} event */
    onStars(event) {
      const { value } = event.detail;
      this.setData({ "form.stars": value, starsWord: starsText(value) });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onText(event) {
      this.setData({ "form.text": event.detail.value });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: boolean}>} event */
    onAnonymous(event) {
      this.setData({ "form.anonymous": event.detail.value });
    },

    async addPictures() {
      const { form, maxPictures, uploading } = this.data;
      if (uploading) return;
      const paths = await choosePictures(maxPictures - form.pictures.length);
      this.setData({ uploading: true });
      try {
        for (const path of paths) {
          const picture = await uploadPicture(path); // one after the other: they keep their order
          this.setData({ "form.pictures": this.data.form.pictures.concat(picture) });
        }
      } catch (error) {
        toastError(error);
      }
      this.setData({ uploading: false });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    removePicture(event) {
      const { id } = event.currentTarget.dataset;
      const pictures = this.data.form.pictures.filter((picture) => picture.id !== id);
      this.setData({ "form.pictures": pictures });
    },

    async save() {
      const { form, line, saving, uploading } = this.data;
      if (!line || saving) return;
      if (uploading) {
        toast("图片还在上传，请稍候");
        return;
      }
      const { stars, text, anonymous, pictures } = form;
      const picture_ids = pictures.map(({ id }) => id);
      const review = { line_id: line.line_id, stars, text: text.trim(), picture_ids, anonymous };
      this.setData({ saving: true });
      try {
        await saveReview(review, intent.keyFor(review));
        intent.settle();
        toastDone("已提交");
        if (this.data.lines.length > 1) await this.load();
        else await replace("review.mine");
      } catch (error) {
        toastError(error);
      }
      this.setData({ saving: false });
    },
  },
});

function blankForm() {
  return {
    stars: 5,
    text: "",
    anonymous: false,
    pictures: /** @type {{id: number, url: string}[]} */ ([]),
  };
}

/**
 * @param {number} count how many more there may be
 * @returns {Promise<string[]>} paths; none when the customer chose none
 */
async function choosePictures(count) {
  try {
    const { tempFiles } = await wx.chooseMedia({
      count,
      mediaType: ["image"],
      sizeType: ["compressed"],
    });
    return tempFiles.map(({ tempFilePath }) => tempFilePath);
  } catch (failure) {
    const { errMsg } = /** @type {WechatMiniprogram.GeneralCallbackResult} */ (failure);
    if (!/cancel/.test(errMsg)) toast("没有取到图片");
    return [];
  }
}
