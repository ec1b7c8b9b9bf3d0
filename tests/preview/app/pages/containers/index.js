Page({
  data: { events: [], isShown: false, isPortal: true, x: 10 },
  ...require("../../heard.js"),
});
