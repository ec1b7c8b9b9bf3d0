const listBehavior = require("../../../core/behaviors/list");
const pageBehavior = require("../../../core/behaviors/page");
const { open } = require("../../../core/navigate");
const { momentOf } = require("../../booking/services/bookings");
const { loadDepartments, loadPractitioners } = require("../services/practitioners");

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    departments: /** @type {string[]} */ ([]),
    /** "" for all */
    department: "",
  },

  methods: {
    onLoad() {
      this.loadDepartments();
      this.reload(true);
    },

    /** Without an answer there is one list of everybody. */
    async loadDepartments() {
      try {
        const { items } = await loadDepartments();
        this.setData({ departments: items.length > 1 ? items : [] });
      } catch (error) {
        console.warn(error);
      }
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadPractitioners(this.data.department, cursor);
      const items = page.items.map((one) => ({
        ...one,
        next: one.resource.next_at ? `最早 ${momentOf(one.resource.next_at)}` : "暂时约满",
      }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onDepartment(event) {
      this.setData({ department: event.currentTarget.dataset.department });
      this.reload(true);
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openPractitioner(event) {
      open("practitioner.detail", { id: event.currentTarget.dataset.id });
    },
  },
});
