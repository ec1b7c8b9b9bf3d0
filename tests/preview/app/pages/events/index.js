const log = require("../../log");

Page({
  data: { event: null },

  outer() {
    log("outer");
  },

  middle() {
    log("middle");
  },

  captured() {
    log("captured");
  },

  inner(event) {
    log("inner");
    this.setData({ event });
  },

  noted({ type }) {
    log(type);
  },
});
