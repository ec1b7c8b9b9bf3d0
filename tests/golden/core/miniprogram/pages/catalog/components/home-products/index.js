/** A shelf of products on the home page. */
Component({
  properties: {
    /** data: {title, items: SpuCard[]} */
    block: { type: Object, value: /** @type {any} */ ({}) },
  },
});
