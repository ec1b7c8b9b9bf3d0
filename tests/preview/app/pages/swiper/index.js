Page({
  data: { events: [], current: 0, items: ["a", "b", "c"], playing: false },
  ...require("../../heard.js"),
});
