const log = require("../../log");

Component({
  properties: { id: Number, missing: String },

  lifetimes: {
    attached() {
      log("attached");
    },
    ready() {
      log("ready");
    },
  },

  pageLifetimes: {
    show() {
      log("pageLifetimes.show");
    },
  },

  methods: {
    onLoad(query) {
      log(`onLoad ${JSON.stringify(query)} ${this.data.id}`);
    },
    onShow() {
      log("onShow");
    },
    onReady() {
      log("onReady");
    },
  },
});
