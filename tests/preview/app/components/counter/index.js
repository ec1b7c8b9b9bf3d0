const counting = require("./counting");

Component({
  behaviors: [counting],
  externalClasses: ["my-class"],
  properties: {
    start: { type: Number, value: 0, observer: "begin" },
  },
  data: { doubled: 0, seen: [] },
  observers: {
    "count, step": function (count, step) {
      this.setData({ doubled: count * 2, seen: [...this.data.seen, [count, step]] });
    },
  },
  methods: {
    begin(value) {
      this.setData({ count: value });
    },
    tap() {
      this.increase();
      this.triggerEvent("choose", { count: this.data.count });
    },
  },
  export() {
    return { count: () => this.data.count };
  },
});
