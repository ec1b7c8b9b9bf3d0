/** What the pages of components have in common: they keep each event that they hear of. */
module.exports = {
  note({ type, detail, currentTarget }) {
    this.setData({
      events: [...this.data.events, { type, detail, id: currentTarget.id }],
    });
  },
};
