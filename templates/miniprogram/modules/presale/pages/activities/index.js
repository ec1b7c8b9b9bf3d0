const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open, urlOf } = require("../../../../core/navigate");
const { dayOf, depositWords, loadActivities } = require("../../services/presales");

Component({
  behaviors: [pageBehavior, listBehavior],

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadActivities(cursor);
      const items = page.items.map((activity) => ({
        ...activity,
        words: depositWords(activity),
        ships: dayOf(activity.ships_at),
      }));
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
      return { title: "新品预售，先订先得", path: urlOf("presale.activities") };
    },
  },
});
