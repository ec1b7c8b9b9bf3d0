const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { loadAftersales } = require("../../services/aftersales");
const { kindOf, moneyOf, stateOf } = require("../../services/words");

Component({
  behaviors: [pageBehavior, listBehavior],

  data: { left: false },

  pageLifetimes: {
    show() {
      // Something may have happened to a case on the page that was opened from here.
      if (this.data.left) this.reload();
    },
  },

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadAftersales(cursor);
      return { items: page.items.map(cardOf), next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openCase(event) {
      this.setData({ left: true });
      open("aftersale.detail", { id: event.currentTarget.dataset.id });
    },
  },
});

/** @param {import("../../services/aftersales").Aftersale} aftersale */
function cardOf(aftersale) {
  const { id, kind, status, lines, created_at } = aftersale;
  return {
    id,
    kind: kindOf(kind),
    label: stateOf(status).label,
    time: formatTime(created_at),
    lines,
    money: moneyOf(aftersale),
  };
}
