import { scrollTo } from "../app/scroll.js";
import { currentPage } from "../app/stack.js";
import { api, Failure } from "./api.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/pull-down-refresh/wx.startPullDownRefresh.html */
export const startPullDownRefresh = api("startPullDownRefresh", () => currentPage()?.pullDown.start());

export const stopPullDownRefresh = api("stopPullDownRefresh", () => currentPage()?.pullDown.stop());

/** https://developers.weixin.qq.com/miniprogram/dev/api/ui/scroll/wx.pageScrollTo.html */
export const pageScrollTo = api("pageScrollTo", async ({ scrollTop, selector, offsetTop = 0, duration = 300 }) => {
  const page = currentPage();
  if (!page) throw new Failure("page is not ready");
  if (selector === undefined) return scrollTo(page, scrollTop ?? 0, duration);
  const element = page.instance._$.getShadowRoot().querySelector(selector)?.$$;
  if (!element) throw new Failure(`can't find node by selector ${selector}`);
  const { scroller } = page;
  const top = scroller.scrollTop + element.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  return scrollTo(page, top + offsetTop, duration);
});
