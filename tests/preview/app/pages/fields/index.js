Page({
  data: { events: [], focused: false },
  ...require("../../heard.js"),
});
