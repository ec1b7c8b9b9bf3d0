import { pageOffset } from "../app/geometry.js";
import { CAPSULE } from "../app/navbar.js";
import { device, fontSizeSetting, theme } from "../app/settings.js";
import { api } from "./api.js";

/** The phone that the preview imitates. https://developers.weixin.qq.com/miniprogram/dev/api/base/system/wx.getWindowInfo.html */

const SDK_VERSION = "3.7.0";

export function getWindowInfo() {
  const { width: windowWidth, height: windowHeight, top } = pageOffset();
  const [screenWidth, screenHeight] = [innerWidth, innerHeight];
  const { statusBar, safeBottom, pixelRatio } = device;
  return {
    pixelRatio,
    screenWidth,
    screenHeight,
    windowWidth,
    windowHeight,
    statusBarHeight: statusBar,
    screenTop: top,
    safeArea: {
      left: 0,
      right: screenWidth,
      top: statusBar,
      bottom: screenHeight - safeBottom,
      width: screenWidth,
      height: screenHeight - safeBottom - statusBar,
    },
  };
}

export function getAppBaseInfo() {
  return {
    SDKVersion: SDK_VERSION,
    enableDebug: false,
    host: { appId: "", env: "WeChat" },
    language: "zh_CN",
    version: "8.0.50",
    theme: theme(),
    fontSizeSetting,
    fontSizeScaleFactor: fontSizeSetting / 17,
    PCKernelVersion: "",
  };
}

export function getDeviceInfo() {
  const { system, model } = device;
  return {
    abi: "",
    benchmarkLevel: 50,
    brand: system === "ios" ? "iPhone" : "Android",
    model,
    platform: "devtools",
    system: system === "ios" ? "iOS 17.0" : "Android 14",
    cpuType: "",
    memorySize: "",
  };
}

export function getSystemSetting() {
  return { bluetoothEnabled: true, locationEnabled: true, wifiEnabled: true, deviceOrientation: "portrait" };
}

export function getSystemInfoSync() {
  return {
    errMsg: "getSystemInfo:ok",
    ...getDeviceInfo(),
    ...getAppBaseInfo(),
    ...getWindowInfo(),
    ...getSystemSetting(),
  };
}

export const getSystemInfo = api("getSystemInfo", () => getSystemInfoSync());

export const getSystemInfoAsync = api("getSystemInfoAsync", () => getSystemInfoSync());

/** Where the capsule in the corner is, counted from the screen. */
export function getMenuButtonBoundingClientRect() {
  const { width, height, right } = CAPSULE;
  const top = device.statusBar + CAPSULE.top;
  const left = innerWidth - right - width;
  return { width, height, top, left, right: left + width, bottom: top + height };
}
