const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open, urlOf } = require("../../../../core/navigate");
const { cheapest, loadActivities } = require("../../services/groups");

Component({
  behaviors: [pageBehavior, listBehavior],

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadActivities(cursor);
      const items = page.items.map((activity) => ({ ...activity, best: cheapest(activity.items) }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openProduct(event) {
      open("catalog.product", { id: event.currentTarget.dataset.spu });
    },

    goHome() {
      open("home");
    },

    onShareAppMessage() {
      return { title: "一起拼团，人多更省", path: urlOf("group_buy.activities") };
    },
  },
});
