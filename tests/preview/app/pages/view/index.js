Page({
  data: { events: [], state: "" },
  ...require("../../heard.js"),
});
