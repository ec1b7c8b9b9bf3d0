const consentBehavior = require("../../../../core/behaviors/consent");
const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { cardOf, loadEncounters } = require("../../services/encounters");

Component({
  behaviors: [pageBehavior, consentBehavior, listBehavior],

  data: { refused: false },

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await this.withConsent(() => loadEncounters(cursor));
      this.setData({ refused: page === undefined });
      if (!page) return { items: [], next_cursor: null };
      return { items: page.items.map(cardOf), next_cursor: page.next_cursor };
    },

    again() {
      this.reload(true);
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openOne(event) {
      open("emr.detail", { id: event.currentTarget.dataset.id });
    },
  },
});
