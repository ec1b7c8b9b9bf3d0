const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { loadSpuReviews } = require("../../services/reviews");
const { cardOf } = require("../../services/words");

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    spu: 0,
    /** 0 for all */
    stars: 0,
    average: 0,
    choices: choicesOf(0, {}),
  },

  methods: {
    /** @param {{spu?: string}} query */
    onLoad(query) {
      this.setData({ spu: Number(query.spu) });
      this.reload(true);
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onChoose(event) {
      this.setData({ stars: event.currentTarget.dataset.stars });
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const { spu, stars } = this.data;
      const page = await loadSpuReviews(spu, { stars, cursor });
      this.setData({ average: page.average || 0, choices: choicesOf(page.total, page.counts) });
      return { items: page.items.map(cardOf), next_cursor: page.next_cursor };
    },
  },
});

/**
 * All, then those with so many stars, the best first.
 *
 * @param {number} total
 * @param {Record<string, number>} counts
 */
function choicesOf(total, counts) {
  const each = [5, 4, 3, 2, 1].map((stars) => ({
    stars,
    label: `${stars} 星`,
    count: counts[String(stars)] || 0,
  }));
  return [{ stars: 0, label: "全部", count: total }, ...each];
}
