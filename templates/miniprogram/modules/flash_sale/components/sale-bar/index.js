const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { goneOf, loadSalesOf } = require("../../services/sales");

/** On a product's page: its flash sale, if there is one, and how much time and how many pieces are left. */
Component({
  properties: {
    /** Spu */
    spu: { type: Object, value: /** @type {any} */ (null) },
  },
  data: {
    now: "",
    sale: /** @type {ReturnType<typeof barOf> | null} */ (null),
  },
  observers: {
    spu() {
      this.load();
    },
  },
  methods: {
    /** Without an answer the page is the usual one: nothing is shown. */
    async load() {
      if (!this.data.spu) return;
      try {
        const { now, items } = await loadSalesOf(this.data.spu.id);
        const next = items.find(({ state }) => state === "running") || items[0];
        this.setData({ now, sale: next ? barOf(next) : null });
      } catch (error) {
        console.warn(error);
        this.setData({ sale: null });
      }
    },

    openSales() {
      open("flash_sale.sales");
    },
  },
});

/** @param {import("../../services/sales").Sale} sale */
function barOf(sale) {
  const running = sale.state === "running";
  const cheapest = sale.items.reduce((low, item) => (item.price_fen < low.price_fen ? item : low));
  const gone = goneOf(sale.items);
  return {
    running,
    title: sale.title,
    price: cheapest.price_fen,
    usual: cheapest.usual_fen,
    several: sale.items.length > 1,
    specs: sale.items.map(({ specs_text }) => specs_text).join("、"),
    limit: cheapest.per_user_limit,
    gone,
    hint: gone >= 100 ? "秒杀件数已抢光，按原价购买" : `已抢 ${gone}%`,
    until: running ? sale.ends_at : sale.starts_at,
    starts: formatTime(sale.starts_at).slice(5),
  };
}
