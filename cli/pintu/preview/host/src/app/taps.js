/** Whether the customer has just tapped, as strictly as WeChat takes it. */

let running = 0;

/**
 * Lets a tap be answered. It lasts for what its handlers do at once, with what promises that are settled already let
 * them do next; after a request, a timer or a question it is over.
 *
 * @param {() => void} answer
 */
export function tap(answer) {
  running += 1;
  window.setTimeout(() => (running -= 1));
  answer();
}

export function isTapped() {
  return running > 0;
}
