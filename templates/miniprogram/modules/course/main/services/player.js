/**
 * What the player of the lesson's page does, for those who follow it without the page knowing them.
 *
 * @typedef {object} Playing
 * @property {number} lessonId
 * @property {number} position seconds from the beginning; 0 for an article
 * @property {boolean} playing false while it is paused, seeking or over
 * @property {boolean} atEnd whether it was watched, or read, to the end just now
 */

/** @type {Set<(state: Playing) => void>} */
const followers = new Set();

/** What was told last, for those who come later. @type {Playing | null} */
let last = null;

/** @param {Playing} state */
function tell(state) {
  last = state;
  for (const follower of followers) follower(state);
}

/**
 * Hears of what is told, and of how things stand, until the returned function is called.
 *
 * @param {(state: Playing) => void} follower
 */
function follow(follower) {
  followers.add(follower);
  if (last) follower(last);
  return () => {
    followers.delete(follower);
  };
}

/** Nothing is played any more. */
function forget() {
  last = null;
}

module.exports = { follow, forget, tell };
