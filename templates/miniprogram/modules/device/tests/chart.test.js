const assert = require("node:assert/strict");
const { test } = require("node:test");

const {
  chartInWords,
  chartOf,
  dotAt,
  dotInWords,
  draw,
  levelsOf,
  stretchesOf,
  withValue,
} = require("../../modules/device/services/chart");
const { SERIES, lastOf, since, until } = require("./machines");

test("a chart has round levels, and a hole where nothing was told", () => {
  const chart = chartOf(SERIES, false, since, until);
  assert.deepEqual(levelsOf(chart), [60, 65, 70, 75]);
  assert.deepEqual(levelsOf({ ...chart, dots: [chart.dots[0]] }), [60, 61, 62, 63, 64]);
  assert.deepEqual(
    levelsOf({ ...chart, dots: [{ at: 0, low: 0, mean: 0, high: 0 }] }),
    [-1, -0.5, 0, 0.5, 1],
  );
  assert.deepEqual(levelsOf({ ...chart, onOff: true }), [0, 1]);
  assert.deepEqual(
    stretchesOf(chart).map((stretch) => stretch.length),
    [2, 1],
  );
  assert.equal(chartInWords(chart), "主轴温度曲线，最低 60，最高 73，最新 72 °C");
  assert.equal(
    chartInWords({ ...chart, onOff: true, dots: [{ at: 0, low: 1, mean: 1, high: 1 }] }),
    "主轴温度曲线，最新：是",
  );
});

test("what is told now goes into the chart", () => {
  const chart = chartOf(SERIES, false, since, until);
  const same = withValue(chart, "2026-11-22T09:50:05Z", 80);
  assert.deepEqual(lastOf(same.dots), { at: chart.dots[2].at, low: 71, mean: 80, high: 80 });
  const later = withValue(chart, "2026-11-22T10:00:05Z", 50);
  assert.equal(later.until - later.since, chart.until - chart.since);
  assert.deepEqual(
    later.dots.map(({ mean }) => mean),
    [63, 72, 50],
  );
});

test("a finger finds the nearest moment", () => {
  const chart = chartOf(SERIES, false, since, until);
  assert.equal(dotAt(chart, 0, 300), chart.dots[0]);
  assert.equal(dotAt(chart, 300, 300), chart.dots[2]);
  assert.match(dotInWords(chart, chart.dots[2]), / \d\d:50　72 °C（71–73）$/);
  assert.match(dotInWords({ ...chart, onOff: true }, chart.dots[2]), /　是$/);
});

test("it is drawn within its canvas", () => {
  const seen = [];
  const note = (x, y) => seen.push([x, y]);
  const nothing = () => {};
  const pen = {
    beginPath: nothing,
    closePath: nothing,
    fill: nothing,
    stroke: nothing,
    clearRect: nothing,
  };
  Object.assign(pen, { moveTo: note, lineTo: note, arc: note, fillText: (_, x, y) => note(x, y) });
  const colours = { line: "#000", band: "#eee", grid: "#ccc", text: "#999" };
  for (const onOff of [false, true]) {
    const chart = chartOf(
      {
        ...SERIES,
        points: onOff ? [{ ...SERIES.points[0], low: 0, mean: 1, high: 1 }] : SERIES.points,
      },
      onOff,
      since,
      until,
    );
    draw(pen, chart, { width: 300, height: 200 }, colours, chart.dots[0]);
  }
  assert.ok(seen.length > 40);
  assert.deepEqual(
    seen.filter(([x, y]) => !(x >= 0 && x <= 300 && y >= 0 && y <= 200)),
    [],
  );
});
