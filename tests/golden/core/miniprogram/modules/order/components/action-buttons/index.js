/** The actions that an order allows, as buttons. Emits `act` with {id}. */
Component({
  properties: {
    /** OrderAction[] */
    actions: { type: Array, value: /** @type {any[]} */ ([]) },
    /** id of the action that is under way */
    busy: { type: String, value: "" },
    size: { type: String, value: "small" },
  },
  methods: {
    /** @param {WechatMiniprogram.TouchEvent} event */
    onTap(event) {
      if (!this.data.busy) this.triggerEvent("act", { id: event.currentTarget.dataset.id });
    },
  },
});
