/** A line icon in the colour of the text around it. */
Component({
  options: { virtualHost: true },
  properties: {
    name: String,
    /** side in rpx; grows with the text */
    size: { type: Number, value: 40 },
  },
});
