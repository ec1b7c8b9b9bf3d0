/** What a case is about: one row a line of the order. */
Component({
  properties: {
    /** CaseLine[] */
    lines: { type: Array, value: /** @type {any[]} */ ([]) },
  },
});
