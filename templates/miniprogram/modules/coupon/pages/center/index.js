const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { loadClaimable } = require("../../services/coupons");

Component({
  behaviors: [pageBehavior, listBehavior],

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {string | null} cursor */
    fetchPage(cursor) {
      return loadClaimable(cursor);
    },

    openMine() {
      open("coupon.mine");
    },

    openExchange() {
      open("coupon.exchange");
    },
  },
});
