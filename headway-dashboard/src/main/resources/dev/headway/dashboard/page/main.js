// Holds the state of the page, and draws it anew when the one stream of the server tells something.
import { html, nothing, render } from '/lit-html.js';
import * as views from '/views.js';
import * as charts from '/charts.js';

const REFRESH_MILLIS = 1000;
const QUIET_MILLIS = 30000;

const state = {
  board: null,
  chosen: 0,
  jobPage: 0,
  lists: {},
  pages: { running: 0, failures: 0, slowest: 0, troubles: 0, printed: 0 },
  numbers: null,
  workers: null,
  window: null,
  tables: new Set(),
  tablePages: new Map(),
  opened: new Set(),
  cursors: new Map(),
  cursorWords: new Map(),
};

const main = document.getElementById('main');
const status = document.getElementById('status');
const live = document.getElementById('live');
let stream = null;
let told = { at: 0, failures: 0, state: '' };
let fetched = 0;
let fetching = false;
let dirty = false;
let timer = null;
let settled = 0;
let plotted = { numbers: null, over: false, all: {} };

const job = () => state.board?.chosen ?? null;

/** Whether the board tells of the chosen job: after a choice it is that of the job before for a while. */
const isTold = () => job()?.job === state.chosen;

// The stream.

function connect() {
  stream?.close();
  stream = new EventSource(`/events?job=${state.chosen}&page=${state.jobPage}`);
  stream.onmessage = event => {
    const board = JSON.parse(event.data);
    const number = board.chosen?.job ?? 0;
    if (!state.chosen) adopt(number);
    else if (number && number !== state.chosen) {
      connect(); // Another job came first meanwhile: this one has to be asked for by its number.
      return;
    }
    state.board = board;
    draw();
    if (job()?.state === 'running') settled = 0; // Its program may be back.
    if (job() && settled !== job().job) want();
    announce();
  };
  stream.onerror = () => {
    status.textContent = '⚠ Not connected: what is shown is what was last told. Trying again …';
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => document.hidden || connect(), 5000);
  };
}

function look(number) {
  adopt(number);
  connect();
}

/** Begins with a job, of which only the number is known. */
function adopt(number) {
  state.chosen = number;
  state.lists = {};
  state.numbers = state.workers = state.window = null;
  state.pages = { running: 0, failures: 0, slowest: 0, troubles: 0, printed: 0 };
  state.opened = new Set();
  state.cursors.clear();
  state.cursorWords.clear();
  told = { at: Date.now(), failures: null, state: '' };
  settled = 0;
  dirty = true;
  fetched = 0;
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else {
    connect();
  }
});

function fromHash() {
  const found = /^#job=(\d+)$/.exec(location.hash);
  if (found && Number(found[1]) !== state.chosen) {
    look(Number(found[1]));
    return true;
  }
  return false;
}
addEventListener('hashchange', fromHash);

// What is asked for beside the stream, once a second at most.

async function ask(path) {
  const answer = await fetch(`${path}job=${state.chosen}`);
  return answer.ok ? answer.json() : null;
}

function want() {
  dirty = true;
  const wait = fetched + REFRESH_MILLIS - Date.now();
  if (fetching || !isTold()) return;
  if (wait <= 0) load();
  else timer ??= setTimeout(() => { timer = null; if (dirty) want(); }, wait);
}

async function askWorkers() {
  const { window } = state;
  const span = window ? `from=${Math.round(window[0])}&to=${Math.round(window[1])}&` : '';
  const px = Math.max(100, Math.min(1000, Math.round((main.clientWidth || 800) * 0.7)));
  const workers = await ask(`/api/workers?${span}px=${px}&`);
  return workers && { ...workers, window };
}

/**
 * Of the part of the time that was chosen, the lanes are drawn at once from what is there, and in their detail as soon
 * as that comes. Nothing else is asked for.
 */
async function loadWorkers() {
  if (state.workers?.lanes) paint('lanes');
  const { chosen, window } = state;
  const workers = await askWorkers().catch(() => null);
  if (!workers || chosen !== state.chosen || !isTold() || window !== state.window) return;
  state.workers = workers;
  draw('lanes');
}

/** What was asked for by a key or a button is not to be waited for. */
function again() {
  fetched = 0;
  want();
}

async function load() {
  if (!isTold()) return;
  const number = state.chosen;
  const done = job().state !== 'running'; // Before the answers: theirs may be older than an end that is told meanwhile.
  dirty = false;
  fetching = true;
  fetched = Date.now();
  try {
    const { window } = state;
    const pages = { ...state.pages };
    const names = Object.keys(pages);
    const answers = await Promise.all([
      ask('/api/numbers?'),
      askWorkers(),
      ...names.map(each => ask(`/api/list?list=${each}&page=${pages[each]}&`)),
    ]);
    if (number !== state.chosen || answers.includes(null)) return;
    [state.numbers] = answers;
    if (window === state.window) [, state.workers] = answers;
    state.numbers.bars = withGaps(state.numbers.durations);
    names.forEach((each, i) => {
      state.lists[each] = answers[i + 2];
      // A list that has become shorter is told by its last page, unless another was chosen meanwhile.
      if (state.pages[each] === pages[each]) state.pages[each] = answers[i + 2].page;
    });
    settled = done && isTold() && job().state !== 'running' ? number : 0;
    draw();
  } catch (gone) {
    // The stream says that there is no connection.
  } finally {
    fetching = false;
    if (dirty) want();
  }
}

/** The server leaves out bars without a task; what lies between two others is to be seen as empty. */
function withGaps(durations) {
  const all = [];
  for (const bar of durations) {
    for (let gap = all.length ? all[all.length - 1].bar + 1 : bar.bar; gap < bar.bar; gap++) {
      all.push({ bar: gap, upTo: 0.001 * 2 ** (gap / 2), count: 0 });
    }
    all.push(bar);
  }
  return all;
}

// What is done by keys and buttons.

const actions = {
  jobPage(page) { state.jobPage = page; connect(); },
  listPage(list, page) { state.pages[list] = page; again(); },
  toggleTable(id) { if (!state.tables.delete(id)) state.tables.add(id); draw(); },
  /** Drawn at once, though it looks so already: the template has to know what it will change. */
  openFailure(opened, key, open) {
    if (opened.has(key) === open) return;
    if (open) opened.add(key);
    else opened.delete(key);
    draw('none');
  },
  tablePage(id, page) { state.tablePages.set(id, page); draw(); },
  chartKey(id, event) {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (id === 'lanes' ? laneKey(event.key) : by && moveCursor(id, by)) event.preventDefault();
  },
  zoom(by) {
    const [from, to] = shown();
    const half = Math.max(50, (to - from) * by / 2);
    span((from + to) / 2 - half, (from + to) / 2 + half);
  },
  move(by) {
    const [from, to] = shown();
    span(from + (to - from) * by, to + (to - from) * by);
  },
  whole() { state.window = null; loadWorkers(); },
};

const shown = () => state.window ?? [0, state.workers?.latest ?? 1000];

function span(from, to) {
  const latest = state.workers?.latest ?? to;
  const length = Math.min(to - from, latest);
  const begin = Math.max(0, Math.min(from, latest - length));
  state.window = length >= latest ? null : [begin, begin + length];
  loadWorkers();
}

function laneKey(key) {
  if (key === '+' || key === '=') actions.zoom(0.5);
  else if (key === '-') actions.zoom(2);
  else if (key === 'ArrowLeft') actions.move(-0.25);
  else if (key === 'ArrowRight') actions.move(0.25);
  else if (key === '0') actions.whole();
  else return false;
  return true;
}

function moveCursor(id, by) {
  const rows = (plots()[id] || { rows: [] }).rows;
  if (!rows.length) return false;
  const at = Math.max(0, Math.min(rows.length - 1, (state.cursors.get(id) ?? (by > 0 ? -1 : rows.length)) + by));
  state.cursors.set(id, at);
  state.cursorWords.set(id, rows[at].join(' · '));
  draw();
  return true;
}

// The charts, from the numbers that came last.

/** Made anew only for other numbers: a step of zoom has the same. */
function plots() {
  const over = Boolean(job() && job().state !== 'running');
  if (plotted.numbers !== state.numbers || plotted.over !== over) {
    plotted = { numbers: state.numbers, over, all: plotsOf(state.numbers?.points ?? [], over) };
  }
  return plotted.all;
}

function plotsOf(points, over) {
  if (!points.length) return {};
  const rates = points.slice(1).map((p, i) =>
    [p.seconds, Math.max(0, p.ended - points[i].ended) / Math.max(1e-3, p.seconds - points[i].seconds)]);
  const predicted = points.filter(p => p.likely !== null);
  const last = points[points.length - 1];
  const durations = state.numbers.bars;
  return {
    rate: {
      points: rates,
      rows: rates.map(p => [views.clock(p[0]), perSecond(p[1])]),
      heads: [['Time', 1], ['Ended per second', 1]],
      sentence: rates.length
        ? `Tasks ended per second, over ${views.clock(last.seconds)}: at most ${perSecond(Math.max(...rates.map(p => p[1])))}, of late ${perSecond(rates[rates.length - 1][1])}.`
        : 'Too short to tell a rate.',
    },
    busy: {
      rows: points.map(p => [views.clock(p.seconds), views.whole(p.running), p.workers ? views.whole(Math.max(0, p.workers - p.running)) : '?', views.whole(p.stalled)]),
      heads: [['Time', 1], ['Busy', 1], ['Waiting', 1], ['Stalled', 1]],
      sentence: `Busy workers over time${last.workers ? `, of ${last.workers} (dashed)` : ''}: ${last.running} at the end of the line.`,
    },
    durations: {
      rows: durations.map(b => [`up to ${views.took(b.upTo)}`, views.whole(b.count)]),
      heads: [['Took', 1], ['Tasks', 1]],
      sentence: durations.length
        ? `How long tasks took, of the ${views.count(state.numbers.seen, 'that was', 'that were')} seen one by one: those that failed or ran for a second and more.`
        : 'No task was seen one by one: only those are that fail or run for a second and more.',
    },
    prediction: {
      predicted,
      over,
      truth: over ? last.seconds : null,
      rows: predicted.map(p => [views.clock(p.seconds), views.took(p.low), views.took(p.likely), views.took(p.high)]),
      heads: [['Time', 1], ['At least', 1], ['Likely', 1], ['At most', 1]],
      sentence: predicted.length
        ? `Predicted whole duration over time, with its range: at last ${views.took(predicted[predicted.length - 1].likely)}.${over ? ` It took ${views.took(last.seconds)} (dashed).` : ''}`
        : 'There was no prediction.',
    },
  };
}

const perSecond = rate => (rate >= 100 ? views.whole(rate) : rate.toFixed(1));

function lanesOf(data) {
  if (!data) return html`<p class="quiet">…</p>`;
  if (data.givenUp) return html`<p class="cut">Given up, as there are many other jobs.</p>`;
  if (!data.lanes.length) return html`<p>No worker was seen with a task of a second or more, and none failed.</p>`;
  const since = state.numbers?.points[0]?.seconds ?? 0;
  const seen = data.lanes.reduce((sum, lane) => sum + lane.ended, 0);
  const sentence = `${views.count(data.lanes.length, 'worker', 'workers')} from ${views.clock(data.from / 1000)} to ${views.clock(data.to / 1000)}, drawn per ${views.took(data.width / 1000)}: full is busy, cross-hatched is dead, ✗ is a failed attempt. ${views.count(seen, 'task was', 'tasks were')} seen one by one: those that failed or ran for a second and more.`;
  const percent = lane => Math.round(lane.busy.reduce((a, b) => a + b, 0) / Math.max(1, data.count));
  const rows = data.lanes.map(lane =>
    [lane.worker, `${percent(lane)}%`, views.whole(lane.ended), views.whole(lane.failed.reduce((a, b) => a + b, 0)), lane.longest ? views.took(lane.longest) : '', lane.dead.some(Boolean) ? 'yes' : 'no']);
  return html`${views.chart('lanes', sentence, [['Worker', 1], ['Busy', 1], ['Ended', 1], ['Failed', 1], ['Longest', 1], ['Was dead']], rows, state, actions)}
    <div class="buttons" role="group" aria-label="Part of the time">
      <button @click=${() => actions.zoom(0.5)}>Zoom in</button><button @click=${() => actions.zoom(2)}>Zoom out</button>
      <button @click=${() => actions.move(-0.25)}>Earlier</button><button @click=${() => actions.move(0.25)}>Later</button>
      <button @click=${actions.whole}>Whole time</button>
    </div>
    ${since > 2 ? html`<p class="cut">Nothing is known of single tasks before ${views.clock(since)}, when the dashboard began to look.</p>` : nothing}
    ${data.keptFrom > data.from ? html`<p class="cut">What workers did before ${views.clock(data.keptFrom / 1000)} is no longer kept.</p>` : nothing}
    ${data.cut ? html`<p class="cut">There are more workers; the first 128 that were seen are drawn.</p>` : nothing}
    ${data.tasksSeen > data.tasksKept ? html`<p class="cut">Of single tasks the last ${views.whole(data.tasksKept)} are kept.</p>` : nothing}`;
}

// The page.

function section(title, body, wide) {
  return html`<section class=${wide ? 'wide' : ''}><h3>${title}</h3>${body}</section>`;
}

function detail() {
  const now = job();
  if (!now) return state.board.jobCount ? html`<p>This job is no longer kept. Choose another one.</p>` : nothing;
  const all = plots();
  const plot = id => (all[id] ? views.chart(id, all[id].sentence, all[id].heads, all[id].rows, state, actions) : html`<p class="quiet">…</p>`);
  return html`<article aria-label="Job">${views.headline(now)}
    <div class="panels">
      ${section('Workers', lanesOf(state.workers), true)}
      ${section('Running now', views.running(now, state.lists.running, actions))}
      ${section('Failures', views.failures(now, state.lists.failures, state.opened, actions))}
      ${section('Busy workers', plot('busy'))}
      ${section('Rate', plot('rate'))}
      ${section('Prediction', html`${plot('prediction')}${state.numbers ? views.end(state.numbers) : nothing}`)}
      ${section('Durations', plot('durations'))}
      ${section('Slowest', views.slowest(state.lists.slowest, actions))}
      ${section('What happened to workers', views.troubles(state.lists.troubles, actions))}
      ${section('Printed by its processes', views.printed(state.lists.printed, actions), true)}
    </div></article>`;
}

/** Draws the page anew, and all of its charts, or only one, or none. */
function draw(chart = null) {
  const { board } = state;
  if (!board) return;
  const notes = [...board.refusals, ...(board.unreadable ? [`${views.count(board.unreadable, 'line', 'lines')} could not be read`] : [])];
  status.textContent = [`${board.runningCount} running, ${board.jobCount - board.runningCount} ended, ${board.connected} connected`, ...notes].join(' · ');
  document.title = job() ? `${job().percent === null ? '' : `${job().percent}% `}${job().label || 'job'} · Headway` : 'Headway';
  const held = document.activeElement?.dataset.job;
  render(html`<div class=${board.jobCount ? 'layout' : 'layout empty'}>${views.jobList(state, actions)}<div>${detail()}</div></div>`, main);
  // A link that moves to another place loses the focus, which is to follow the job.
  if (held && document.activeElement?.dataset.job !== held) {
    main.querySelector(`a[data-job="${held}"]`)?.focus({ preventScroll: true });
  }
  main.dataset.ready = state.numbers ? 'all' : 'numbers';
  paint(chart);
}

function paint(chart = null) {
  const on = id => (chart === null || chart === id ? document.getElementById(id) : null);
  const all = plots();
  const cursor = id => state.cursors.get(id) ?? null;
  const number = v => (v >= 1e6 ? `${v / 1e6}M` : v >= 1e4 ? `${v / 1e3}k` : `${+v.toPrecision(6)}`);
  const time = { x: views.clock, y: number };
  if (on('rate')) charts.lines(on('rate'), { curves: [{ points: all.rate.points }], cursor: cursor('rate'), words: time });
  if (on('busy')) {
    const points = state.numbers.points;
    charts.lines(on('busy'), {
      curves: [
        { points: points.map(p => [p.seconds, p.running]) },
        { points: points.map(p => [p.seconds, p.workers]), dash: [5, 4], colour: '--muted' },
        { points: points.map(p => [p.seconds, p.stalled]), dash: [2, 3], colour: '--bad' },
      ],
      cursor: cursor('busy'),
      words: time,
    });
  }
  if (on('prediction')) {
    const { predicted, truth } = all.prediction;
    charts.lines(on('prediction'), {
      curves: [{ points: predicted.map(p => [p.seconds, p.likely]) }],
      band: predicted.map(p => [p.seconds, p.low, p.high]),
      level: truth,
      cursor: cursor('prediction'),
      words: { x: views.clock, y: v => (v ? views.took(v) : '0') },
      steps: charts.timeStep,
    });
  }
  if (on('durations')) {
    charts.bars(on('durations'), {
      bars: state.numbers.bars,
      cursor: cursor('durations'),
      words: { x: b => views.took(b.upTo), y: number },
    });
  }
  if (on('lanes')) {
    const { workers, window } = state;
    const part = workers.window === window ? null : window ?? [0, workers.latest];
    charts.lanes(on('lanes'), workers, { x: views.clock }, part);
  }
}

/** Says to those who do not see the page what they would see: seldom, and what went wrong at once. */
function announce() {
  const now = job();
  if (!now) return;
  const bad = now.failed + now.timedOut + now.crashed;
  const ended = told.state === 'running' && now.state !== 'running';
  const worse = told.failures !== null && bad > told.failures && Date.now() - told.at > 5000;
  const due = now.state === 'running' && Date.now() - told.at > QUIET_MILLIS;
  if (told.failures === null) told.failures = bad;
  if (ended || worse || due) {
    live.textContent = `${now.label || 'The job'}: ${ended ? `${views.says(now)}, ` : ''}${views.words(now)}`;
    told = { at: Date.now(), failures: bad, state: now.state };
  }
  told.state = now.state;
}

addEventListener('resize', () => paint());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => paint());
if (!fromHash()) connect();
