/** How many: minus, a number, plus. Emits `change` with {value}. */
Component({
  properties: {
    value: { type: Number, value: 1 },
    min: { type: Number, value: 1 },
    max: { type: Number, value: 999 },
  },
  methods: {
    onMinus() {
      this.choose(this.data.value - 1);
    },
    onPlus() {
      this.choose(this.data.value + 1);
    },
    /** @param {WechatMiniprogram.InputBlur} event */
    onTyped(event) {
      this.choose(Number.parseInt(event.detail.value, 10) || this.data.min);
      // A number that was out of range gives way to the nearest that is in it.
      this.setData({ value: this.data.value });
    },
    /** @param {number} wanted */
    choose(wanted) {
      const { value, min, max } = this.data;
      const chosen = Math.min(Math.max(wanted, min), Math.max(min, max));
      if (wanted > max) wx.showToast({ title: `最多 ${max} 件`, icon: "none" });
      if (chosen !== value) this.triggerEvent("change", { value: chosen });
    },
  },
});
