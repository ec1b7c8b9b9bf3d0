Page({
  data: { value: "", bound: "一", events: [], focused: false },

  /** Keeps the name and the detail of each event. */
  note({ type, detail, currentTarget }) {
    this.setData({ events: [...this.data.events, { type, detail, id: currentTarget.id }] });
  },

  upper({ detail }) {
    return detail.value.toUpperCase();
  },

  focus() {
    this.setData({ focused: true });
  },
});
