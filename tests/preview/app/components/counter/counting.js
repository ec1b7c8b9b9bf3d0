/** Counts, in steps. */
module.exports = Behavior({
  properties: { step: { type: Number, value: 1 } },
  data: { count: 0 },
  methods: {
    increase() {
      this.setData({ count: this.data.count + this.data.step });
    },
  },
});
