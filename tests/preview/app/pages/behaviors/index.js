Page({
  data: { chosen: [] },

  choose({ detail }) {
    this.setData({ chosen: [...this.data.chosen, detail] });
  },
});
