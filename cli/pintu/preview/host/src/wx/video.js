import { VideoContext } from "../video-context.js";
import { componentOf, findOne } from "./nodes.js";

/**
 * https://developers.weixin.qq.com/miniprogram/dev/api/media/video/wx.createVideoContext.html
 *
 * @param {string} id
 * @param {any} [instance] the component where it stands; the page on the screen without
 */
export function createVideoContext(id, instance) {
  const component = componentOf(instance);
  return new VideoContext(() => findOne(component, `#${CSS.escape(id)}`));
}
