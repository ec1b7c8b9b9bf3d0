/**
 * Every native component of WeChat's: their elements are called `wx-<name>` here, as in WeChat's own web view, so that
 * nothing of HTML (a `label` that clicks, a `form` that submits) gets in the way. Data only: the build reads it too.
 */
export const NATIVE_TAGS = new Set(
  [
    "ad ad-custom audio button camera canvas channel-live channel-video checkbox checkbox-group",
    "cover-image cover-view editor form functional-page-navigator grid-view icon image input",
    "keyboard-accessory label list-view live-player live-pusher map match-media movable-area movable-view",
    "native-component navigation-bar navigator official-account open-data page-container page-meta",
    "picker picker-view picker-view-column progress radio radio-group rich-text root-portal scroll-view",
    "share-element slider snapshot sticky-header sticky-section store-product swiper swiper-item switch",
    "text textarea video view voip-room web-view",
  ]
    .join(" ")
    .split(" "),
);
