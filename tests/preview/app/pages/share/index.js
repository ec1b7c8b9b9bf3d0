Page({
  onShareAppMessage({ from, target }) {
    return { title: `来自 ${from}`, path: `/pages/home/index?from=${target ? target.dataset.name : "menu"}` };
  },
});
