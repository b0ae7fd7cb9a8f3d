'use strict';
(async () => {
  const $ = id => document.getElementById(id);
  const OUTCOMES = ['succeeded', 'failed', 'timed out', 'crashed', 'timed out, or ended with the run', 'cancelled', 'started and not ended'];
  const SIGNS = ['', '✕ ', '○ ', '△ ', '□ ', '– ', '… '];
  const PAGE = 25;
  const FAILED = 1;
  const STOPPED = 4;

  async function unpack() {
    const packed = atob($('data').textContent.trim());
    const bytes = new Uint8Array(packed.length);
    for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).json();
  }

  let data;
  try {
    if (typeof DecompressionStream === 'undefined') throw new Error('this browser cannot unpack the data; a newer one can');
    data = await unpack();
  } catch (e) {
    $('trouble').textContent = 'The chart cannot be shown: ' + e.message + '.';
    return;
  }

  const size = data.durations.length;
  if (size === 0) return;
  const start = new Float64Array(size);
  const end = new Float64Array(size);
  const lane = Uint32Array.from(data.lanes);
  const kind = new Uint8Array(size);
  const again = new Uint8Array(size);
  let at = 0;
  for (let i = 0; i < size; i++) {
    at += data.starts[i];
    start[i] = at;
    end[i] = at + data.durations[i];
    kind[i] = data.outcomes.charCodeAt(i) - 48;
  }
  for (const i of data.retried) again[i] = 1;
  const details = new Map(data.details.map(row => [row[0], row]));
  const isBad = i => kind[i] >= FAILED && kind[i] <= STOPPED && !again[i];

  // Each lane's tasks, by their begins.
  const lanes = data.laneCount;
  const first = new Uint32Array(lanes + 1);
  for (let i = 0; i < size; i++) first[lane[i] + 1]++;
  for (let l = 0; l < lanes; l++) first[l + 1] += first[l];
  const inLane = new Uint32Array(size);
  const place = new Uint32Array(size);
  const next = first.slice();
  for (let i = 0; i < size; i++) {
    place[i] = next[lane[i]]++;
    inLane[place[i]] = i;
  }

  function span(micros) {
    const s = micros / 1e6;
    if (s === 0) return '0 s';
    if (s < 1e-3) return Math.round(micros) + ' µs';
    if (s < 0.1) return (s * 1e3).toFixed(1) + ' ms';
    if (s < 59.95) return s.toFixed(s < 1 ? 2 : 1) + ' s';
    const w = Math.round(s);
    const two = n => String(n).padStart(2, '0');
    return w < 3600 ? Math.floor(w / 60) + ':' + two(w % 60)
      : Math.floor(w / 3600) + ':' + two(Math.floor(w / 60) % 60) + ':' + two(w % 60);
  }
  function trueTime(micros) {
    let lost = 0;
    for (const [from, cut] of data.pauses) if (micros >= from) lost = cut;
    return micros + lost;
  }
  const name = i => details.has(i) ? details.get(i)[1] : 'a task';
  const error = i => details.has(i) ? details.get(i)[2] || '' : '';
  const attempt = i => details.has(i) ? details.get(i)[3] : 1;
  const outcome = i => SIGNS[kind[i]] + OUTCOMES[kind[i]] + (again[i] ? ', tried again' : '');

  // The chart.
  const canvas = $('lanes');
  const whole = Math.max(1, data.length);
  let from = 0;
  let until = whole;
  let chosen = -1;
  const rowHeight = Math.max(4, Math.min(20, Math.floor(420 / lanes)));
  const rows = Math.min(lanes, 2000);
  const AXIS = 22;
  const LEFT = 44;

  function lowerBound(l, time) {
    let low = first[l];
    let high = first[l + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (end[inLane[middle]] < time) low = middle + 1; else high = middle;
    }
    return low;
  }

  function step(length, most) {
    const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7, 1.5e7, 3e7, 6e7, 1.2e8, 3e8, 6e8, 9e8, 1.8e9, 3.6e9, 7.2e9, 1.44e10, 4.32e10, 8.64e10];
    for (const one of steps) if (length / one <= most) return one;
    return length / most;
  }

  function mark(g, k, x, y) {
    g.beginPath();
    if (k === 2) g.arc(x, y, 3.5, 0, 7);
    else if (k === 3) { g.moveTo(x, y - 4.5); g.lineTo(x + 4.5, y + 3.5); g.lineTo(x - 4.5, y + 3.5); g.closePath(); }
    else if (k === 4) g.rect(x - 3, y - 3, 6, 6);
    else { g.moveTo(x - 3, y - 3); g.lineTo(x + 3, y + 3); g.moveTo(x + 3, y - 3); g.lineTo(x - 3, y + 3); }
    if (k === 2 || k === 3 || k === 4) g.fill();
    g.stroke();
  }

  function draw() {
    const style = getComputedStyle(document.documentElement);
    const colour = key => style.getPropertyValue('--' + key).trim();
    const ratio = window.devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = rows * rowHeight + AXIS;
    canvas.style.height = height + 'px';
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const g = canvas.getContext('2d');
    g.scale(ratio, ratio);
    const scale = (width - LEFT - 6) / (until - from);
    const x = time => LEFT + (time - from) * scale;
    g.font = '12px system-ui, sans-serif';
    g.fillStyle = colour('dim');
    g.strokeStyle = colour('edge');
    g.textAlign = 'center';
    const tick = step(until - from, Math.max(2, Math.floor(width / 110)));
    for (let t = Math.ceil(from / tick) * tick; t <= until; t += tick) {
      g.beginPath();
      g.moveTo(x(t), 0);
      g.lineTo(x(t), height - AXIS + 4);
      g.stroke();
      if (x(t) < width - 24) g.fillText(t === 0 ? '0' : span(trueTime(t)), x(t), height - 6);
    }
    g.textAlign = 'right';
    const every = Math.ceil(13 / rowHeight);
    for (let l = 0; l < rows; l += every) g.fillText(String(l + 1), LEFT - 6, l * rowHeight + rowHeight / 2 + 4);
    const marks = [];
    for (let l = 0; l < rows; l++) drawLane(g, l, x, colour, marks);
    g.setLineDash([2, 3]);
    g.strokeStyle = colour('dim');
    for (const [p] of data.pauses) {
      if (p >= from && p <= until) { g.beginPath(); g.moveTo(x(p), 0); g.lineTo(x(p), height - AXIS + 4); g.stroke(); }
    }
    g.setLineDash([]);
    g.lineWidth = 2;
    g.fillStyle = colour('paper');
    for (const [k, mx, my] of marks) {
      g.lineWidth = 5;
      g.strokeStyle = colour('paper');
      mark(g, k, mx, my);
      g.lineWidth = 2;
      g.strokeStyle = colour(k === 2 || k === 4 ? 'warn' : 'bad');
      mark(g, k, mx, my);
    }
    if (chosen >= 0 && lane[chosen] < rows) {
      g.strokeStyle = colour('ink');
      const left = Math.max(LEFT - 2, x(start[chosen]) - 2);
      const right = Math.min(width - 1, x(end[chosen]) + 2);
      if (right >= LEFT && left <= width) g.strokeRect(left, lane[chosen] * rowHeight + 1, Math.max(4, right - left), rowHeight - 2);
    }
    canvas.setAttribute('aria-label', sentence());
  }

  function drawLane(g, l, x, colour, marks) {
    const y = l * rowHeight;
    const high = rowHeight > 6 ? rowHeight - 2 : rowHeight - 1;
    const one = colour('use');
    const two = colour('use2');
    let drawn = -1;
    let lastMark = -99;
    for (let p = lowerBound(l, from); p < first[l + 1]; p++) {
      const i = inLane[p];
      if (start[i] > until) break;
      const left = Math.max(LEFT, x(start[i]));
      const right = Math.max(left + 0.5, x(Math.min(end[i], until)));
      if (right - drawn >= 0.5) {
        g.fillStyle = p % 2 ? two : one;
        if (again[i]) g.globalAlpha = 0.45;
        g.fillRect(Math.max(left, drawn), y + 1, right - Math.max(left, drawn), high);
        g.globalAlpha = 1;
        drawn = right;
      }
      if (isBad(i) && end[i] <= until && right - lastMark >= 8) {
        marks.push([kind[i], right, y + rowHeight / 2]);
        lastMark = right;
      }
    }
  }

  function sentence() {
    const what = from === 0 && until === whole ? 'The whole run' : 'From ' + span(trueTime(from)) + ' to ' + span(trueTime(until));
    let bad = 0;
    for (let i = 0; i < size; i++) if (isBad(i)) bad++;
    return what + ': ' + size.toLocaleString('en') + ' attempts in ' + lanes.toLocaleString('en') + ' slots, ' + bad.toLocaleString('en') + ' failed. The list below has them all.';
  }

  function show(low, high) {
    const least = Math.min(whole, 20);
    const length = Math.min(whole, Math.max(least, high - low));
    from = Math.min(Math.max(0, low), whole - length);
    until = from + length;
    const perPixel = (until - from) / Math.max(1, canvas.clientWidth - LEFT);
    $('scale').textContent = size.toLocaleString('en') + (data.complete ? ' attempts' : ' attempts that failed, no others are told of') + ', drawn per ' + span(perPixel)
      + (lanes > rows ? '; the first ' + rows + ' of ' + lanes + ' slots' : '') + '.';
    draw();
  }
  function zoom(by) {
    const centre = chosen >= 0 && start[chosen] <= until && end[chosen] >= from ? (start[chosen] + end[chosen]) / 2 : (from + until) / 2;
    const length = (until - from) * by;
    show(centre - length / 2, centre + length / 2);
  }
  function move(part) {
    const by = (until - from) * part;
    show(from + by, until + by);
  }
  function choose(i) {
    if (i < 0 || i >= size) return;
    chosen = i;
    const why = error(i);
    $('detail').textContent = name(i) + ': ' + outcome(i) + ', began at ' + span(trueTime(start[i])) + ', took '
      + span(end[i] - start[i]) + ', slot ' + (lane[i] + 1) + (attempt(i) > 1 ? ', attempt ' + attempt(i) : '') + (why ? '\n' + why : '');
    if (end[i] < from || start[i] > until) {
      const length = until - from;
      show(start[i] - length / 2, start[i] + length / 2);
    } else {
      draw();
    }
  }
  function beside(i, by) {
    const l = lane[i] + by;
    if (l < 0 || l >= lanes || first[l] === first[l + 1]) return i;
    return inLane[Math.min(first[l + 1] - 1, lowerBound(l, (start[i] + end[i]) / 2))];
  }

  canvas.addEventListener('keydown', event => {
    const now = chosen >= 0 ? chosen : inLane[lowerBound(lane[0], from)] || 0;
    const p = place[now];
    const l = lane[now];
    const keys = {
      ArrowRight: () => choose(chosen < 0 ? now : p + 1 < first[l + 1] ? inLane[p + 1] : now),
      ArrowLeft: () => choose(p > first[l] ? inLane[p - 1] : now),
      ArrowDown: () => choose(beside(now, 1)),
      ArrowUp: () => choose(beside(now, -1)),
      Home: () => choose(0),
      End: () => choose(size - 1),
      '+': () => zoom(0.5), '=': () => zoom(0.5), '-': () => zoom(2), '−': () => zoom(2), '0': () => show(0, whole)
    };
    if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  canvas.addEventListener('click', event => {
    const box = canvas.getBoundingClientRect();
    const l = Math.floor((event.clientY - box.top) / rowHeight);
    const time = from + (event.clientX - box.left - LEFT) / (box.width - LEFT - 6) * (until - from);
    if (l < rows && first[l] < first[l + 1]) choose(inLane[Math.min(first[l + 1] - 1, lowerBound(l, time))]);
  });
  $('in').onclick = () => zoom(0.5);
  $('out').onclick = () => zoom(2);
  $('earlier').onclick = () => move(-0.5);
  $('later').onclick = () => move(0.5);
  $('whole').onclick = () => show(0, whole);

  // The list.
  const COLUMNS = [
    ['Task', null, i => name(i), 'text'],
    ['Outcome', i => kind[i], outcome, 'text'],
    ['Began', i => start[i], i => span(trueTime(start[i])), 'number'],
    ['Took', i => end[i] - start[i], i => span(end[i] - start[i]), 'number'],
    ['Slot', i => lane[i], i => String(lane[i] + 1), 'number'],
    ['Error', null, error, 'text']
  ];
  let sorted = 3;
  let down = true;
  let page = 0;
  let found = [];

  const CHOICES = [['all attempts', () => true], ['failed tasks', isBad], ['attempts that were repeated', i => again[i] === 1]];
  for (const [words] of CHOICES) {
    const option = document.createElement('option');
    option.textContent = words;
    $('which').append(option);
  }

  function search() {
    const is = CHOICES[$('which').selectedIndex][1];
    const text = $('find').value.toLowerCase();
    const some = [];
    for (let i = 0; i < size; i++) {
      if (is(i) && (!text || details.has(i) && name(i).toLowerCase().includes(text))) some.push(i);
    }
    const key = COLUMNS[sorted][1];
    some.sort((a, b) => (down ? key(b) - key(a) : key(a) - key(b)) || a - b);
    found = some;
    page = 0;
    list();
  }

  function list() {
    $('heads').replaceChildren(...COLUMNS.map(([words, key], n) => {
      const head = document.createElement('th');
      head.scope = 'col';
      if (!key) {
        head.textContent = words;
        return head;
      }
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = words + (n === sorted ? down ? ' ▼' : ' ▲' : '');
      button.onclick = () => { down = n === sorted ? !down : n !== 2; sorted = n; search(); $('heads').children[n].firstChild.focus(); };
      if (n === sorted) head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      head.append(button);
      return head;
    }));
    const some = found.slice(page * PAGE, (page + 1) * PAGE);
    $('rows').replaceChildren(...some.map(i => {
      const row = document.createElement('tr');
      row.className = i === chosen ? 'chosen' : '';
      COLUMNS.forEach(([, , words, style], n) => {
        const cell = document.createElement('td');
        cell.className = style + (n === 1 && isBad(i) ? ' bad' : '');
        if (n === 0) {
          const button = document.createElement('button');
          button.type = 'button';
          button.textContent = words(i);
          button.onclick = () => { choose(i); [...$('rows').children].forEach(r => r.className = r === row ? 'chosen' : ''); };
          cell.append(button);
        } else {
          cell.textContent = words(i);
        }
        row.append(cell);
      });
      return row;
    }));
    const count = found.length.toLocaleString('en');
    $('found').textContent = found.length === 0 ? 'None.'
      : (page * PAGE + 1).toLocaleString('en') + ' to ' + Math.min(found.length, (page + 1) * PAGE).toLocaleString('en') + ' of ' + count
        + (data.allNamed ? '.' : '. Only those that failed and the slowest have names.');
    $('previous').disabled = page === 0;
    $('next').disabled = (page + 1) * PAGE >= found.length;
  }
  $('previous').onclick = () => { page--; list(); };
  $('next').onclick = () => { page++; list(); };
  $('which').onchange = search;
  $('find').oninput = search;

  $('chart').hidden = false;
  $('list').hidden = false;
  const kinds = [...new Set(kind)].filter(k => k >= FAILED && k <= STOPPED).sort();
  $('legend').textContent = kinds.map(k => SIGNS[k] + OUTCOMES[k]).join('   ') + (data.pauses.length ? '   ┆ a pause, cut out' : '');
  show(0, whole);
  search();
  new ResizeObserver(() => show(from, until)).observe($('frame'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
