const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { confirm } = require("../../../../core/feedback");
const { loadSpus } = require("../../../../pages/catalog/services/catalog");
const { forgetHistory, readHistory, remember } = require("../../services/history");

/** @typedef {import("../../../../pages/catalog/services/catalog").Sort} Sort */

const SORTS = [
  { id: "default", label: "综合" },
  { id: "sales", label: "销量" },
  { id: "price", label: "价格" },
];

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    typed: "",
    /** what the results are of; "" while nothing has been searched for */
    words: "",
    history: /** @type {string[]} */ ([]),
    sorts: SORTS,
    sort: /** @type {Sort} */ ("default"),
  },

  lifetimes: {
    attached() {
      this.setData({ history: readHistory() });
    },
  },

  methods: {
    /** @param {WechatMiniprogram.Input} event */
    onInput(event) {
      const typed = event.detail.value;
      this.setData({ typed });
      if (!typed) this.setData({ words: "" });
    },

    clear() {
      this.setData({ typed: "", words: "" });
    },

    onConfirm() {
      this.search(this.data.typed);
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onHistory(event) {
      this.search(event.currentTarget.dataset.words);
    },

    /** @param {string} typed */
    search(typed) {
      const words = typed.trim();
      if (!words) return;
      this.setData({ typed: words, words, sort: "default", history: remember(words) });
      this.reload(true);
    },

    /** Price turns round when it is chosen again. @param {WechatMiniprogram.TouchEvent} event */
    onSort(event) {
      const { id } = event.currentTarget.dataset;
      const rising = this.data.sort === "price_asc" ? "price_desc" : "price_asc";
      this.setData({ sort: id === "price" ? rising : id });
      this.reload(true);
    },

    /** @param {string | null} cursor */
    fetchPage(cursor) {
      const { words, sort } = this.data;
      return loadSpus({ q: words, sort, cursor });
    },

    async forget() {
      if (!(await confirm("清空搜索历史？"))) return;
      forgetHistory();
      this.setData({ history: [] });
    },
  },
});
