Page({
  data: { events: [], text: "", bound: "一" },
  ...require("../../heard.js"),

  answer() {
    return "这不会替换";
  },
});
