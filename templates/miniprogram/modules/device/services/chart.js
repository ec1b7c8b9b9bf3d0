const { parseTime } = require("../../../core/time");
const { plain } = require("./words");

/**
 * A series as it is drawn: for each step the mean, and between which bounds the values lay.
 *
 * @typedef {{at: number, low: number, mean: number, high: number}} Dot moments in milliseconds
 *
 * @typedef {object} Chart
 * @property {string} label
 * @property {string} unit
 * @property {boolean} onOff a boolean's: it is either 0 or 1
 * @property {number} step in milliseconds
 * @property {number} since
 * @property {number} until
 * @property {Dot[]} dots
 *
 * @typedef {{left: number, top: number, width: number, height: number}} Box
 * @typedef {{line: string, band: string, grid: string, text: string}} Colours
 */

const TICKS = [1, 2, 2.5, 5, 10];
const HOUR = 3_600_000;
const ROOM = { left: 44, right: 10, top: 12, bottom: 22 };

/**
 * @param {import("./devices").Series} series
 * @param {boolean} onOff
 * @param {Date} since
 * @param {Date} until
 * @returns {Chart}
 */
function chartOf(series, onOff, since, until) {
  return {
    label: series.label,
    unit: series.unit,
    onOff,
    step: series.step_s * 1000,
    since: since.getTime(),
    until: until.getTime(),
    dots: series.points.map(({ at, low, mean, high }) => ({
      at: parseTime(at).getTime(),
      low,
      mean,
      high,
    })),
  };
}

/**
 * The chart with a value that has just been told; what is before its beginning goes.
 *
 * @param {Chart} chart
 * @param {string} iso
 * @param {number} value
 * @returns {Chart}
 */
function withValue(chart, iso, value) {
  const at = parseTime(iso).getTime();
  const last = chart.dots[chart.dots.length - 1];
  if (last && at < last.at + chart.step) {
    const { low, high } = last;
    const grown = {
      at: last.at,
      mean: value,
      low: Math.min(low, value),
      high: Math.max(high, value),
    };
    return { ...chart, dots: [...chart.dots.slice(0, -1), grown] };
  }
  const until = Math.max(chart.until, at);
  const since = chart.since + (until - chart.until);
  const dots = chart.dots.filter((dot) => dot.at >= since);
  return { ...chart, since, until, dots: [...dots, { at, low: value, mean: value, high: value }] };
}

/**
 * Round numbers that enclose the values, three to six of them.
 *
 * @param {Chart} chart
 * @returns {number[]}
 */
function levelsOf({ dots, onOff }) {
  if (onOff) return [0, 1];
  let low = Math.min(...dots.map((dot) => dot.low));
  let high = Math.max(...dots.map((dot) => dot.high));
  if (low === high) {
    const room = Math.abs(low) / 10 || 1;
    low -= room;
    high += room;
  }
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (TICKS.find((tick) => tick * power >= rough) || 10);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/**
 * @param {number} at
 * @param {number} span that the chart covers
 */
function momentOf(at, span) {
  const time = new Date(at);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}`;
  if (span <= 25 * HOUR) return clock;
  return `${time.getMonth() + 1}-${time.getDate()}`;
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {Box}
 */
function boxIn(width, height) {
  const { left, right, top, bottom } = ROOM;
  return {
    left,
    top,
    width: Math.max(width - left - right, 1),
    height: Math.max(height - top - bottom, 1),
  };
}

/**
 * Where moments and values lie in a box.
 *
 * @param {Chart} chart
 * @param {Box} box
 * @param {number[]} levels
 */
function scaleOf({ since, until }, box, levels) {
  const [low, high] = [levels[0], levels[levels.length - 1]];
  return {
    x: (/** @type {number} */ at) => box.left + ((at - since) / (until - since)) * box.width,
    y: (/** @type {number} */ value) => box.top + (1 - (value - low) / (high - low)) * box.height,
  };
}

/**
 * Stretches without a hole: where the device told nothing for a while there is no line.
 *
 * @param {Chart} chart
 * @returns {Dot[][]}
 */
function stretchesOf({ dots, step, since, until }) {
  const hole = Math.max(3 * step, (until - since) / 60);
  /** @type {Dot[][]} */
  const stretches = [];
  dots.forEach((dot, index) => {
    if (index === 0 || dot.at - dots[index - 1].at > hole) stretches.push([]);
    stretches[stretches.length - 1].push(dot);
  });
  return stretches;
}

/**
 * @param {any} pen the canvas's context, in px of the page
 * @param {Chart} chart that has dots
 * @param {{width: number, height: number}} size
 * @param {Colours} colours
 * @param {Dot | null} picked
 */
function draw(pen, chart, size, colours, picked) {
  const box = boxIn(size.width, size.height);
  const levels = levelsOf(chart);
  const { x, y } = scaleOf(chart, box, levels);
  pen.clearRect(0, 0, size.width, size.height);
  pen.font = "11px sans-serif";
  pen.lineWidth = 1;
  pen.strokeStyle = colours.grid;
  pen.fillStyle = colours.text;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const level of levels) {
    const at = Math.round(y(level)) + 0.5;
    stroke(pen, [
      [box.left, at],
      [box.left + box.width, at],
    ]);
    pen.fillText(chart.onOff ? (level ? "是" : "否") : plain(level), box.left - 6, at);
  }
  pen.textBaseline = "top";
  const span = chart.until - chart.since;
  for (const part of [0, 1, 2, 3]) {
    const at = chart.since + (span * part) / 3;
    pen.textAlign = part === 0 ? "left" : part === 3 ? "right" : "center";
    pen.fillText(momentOf(at, span), x(at), box.top + box.height + 6);
  }
  for (const stretch of stretchesOf(chart)) {
    pen.fillStyle = colours.band;
    fill(pen, [
      ...stretch.map((dot) => [x(dot.at), y(dot.high)]),
      ...stretch.map((dot) => [x(dot.at), y(dot.low)]).reverse(),
    ]);
    pen.strokeStyle = colours.line;
    pen.lineWidth = 2;
    pen.lineJoin = "round";
    const line = stretch.map((dot) => [x(dot.at), y(dot.mean)]);
    stroke(pen, chart.onOff ? steps(line) : line);
    if (stretch.length === 1) point(pen, line[0], 2, colours.line);
  }
  const last = chart.dots[chart.dots.length - 1];
  point(pen, [x(last.at), y(last.mean)], 3.5, colours.line);
  if (picked) {
    pen.strokeStyle = colours.text;
    pen.lineWidth = 1;
    stroke(pen, [
      [x(picked.at), box.top],
      [x(picked.at), box.top + box.height],
    ]);
    point(pen, [x(picked.at), y(picked.mean)], 4, colours.line);
  }
}

/** @param {any} pen @param {number[][]} path */
function trace(pen, path) {
  pen.beginPath();
  path.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
}

/** @param {any} pen @param {number[][]} path */
function stroke(pen, path) {
  trace(pen, path);
  pen.stroke();
}

/** @param {any} pen @param {number[][]} path */
function fill(pen, path) {
  trace(pen, path);
  pen.closePath();
  pen.fill();
}

/** @param {any} pen @param {number[]} at @param {number} radius @param {string} colour */
function point(pen, [x, y], radius, colour) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

/** A value holds until the next one. @param {number[][]} line */
function steps(line) {
  return line.flatMap(([x, y], index) =>
    index
      ? [
          [x, line[index - 1][1]],
          [x, y],
        ]
      : [[x, y]],
  );
}

/**
 * The dot that a finger means.
 *
 * @param {Chart} chart
 * @param {number} x
 * @param {number} width of the canvas
 * @returns {Dot}
 */
function dotAt(chart, x, width) {
  const box = boxIn(width, 0);
  const at = chart.since + ((x - box.left) / box.width) * (chart.until - chart.since);
  return chart.dots.reduce((best, dot) =>
    Math.abs(dot.at - at) < Math.abs(best.at - at) ? dot : best,
  );
}

/**
 * @param {Chart} chart
 * @param {Dot} dot
 * @returns {string} "11-22 10:05　72.3 °C（70.1–75）"
 */
function dotInWords({ unit, onOff }, dot) {
  const time = `${momentOf(dot.at, Infinity)} ${momentOf(dot.at, 0)}`;
  if (onOff) return `${time}　${dot.mean >= 0.5 ? "是" : "否"}`;
  const bounds = dot.low === dot.high ? "" : `（${plain(dot.low)}–${plain(dot.high)}）`;
  return `${time}　${[plain(dot.mean), unit].filter(Boolean).join(" ")}${bounds}`;
}

/**
 * What somebody hears who cannot see it.
 *
 * @param {Chart} chart that has dots
 */
function chartInWords({ label, unit, onOff, dots }) {
  const last = dots[dots.length - 1];
  if (onOff) return `${label}曲线，最新：${last.mean >= 0.5 ? "是" : "否"}`;
  const low = Math.min(...dots.map((dot) => dot.low));
  const high = Math.max(...dots.map((dot) => dot.high));
  return `${label}曲线，最低 ${plain(low)}，最高 ${plain(high)}，最新 ${plain(last.mean)} ${unit}`.trimEnd();
}

module.exports = {
  chartInWords,
  chartOf,
  dotAt,
  dotInWords,
  draw,
  levelsOf,
  stretchesOf,
  withValue,
};
