const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { loadMyReviews } = require("../../services/reviews");
const { STATUSES, cardOf } = require("../../services/words");

Component({
  behaviors: [pageBehavior, listBehavior],

  lifetimes: {
    attached() {
      this.reload(true);
    },
  },

  methods: {
    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadMyReviews(cursor);
      const items = page.items.map((review) => ({
        ...cardOf(review),
        standing: STATUSES[review.status],
      }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openProduct(event) {
      open("catalog.product", { id: event.currentTarget.dataset.spu });
    },
  },
});
