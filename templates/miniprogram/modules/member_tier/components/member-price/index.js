const { currentToken } = require("../../../../core/auth");
const { open } = require("../../../../core/navigate");
const { loadPrices } = require("../../services/membership");

/** On a product's page: what it costs the member who looks at it. Nobody is signed in for that. */
Component({
  properties: {
    /** as GET /spus/{id} answers */
    spu: { type: Object, value: /** @type {any} */ ({}) },
  },

  data: {
    tier: "",
    low: 0,
    several: false,
  },

  observers: {
    spu(spu) {
      if (spu && spu.skus && spu.skus.length && currentToken()) this.load(spu.skus);
    },
  },

  methods: {
    /** @param {{id: number}[]} skus */
    async load(skus) {
      let prices;
      try {
        prices = await loadPrices(skus.map(({ id }) => id));
      } catch {
        return; // the usual price is there; the order will have the member's
      }
      const { items, tier } = prices;
      const low = Math.min(...items.map(({ price_fen }) => price_fen));
      const several = items.some(({ price_fen }) => price_fen > low);
      this.setData({ tier: items.length && tier ? tier : "", low: items.length ? low : 0, several });
    },

    openCard() {
      open("member_tier.card");
    },
  },
});
