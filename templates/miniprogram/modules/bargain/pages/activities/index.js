const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open, urlOf } = require("../../../../core/navigate");
const { loadActivities } = require("../../services/bargains");

Component({
  behaviors: [pageBehavior, listBehavior],

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {string | null} cursor */
    fetchPage(cursor) {
      return loadActivities(cursor);
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openProduct(event) {
      open("catalog.product", { id: event.currentTarget.dataset.spu });
    },

    goHome() {
      open("home");
    },

    onShareAppMessage() {
      return { title: "好友帮砍，越砍越省", path: urlOf("bargain.activities") };
    },
  },
});
