Page({
  data: { events: [], dynamic: "a &lt; b", note: "一\n二" },
  ...require("../../heard.js"),
});
