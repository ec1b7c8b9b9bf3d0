Page({
  data: {
    events: [],
    lists: [
      ["一", "二"],
      ["甲", "乙", "丙"],
    ],
    place: [0, 0],
  },
  ...require("../../heard.js"),

  /** The second list depends on the first. */
  turn(event) {
    const { column, value } = event.detail;
    this.note(event);
    if (column === 0)
      this.setData({
        lists: [this.data.lists[0], value ? ["丁", "戊"] : ["甲", "乙", "丙"]],
        place: [value, 0],
      });
  },
});
