/** A round tick box. Emits `change` with {checked}. */
Component({
  properties: {
    checked: Boolean,
    disabled: Boolean,
    label: { type: String, value: "" },
  },
  methods: {
    onTap() {
      if (this.data.disabled) return;
      this.triggerEvent("change", { checked: !this.data.checked });
    },
  },
});
