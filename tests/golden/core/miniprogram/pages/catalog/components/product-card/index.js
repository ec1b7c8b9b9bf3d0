const { open } = require("../../../../core/navigate");

/** A product in a list: upright (two in a row) or flat (one in a row). Opens the product. */
Component({
  properties: {
    product: { type: Object, value: /** @type {any} */ ({}) },
    flat: Boolean,
  },
  methods: {
    onTap() {
      open("catalog.product", { id: this.data.product.id });
    },
  },
});
