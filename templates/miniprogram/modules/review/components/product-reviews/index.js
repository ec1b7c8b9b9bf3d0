const { open } = require("../../../../core/navigate");
const { loadSpuReviews } = require("../../services/reviews");
const { cardOf } = require("../../services/words");

/** How many reviews stand on a product's page. */
const SHOWN = 2;

/** What others say, on the page of a product. A page that sells waits for no review: without an answer it shows none. */
Component({
  properties: {
    spu: { type: Object, value: /** @type {any} */ (null) },
  },
  data: {
    total: 0,
    average: 0,
    reviews: /** @type {ReturnType<typeof cardOf>[]} */ ([]),
  },
  observers: {
    /** @param {{id: number} | null} spu */
    spu(spu) {
      if (spu) this.load(spu.id);
    },
  },
  methods: {
    /** @param {number} spuId */
    async load(spuId) {
      try {
        const { items, total, average } = await loadSpuReviews(spuId, { limit: SHOWN });
        this.setData({ total, average: average || 0, reviews: items.map(cardOf) });
      } catch (error) {
        console.warn(error);
      }
    },
    openAll() {
      open("review.all", { spu: this.data.spu.id });
    },
  },
});
