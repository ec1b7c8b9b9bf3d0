Page({
  data: { events: [], on: false },
  ...require("../../heard.js"),
});
