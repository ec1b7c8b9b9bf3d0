/** An amount of money. */
Component({
  options: { virtualHost: true },
  properties: {
    /** whole fen */
    fen: { type: null, value: 0 },
    /** the price before, struck through; nothing when it is none or not higher */
    original: { type: null, value: 0 },
    size: { type: String, value: "md" },
    /** "plain" takes the colour of the text around it */
    tone: { type: String, value: "price" },
  },
});
