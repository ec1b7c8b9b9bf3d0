Page({
  data: {
    events: [],
    top: 0,
    into: "",
    count: 30,
    refreshing: false,
    isOpen: false,
  },
  ...require("../../heard.js"),
});
