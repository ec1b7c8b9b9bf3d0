import { isOffline, networkType, offNetwork, onNetwork } from "../app/network.js";
import { api } from "./api.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/device/network/wx.getNetworkType.html */
export const getNetworkType = api("getNetworkType", () => ({
  networkType: networkType(),
  signalStrength: 100,
  hasSystemProxy: false,
  weakNet: false,
}));

/** @type {Map<Function, () => void>} */
const listeners = new Map();

/** @param {(result: {isConnected: boolean, networkType: string}) => void} listener */
export function onNetworkStatusChange(listener) {
  const inner = () => listener({ isConnected: !isOffline(), networkType: networkType() });
  listeners.set(listener, inner);
  onNetwork(inner);
}

/** @param {Function} [listener] all without */
export function offNetworkStatusChange(listener) {
  for (const one of listener ? [listener] : [...listeners.keys()]) {
    const inner = listeners.get(one);
    if (inner) offNetwork(inner);
    listeners.delete(one);
  }
}
