const NEEDS = /rpx|vh\b|safe-area-inset/i;

/**
 * What WXSS has and CSS has not: rpx (750 to a page's width), a height without the bars, the notch. The build does the
 * same for style sheets; this is for inline styles.
 *
 * @param {string} style
 * @returns {string}
 */
export function rpxToCss(style) {
  if (typeof style !== "string" || !NEEDS.test(style)) return style;
  return style
    .replace(/(-?(?:\d+\.?\d*|\.\d+))rpx\b/gi, "calc(var(--rpx) * $1)")
    .replace(/(-?(?:\d+\.?\d*|\.\d+))vh\b/gi, "calc(var(--page-vh) * $1)")
    .replace(/\b(?:env|constant)\(\s*(safe-area-inset-\w+)/gi, "var(--$1");
}
