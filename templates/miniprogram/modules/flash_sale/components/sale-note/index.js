/** On the checkout: which lines have the flash sale's price, and why others have not. */
Component({
  properties: {
    /** Preview */
    preview: { type: Object, value: /** @type {any} */ (null) },
    inputs: { type: Object, value: /** @type {any} */ ({}) },
  },
  data: { notes: /** @type {{sku_id: number, text: string}[]} */ ([]) },
  observers: {
    /** @param {Record<string, any> | null} preview */
    preview(preview) {
      this.setData({ notes: preview ? notesOf(preview) : [] });
    },
  },
});

/** @param {Record<string, any>} preview */
function notesOf({ lines, offers }) {
  const offered = offers.flash_sale ? offers.flash_sale.items : [];
  return offered.map((/** @type {{sku_id: number, message: string}} */ { sku_id, message }) => {
    const line = lines.find((/** @type {{sku_id: number}} */ one) => one.sku_id === sku_id);
    const name = line && lines.length > 1 ? `${line.name} ${line.specs_text}：` : "";
    return { sku_id, text: name + message };
  });
}
