Page({
  data: { events: [], percent: 40 },
  ...require("../../heard.js"),
});
