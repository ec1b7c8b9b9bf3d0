import button from "./button.js";
import canvas from "./canvas.js";
import checkboxGroup from "./checkbox-group.js";
import checkbox from "./checkbox.js";
import coverImage from "./cover-image.js";
import coverView from "./cover-view.js";
import form from "./form.js";
import icon from "./icon.js";
import image from "./image.js";
import input from "./input.js";
import label from "./label.js";
import matchMedia from "./match-media.js";
import { missingComponent } from "./missing.js";
import movableArea from "./movable-area.js";
import movableView from "./movable-view.js";
import navigationBar from "./navigation-bar.js";
import navigator from "./navigator.js";
import pageContainer from "./page-container.js";
import pageMeta from "./page-meta.js";
import pickerViewColumn from "./picker-view-column.js";
import pickerView from "./picker-view.js";
import picker from "./picker.js";
import progress from "./progress.js";
import radioGroup from "./radio-group.js";
import radio from "./radio.js";
import richText from "./rich-text.js";
import rootPortal from "./root-portal.js";
import scrollView from "./scroll-view.js";
import slider from "./slider.js";
import swiperItem from "./swiper-item.js";
import swiper from "./swiper.js";
import switchComponent from "./switch.js";
import { NATIVE_TAGS } from "./tags.js";
import text from "./text.js";
import textarea from "./textarea.js";
import video from "./video.js";
import view from "./view.js";

/** Every native component that there is here; native.js says how to add one. */
const SUPPORTED = [
  ...[button, canvas, checkbox, checkboxGroup, coverImage, coverView, form, icon, image, input, label, matchMedia],
  ...[movableArea, movableView, navigationBar, navigator, pageContainer, pageMeta, picker, pickerView],
  ...[pickerViewColumn, progress, radio, radioGroup, richText, rootPortal, scrollView, slider, swiper, swiperItem],
  ...[switchComponent, text, textarea, video, view],
];

const supportedTags = new Set(SUPPORTED.map(({ tag }) => tag));

/** Every native component of WeChat's. @type {import("./native.js").NativeDefinition[]} */
export const COMPONENTS = [
  ...SUPPORTED,
  ...[...NATIVE_TAGS].filter((tag) => !supportedTags.has(tag)).map(missingComponent),
];
