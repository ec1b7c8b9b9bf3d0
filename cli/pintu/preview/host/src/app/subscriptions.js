import { recall, remember } from "./kept.js";

/** What customers have decided about subscription messages, and when they may be asked. */

/** @typedef {Record<string, "accept" | "reject">} Decisions by the template's id */

/** For a moment after the cashier has closed, WeChat takes it for a tap. */
const AFTER_PAYMENT_MS = 5000;

let paidAt = -Infinity;

/** The cashier has closed. */
export function notePayment() {
  paidAt = performance.now();
}

export function hasJustPaid() {
  return performance.now() - paidAt < AFTER_PAYMENT_MS;
}

/** What was answered with "don't ask again". @returns {Decisions} */
export function fixedSubscriptions() {
  return recall("subscriptions", {});
}

/** @param {Decisions} decisions */
export function fixSubscriptions(decisions) {
  remember("subscriptions", { ...fixedSubscriptions(), ...decisions });
}
