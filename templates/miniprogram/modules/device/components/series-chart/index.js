const { chartInWords, dotAt, dotInWords, draw } = require("../../services/chart");

/** @typedef {import("../../services/chart").Chart} Chart */

/** What is drawn on, by component: a canvas cannot be data. @type {WeakMap<object, any>} */
const sheets = new WeakMap();

/** A series, as a line with the bounds around it; a finger asks for a moment of it. */
Component({
  properties: {
    /** a Chart of services/chart.js, with dots */
    chart: { type: Object, value: /** @type {any} */ (null) },
    /** the page's classes: with them the colours change */
    look: { type: String, value: "" },
  },

  data: {
    words: "",
    label: "",
  },

  observers: {
    "chart, look"() {
      this.show();
    },
  },

  lifetimes: {
    ready() {
      this.show();
    },
  },

  methods: {
    /** @returns {Chart | null} */
    chart() {
      return /** @type {Chart | null} */ (this.data.chart);
    },

    /** Looks at the canvas and its colours anew: both may have changed. */
    show() {
      const chart = this.chart();
      if (!chart) return;
      this.setData({ label: chartInWords(chart), words: "" });
      this.createSelectorQuery()
        .select("#chart")
        .fields({
          node: true,
          size: true,
          computedStyle: ["color", "outlineColor", "borderTopColor", "caretColor"],
        })
        .exec(([found]) => {
          if (!found || !found.node) return; // it has gone meanwhile
          sheets.set(this, found);
          this.draw(null);
        });
    },

    /** @param {import("../../services/chart").Dot | null} picked */
    draw(picked) {
      const sheet = sheets.get(this);
      const chart = this.chart();
      if (!sheet || !chart) return;
      const { node, width, height, color, outlineColor, borderTopColor, caretColor } = sheet;
      const scale = wx.getWindowInfo().pixelRatio;
      node.requestAnimationFrame(() => {
        // Setting the size wipes the canvas and takes the scale back.
        node.width = width * scale;
        node.height = height * scale;
        const pen = node.getContext("2d");
        pen.scale(scale, scale);
        const colours = { line: color, band: outlineColor, grid: borderTopColor, text: caretColor };
        draw(pen, chart, { width, height }, colours, picked);
      });
    },

    /** @param {{touches: {x: number}[]}} event */
    onTouch({ touches }) {
      const sheet = sheets.get(this);
      const chart = this.chart();
      if (!sheet || !chart || !chart.dots.length || !touches.length) return;
      const picked = dotAt(chart, touches[0].x, sheet.width);
      this.setData({ words: dotInWords(chart, picked) });
      this.draw(picked);
    },
  },
});
