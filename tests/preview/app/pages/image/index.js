Page({
  data: { events: [], src: "" },
  ...require("../../heard.js"),
});
