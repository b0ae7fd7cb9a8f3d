// Draws on canvases. What is drawn is also told in words beside each of them, and in a table.

const PAD = { left: 56, right: 10, top: 10, bottom: 24 };

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A canvas as sharp as the screen, empty; null if it is not shown. */
function begin(canvas, height) {
  const width = canvas.clientWidth;
  if (!width) return null;
  const tall = height || canvas.clientHeight;
  const ratio = devicePixelRatio || 1;
  if (height) canvas.style.height = `${height}px`;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(tall * ratio);
  const g = canvas.getContext('2d');
  g.scale(ratio, ratio);
  g.font = '12px system-ui, sans-serif';
  g.textBaseline = 'middle';
  return { g, width, height: tall };
}

/** A round number of at most these steps. */
function step(span, most) {
  const raw = span / most || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].map(n => n * power).find(n => n >= raw);
}

/** In seconds: what people count time in. */
const TIMES = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

/** The same of seconds; from days on in whole days. */
export function timeStep(span, most) {
  const raw = span / most;
  if (!(raw > 0.5)) return step(span, most);
  return TIMES.find(n => n >= raw) ?? step(span / 86400, most) * 86400;
}

/** The words of a moment at an axis of such steps, of which several may lie in a second. */
function tick(v, by, words) {
  const hundredths = Math.round(v * 100);
  return by < 1 ? `${words(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')}` : words(v);
}

function axes(g, box, x, y, words, steps = step) {
  g.strokeStyle = colour('--line');
  g.fillStyle = colour('--muted');
  g.lineWidth = 1;
  g.textAlign = 'right';
  for (let v = 0, by = steps(y.max, 4); v <= y.max * 1.0001; v += by) {
    const at = y.at(v);
    g.globalAlpha = 0.5;
    g.beginPath();
    g.moveTo(box.left, at);
    g.lineTo(box.right, at);
    g.stroke();
    g.globalAlpha = 1;
    g.fillText(words.y(v), box.left - 6, at);
  }
  g.textAlign = 'center';
  for (let v = x.min, by = timeStep(x.max - x.min, Math.max(2, (box.right - box.left) / 110)); v <= x.max * 1.0001; v += by) {
    g.fillText(tick(v, by, words.x), Math.min(Math.max(x.at(v), box.left + 12), box.right - 18), box.bottom + 14);
  }
}

const scale = (min, max, from, to) => ({ min, max, at: v => from + ((v - min) / (max - min || 1)) * (to - from) });

const frame = ({ width, height }) =>
  ({ left: PAD.left, right: width - PAD.right, top: PAD.top, bottom: height - PAD.bottom });

/** Lines over time. Each has points [x, y], and perhaps a dash; a band has points [x, low, high]. */
export function lines(canvas, { curves, band = [], level = null, cursor = null, words, steps }) {
  const sheet = begin(canvas);
  if (!sheet) return;
  const { g } = sheet;
  const box = frame(sheet);
  const all = curves.flatMap(c => c.points);
  // Of zeros alone there is no height to go by: tiny numbers at the axis would look like something.
  const highest = Math.max(0, level || 0, ...all.map(p => p[1]), ...band.map(p => p[2])) || 1;
  const x = scale(0, Math.max(1e-9, ...all.map(p => p[0])), box.left, box.right);
  const y = scale(0, highest, box.bottom, box.top);
  if (band.length) {
    g.fillStyle = colour('--band');
    g.beginPath();
    band.forEach(p => g.lineTo(x.at(p[0]), y.at(p[1])));
    [...band].reverse().forEach(p => g.lineTo(x.at(p[0]), y.at(p[2])));
    g.closePath();
    g.fill();
    g.strokeStyle = colour('--muted'); // Where there is no colour to fill with, its edges are left.
    g.stroke();
  }
  axes(g, box, x, y, words, steps);
  for (const curve of curves) {
    g.strokeStyle = colour(curve.colour || '--done');
    g.lineWidth = 2;
    g.setLineDash(curve.dash || []);
    g.beginPath();
    curve.points.forEach(p => g.lineTo(x.at(p[0]), y.at(p[1])));
    g.stroke();
  }
  if (level !== null) {
    g.strokeStyle = colour('--text');
    g.setLineDash([6, 4]);
    g.beginPath();
    g.moveTo(box.left, y.at(level));
    g.lineTo(box.right, y.at(level));
    g.stroke();
  }
  g.setLineDash([]);
  const point = cursor === null ? null : curves[0].points[cursor];
  if (point) {
    g.strokeStyle = colour('--text');
    g.lineWidth = 1;
    g.beginPath();
    g.moveTo(x.at(point[0]), box.top);
    g.lineTo(x.at(point[0]), box.bottom);
    g.stroke();
    g.beginPath();
    g.arc(x.at(point[0]), y.at(point[1]), 4, 0, 7);
    g.stroke();
  }
}

/** Bars side by side, of which each has a count and a word. */
export function bars(canvas, { bars: all, cursor = null, words }) {
  const sheet = begin(canvas);
  if (!sheet || !all.length) return;
  const { g } = sheet;
  const box = frame(sheet);
  const y = scale(0, Math.max(1, ...all.map(b => b.count)), box.bottom, box.top);
  axes(g, box, scale(0, 0, box.left, box.right), y, { x: () => '', y: words.y });
  const wide = (box.right - box.left) / all.length;
  const every = Math.ceil(54 / wide);
  all.forEach((bar, i) => {
    const left = box.left + i * wide;
    g.fillStyle = colour('--done');
    g.fillRect(left + 1, y.at(bar.count), Math.max(1, wide - 2), box.bottom - y.at(bar.count));
    if (i === cursor) {
      g.strokeStyle = colour('--text');
      g.lineWidth = 2;
      g.strokeRect(left + 1, box.top, Math.max(1, wide - 2), box.bottom - box.top);
    }
    g.fillStyle = colour('--muted');
    g.textAlign = 'center';
    if (i % every === 0) g.fillText(words.x(bar), left + wide / 2, box.bottom + 14);
  });
}

/** So many crosses are one path: with fewer or more of them, those of a lane take twice as long. */
const STROKES = 10;

function hatch(g, x, y, w, h, both) {
  g.save();
  g.beginPath();
  g.rect(x, y, w, h);
  g.clip();
  g.beginPath();
  for (let at = x - h; at < x + w; at += 5) {
    g.moveTo(at, y + h);
    g.lineTo(at + h, y);
    if (both) {
      g.moveTo(at, y);
      g.lineTo(at + h, y + h);
    }
  }
  g.stroke();
  g.restore();
}

/**
 * A lane for each worker: how busy it was, where attempts failed, and when it was dead. A part is another time than
 * that of the data, in milliseconds from and to, or null.
 */
export function lanes(canvas, data, words, part = null) {
  const tall = Math.max(6, Math.min(22, 520 / data.lanes.length));
  const sheet = begin(canvas, data.lanes.length * tall + 34);
  if (!sheet) return;
  const { g } = sheet;
  const box = frame(sheet);
  const x = scale(...(part ?? [data.from, data.from + data.count * data.width]), box.left, box.right);
  const wide = x.at(data.width) - x.at(0);
  const start = x.at(data.from);
  const every = Math.ceil(14 / tall);
  // A browser takes long to tell a colour, and to fill: once for a lane, not for each of its pieces.
  const [muted, panel, done, dead, bad] = ['--muted', '--panel', '--done', '--dead', '--bad'].map(colour);
  const tops = new Map();
  g.textAlign = 'right';
  data.lanes.forEach((lane, i) => {
    const top = 4 + i * tall;
    tops.set(lane.worker, i);
    g.fillStyle = muted;
    if (i % every === 0) g.fillText(`#${lane.worker}`, box.left - 6, top + tall / 2);
    g.fillStyle = panel;
    g.fillRect(box.left, top, box.right - box.left, tall - 2);
  });
  g.save();
  g.beginPath();
  g.rect(box.left, 0, box.right - box.left, sheet.height);
  g.clip(); // Of a part, the data may have more.
  const inside = at => Math.max(box.left, Math.min(box.right, at));
  data.lanes.forEach((lane, i) => {
    const top = 4 + i * tall;
    g.fillStyle = done;
    g.beginPath();
    for (const [from, to, percent] of runs(lane.busy)) {
      const high = (tall - 2) * percent / 100;
      g.rect(start + from * wide, top + tall - 2 - high, (to - from) * wide + 0.6, high); // No gap where pixels are parted.
    }
    g.fill();
    g.strokeStyle = dead;
    for (const [from, to] of runs(lane.dead)) {
      const left = inside(start + from * wide);
      hatch(g, left, top, Math.max(3, inside(start + to * wide) - left), tall - 2, true);
    }
    g.strokeStyle = bad;
    g.lineWidth = 2;
    g.beginPath();
    let crosses = 0;
    lane.failed.forEach((is, at) => {
      const middle = start + (at + 0.5) * wide;
      if (!is || middle !== inside(middle)) return;
      cross(g, middle, top + (tall - 2) / 2, Math.min(4, tall / 3));
      if (++crosses % STROKES === 0) {
        g.stroke();
        g.beginPath();
      }
    });
    g.stroke();
    g.lineWidth = 1;
  });
  g.strokeStyle = colour('--ground');
  for (const [, worker, begun] of data.tasks) {
    const i = tops.get(worker) ?? -1;
    if (i >= 0 && begun > x.min) {
      g.beginPath();
      g.moveTo(x.at(begun), 4 + i * tall);
      g.lineTo(x.at(begun), 2 + (i + 1) * tall);
      g.stroke();
    }
  }
  g.restore();
  g.fillStyle = colour('--muted');
  g.textAlign = 'center';
  const by = timeStep((x.max - x.min) / 1000, Math.max(2, (box.right - box.left) / 110));
  for (let v = Math.ceil(x.min / 1000 / by) * by; v <= x.max / 1000; v += by) {
    g.fillText(tick(v, by, words.x), Math.min(Math.max(x.at(v * 1000), box.left + 12), box.right - 18), sheet.height - 12);
  }
}

/** The stretches of the same value: from which place, up to which, and the value, unless it is 0. */
function runs(values) {
  const all = [];
  for (let from = 0, at = 1; from < values.length; at++) {
    if (at === values.length || values[at] !== values[from]) {
      if (values[from]) all.push([from, at, values[from]]);
      from = at;
    }
  }
  return all;
}

function cross(g, x, y, r) {
  g.moveTo(x - r, y - r);
  g.lineTo(x + r, y + r);
  g.moveTo(x + r, y - r);
  g.lineTo(x - r, y + r);
}
