const { open } = require("../../../../core/navigate");
const { loadGroupOf, wordsOf } = require("../../services/groups");

/** On the page of an order that was placed in a group: how far the group is. */
Component({
  properties: {
    /** Order */
    order: { type: Object, value: /** @type {any} */ (null) },
  },
  data: {
    group: /** @type {import("../../services/groups").Group | null} */ (null),
    words: { icon: "clock", title: "", hint: "" },
  },
  observers: {
    order() {
      this.load();
    },
  },
  methods: {
    async load() {
      const { order } = this.data;
      if (!order || !isInGroup(order)) return;
      try {
        const group = await loadGroupOf(order.id);
        this.setData({ group, words: wordsOf(group) });
      } catch (error) {
        // The order itself is on the page; its group is one tap further in "我的拼团".
        console.warn(error);
      }
    },

    openGroup() {
      if (this.data.group) open("group_buy.group", { code: this.data.group.code });
    },
  },
});

/** @param {Record<string, any>} order */
function isInGroup({ lines }) {
  return lines.some((/** @type {{adjustments: {step: string}[]}} */ { adjustments }) =>
    adjustments.some(({ step }) => step === "group_buy"),
  );
}
