const assert = require("node:assert");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

installPlatform(() => "offline");
const { Watching, wordsOf } = require("../../modules/learning_progress/services/watching");

/**
 * @param {number} position
 * @param {{playing?: boolean, atEnd?: boolean}} [more]
 */
function at(position, { playing = true, atEnd = false } = {}) {
  return { lessonId: 1, position, playing, atEnd };
}

/** @param {{article?: boolean}} [lesson] */
function watching({ article = false } = {}) {
  return new Watching({ article });
}

test("what is played goes into one piece", () => {
  const tale = watching();
  [0, 0.3, 0.6, 1.1].forEach((position) => tale.hear(at(position)));
  assert.deepStrictEqual(tale.take().watched, [[0, 1.1]]);
  tale.hear(at(1.4));
  assert.deepStrictEqual(tale.take().watched, [[1.1, 1.4]]);
});

test("a jump is no watching, in either direction", () => {
  const tale = watching();
  [0, 1, 200, 201, 50, 51].forEach((position) => tale.hear(at(position)));
  assert.deepStrictEqual(tale.take().watched, [
    [0, 1],
    [200, 201],
    [50, 51],
  ]);
});

test("nothing is watched while it is paused", () => {
  const tale = watching();
  tale.hear(at(0));
  tale.hear(at(1, { playing: false }));
  tale.hear(at(2, { playing: false }));
  tale.hear(at(2));
  tale.hear(at(3));
  assert.deepStrictEqual(tale.take().watched, [
    [0, 1],
    [2, 3],
  ]);
});

test("what got lost is told again, before the rest", () => {
  const tale = watching();
  [0, 1].forEach((position) => tale.hear(at(position)));
  const { watched } = tale.take();
  assert.deepStrictEqual(tale.take().watched, []);
  tale.hear(at(2));
  tale.returned(watched);
  assert.deepStrictEqual(tale.take().watched, [
    [0, 1],
    [1, 2],
  ]);
});

test("no heartbeat tells of more than thirty pieces", () => {
  const tale = watching();
  for (let piece = 0; piece < 40; piece += 1) {
    tale.hear(at(piece * 10));
    tale.hear(at(piece * 10 + 1));
  }
  assert.deepStrictEqual([tale.take().watched.length, tale.take().watched.length], [30, 10]);
});

test("an article is read, to its end or not", () => {
  const tale = watching({ article: true });
  tale.hear(at(0));
  assert.deepStrictEqual([tale.take().reading, tale.take().at_end], [true, false]);
  tale.hear(at(0, { atEnd: true }));
  tale.hear(at(0));
  assert.strictEqual(tale.take().at_end, true);
});

test("a phone is one player, whatever it plays", () => {
  const [one, other] = [watching().player, watching({ article: true }).player];
  assert.match(one, /^[0-9a-z-]{8,32}$/);
  assert.strictEqual(one, other);
});

test("how things stand, in a word", () => {
  const begun = {
    percent: 40,
    done: false,
    quiz_missing: false,
    position_s: 0,
    rule: "",
    elsewhere: false,
  };
  assert.strictEqual(wordsOf(begun), "已学 40%");
  assert.strictEqual(wordsOf({ ...begun, done: true }), "已学完");
  assert.match(wordsOf({ ...begun, quiz_missing: true }), /测验/);
  assert.match(wordsOf({ ...begun, elsewhere: true }), /另一台/);
});
