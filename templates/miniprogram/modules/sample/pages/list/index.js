const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { loadSamples } = require("../../services/samples");

Component({
  behaviors: [pageBehavior, listBehavior],

  data: { left: false },

  pageLifetimes: {
    show() {
      // One may have been sent on the page that was opened from here.
      if (this.data.left) this.reload();
    },
  },

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadSamples(cursor);
      return { items: page.items.map(cardOf), next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openSample(event) {
      this.setData({ left: true });
      open("sample.detail", { id: event.currentTarget.dataset.id });
    },
  },
});

/** @param {import("../../services/samples").Brief} sample */
function cardOf({ id, number, version, item, quantity, status, status_label, created_at }) {
  const mine = status === "requested" || status === "failed";
  return {
    id,
    name: `${number} v${version}`,
    item,
    quantity,
    mine,
    status_label,
    at: formatTime(created_at),
  };
}
