const { toastError } = require("../../../../core/feedback");
const { open } = require("../../../../core/navigate");
const { goOn, loadOffers, rowOf } = require("../../services/offers");

/** On a course's page: what it costs as a whole and by chapter, and what is bought already. */
Component({
  properties: {
    /** Course */
    course: { type: Object, value: /** @type {any} */ (null) },
    /** the SKU that the customer asked for in the page's bar, 0 for none */
    wanted: { type: Number, value: 0 },
  },
  data: {
    rows: /** @type {ReturnType<typeof rowOf>[]} */ ([]),
  },
  observers: {
    course() {
      this.load();
    },

    /** @param {number} sku */
    wanted(sku) {
      const row = this.data.rows.find(({ sku_id }) => sku_id === sku);
      if (row) this.start(row);
    },
  },
  methods: {
    /** Without an answer the page is the usual one: nothing is shown. */
    async load() {
      const { course } = this.data;
      if (!course || !course.offers.length) {
        this.setData({ rows: [] });
        return;
      }
      try {
        const rows = (await loadOffers(course.id)).map(rowOf);
        this.setData({ rows });
      } catch (error) {
        console.warn(error);
        this.setData({ rows: [] });
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onTap(event) {
      const row = this.data.rows[event.currentTarget.dataset.index];
      if (row) this.start(row);
    },

    /** @param {ReturnType<typeof rowOf>} row */
    async start(row) {
      try {
        await goOn(row);
      } catch (error) {
        toastError(error);
      }
    },

    /** Groups, coupons and whatever else there is for it stand with the product. */
    openProduct() {
      const [row] = this.data.rows;
      if (row) open("catalog.product", { id: row.spu_id });
    },
  },
});
