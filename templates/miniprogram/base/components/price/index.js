/** An amount of money. */
Component({
  options: { virtualHost: true },
  properties: {
    /** whole fen */
    fen: Number,
    /** the price before, struck through; nothing when it is none or not higher */
    original: { type: Number, optionalTypes: [/** @type {any} */ (null)], value: 0 },
    size: { type: String, value: "md" },
    /** "plain" takes the colour of the text around it */
    tone: { type: String, value: "price" },
  },
});
