/**
 * What a list or a page shows while it loads, when it is empty and when it failed; otherwise its own content.
 * Slots: `skeleton` for the first load, and the content. Events: `retry`, `act` (the empty state's button), `more`.
 */
Component({
  options: { multipleSlots: true },
  properties: {
    /** loading | ready | empty | error */
    state: { type: String, value: "loading" },
    message: { type: String, value: "" },
    emptyIcon: { type: String, value: "box" },
    emptyTitle: { type: String, value: "这里还没有内容" },
    emptyText: { type: String, value: "" },
    /** label of the empty state's button, "" for none */
    action: { type: String, value: "" },
    /** the end of a list: idle | loading | error | end; "" shows nothing */
    more: { type: String, value: "" },
  },
  methods: {
    onRetry() {
      this.triggerEvent("retry");
    },
    onAct() {
      this.triggerEvent("act");
    },
    onMore() {
      this.triggerEvent("more");
    },
  },
});
