Page({
  data: { events: [] },
  ...require("../../heard.js"),
});
