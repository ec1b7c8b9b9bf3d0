const listBehavior = require("../../../core/behaviors/list");
const pageBehavior = require("../../../core/behaviors/page");
const { open } = require("../../../core/navigate");
const { loadKinds, loadResources, momentOf } = require("../services/bookings");

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    kinds: /** @type {string[]} */ ([]),
    /** "" for all */
    kind: "",
  },

  methods: {
    onLoad() {
      this.loadKinds();
      this.reload(true);
    },

    /** Without an answer there is one list of everything. */
    async loadKinds() {
      try {
        const { items } = await loadKinds();
        this.setData({ kinds: items.length > 1 ? items : [] });
      } catch (error) {
        console.warn(error);
      }
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadResources(this.data.kind, cursor);
      const items = page.items.map((resource) => ({
        ...resource,
        next: resource.next_at ? `最早 ${momentOf(resource.next_at)}` : "暂时约满",
      }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onKind(event) {
      this.setData({ kind: event.currentTarget.dataset.kind });
      this.reload(true);
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openResource(event) {
      open("booking.resource", { id: event.currentTarget.dataset.id });
    },
  },
});
