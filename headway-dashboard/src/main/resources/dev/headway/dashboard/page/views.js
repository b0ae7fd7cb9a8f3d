// What the page says, as templates. All that comes from jobs is put in as text, never as HTML.
import { html, nothing } from '/lit-html.js';
import { repeat } from '/directives/repeat.js';

export const PAGE = 25;

const STATES = {
  running: ['▶', 'running'],
  finished: ['✓', 'finished'],
  failed: ['✗', 'finished with failures'],
  stopped: ['■', 'stopped'],
  abandoned: ['?', 'the program is gone, and did not tell the end'],
  unwritten: ['?', 'the file tells no end, and its process does not run on this machine'],
};

const TROUBLES = {
  slow: 'takes far longer than the others',
  stalled: 'its worker shows no activity',
  lost: 'worker died',
  replaced: 'another worker took its place',
};

export const whole = number => Math.round(number).toLocaleString('en');

/** A number with its noun, and what it does. */
export const count = (number, one, many) => `${whole(number)} ${number === 1 ? one : many}`;

/** Seconds as the terminal tells them: 0:09, 1:02:03. */
export function clock(seconds) {
  const s = Math.floor(seconds);
  const two = n => String(n).padStart(2, '0');
  return s >= 3600
    ? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
    : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

export function took(seconds) {
  if (seconds === null || seconds === undefined) return '?';
  if (seconds >= 60) return clock(seconds);
  return seconds < 0.001 ? '< 1 ms' : seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;
}

const name = job => job.label || `job ${job.id} of process ${job.process}`;

const percent = job => (job.percent === null ? '' : `${job.percent}%${job.byWeight ? ' by weight' : ''}`);

const stateOf = job => STATES[job.unwritten ? 'unwritten' : job.state];

export const says = job => stateOf(job)[1];

const mark = job => html`<span aria-hidden="true">${stateOf(job)[0]}</span> ${says(job)}`;

/** Without a total there is nothing to draw a bar of. */
const bar = job =>
  job.fraction === null
    ? nothing
    : html`<progress max="1" .value=${Math.min(1, job.fraction)} aria-label="Progress of ${name(job)}"></progress>`;

export const words = job =>
  [percent(job), job.amount, job.problems, job.left, `${job.elapsed} elapsed`].filter(Boolean).join(', ');

export function jobList(state, actions) {
  const { board, chosen } = state;
  if (!board.jobCount) {
    return html`<section><h2>No job yet</h2>
      <p>Jobs appear here when a program with Headway in it runs and serves a feed:</p>
      <pre>HEADWAY_FEED=on java -jar thumbnails.jar</pre>
      <p>Or look at a file of JSON lines, finished or growing:</p>
      <pre>HEADWAY_PROGRESS=auto,json:job.json java -jar thumbnails.jar
headway dashboard job.json</pre></section>`;
  }
  return html`<nav aria-label="Jobs">
    <ul class="jobs">${repeat(board.jobs, job => job.job, job => html`<li>
      <a href="#job=${job.job}" data-job=${job.job} aria-current=${job.job === chosen ? 'true' : nothing}>
        <span class="name">${name(job)}</span>
        <span class=${job.state === 'failed' || job.state === 'abandoned' ? 'bad' : ''}>${mark(job)}</span>
        <span aria-hidden="true">${bar(job)}</span>
        <span>${words(job)}</span>
        <span class="quiet source">${[job.program, job.source].filter(Boolean).join(', ')}</span>
      </a></li>`)}
    </ul>
    ${pager('jobs', board.page, board.jobCount, board.jobCount, page => actions.jobPage(page))}
    ${board.forgotten ? html`<p class="cut">${count(board.forgotten, 'older job is', 'older jobs are')} no longer kept.</p>` : nothing}
  </nav>`;
}

/** Which rows are shown, of how many that are kept, and of how many there were. */
export function pager(what, page, kept, all, go) {
  const cut = all > kept ? html`<span class="cut">${whole(all)} in all, of which ${whole(kept)} are kept here</span>` : nothing;
  if (kept <= PAGE) return all > kept ? html`<p>${cut}</p>` : nothing;
  const last = Math.ceil(kept / PAGE) - 1;
  return html`<div class="buttons" role="group" aria-label="Pages of ${what}">
    <button ?disabled=${page <= 0} @click=${() => go(page - 1)} aria-label="Previous ${what}">Previous</button>
    <button ?disabled=${page >= last} @click=${() => go(page + 1)} aria-label="Next ${what}">Next</button>
    <span>${whole(page * PAGE + 1)}–${whole(Math.min(kept, (page + 1) * PAGE))} of ${whole(kept)}</span> ${cut}
  </div>`;
}

const COUNTS = [
  ['succeeded', 'Succeeded'], ['failed', 'Failed'], ['timedOut', 'Timed out'], ['crashed', 'Crashed'],
  ['cancelled', 'Cancelled'], ['retried', 'Retried'], ['before', 'Done before'], ['running', 'Running'],
  ['workers', 'Workers'], ['stalled', 'Stalled'],
];

/** When it is after so many seconds: a time, with its day unless that is today. */
export function moment(seconds) {
  const now = new Date();
  const then = new Date(now.getTime() + seconds * 1000);
  return then.toDateString() === now.toDateString() ? then.toLocaleTimeString() : then.toLocaleString();
}

export function headline(job) {
  return html`<h2>${name(job)}</h2>
    <p>${mark(job)}<span class="quiet"> · ${[job.program, job.source].filter(Boolean).join(', ')}</span></p>
    <div class="big">${bar(job)}</div>
    <p class="headline" id="headline">
      ${percent(job) ? html`<span>${percent(job)}</span>` : nothing}
      <span>${job.amount}</span>
      ${job.problems ? html`<span class="bad">✗ ${job.problems}</span>` : nothing}
      ${job.left ? html`<span>${job.left}</span>` : nothing}
      <span>${job.elapsed} elapsed</span>
      ${job.rate ? html`<span>${job.rate}</span>` : nothing}
    </p>
    ${job.state === 'running' && job.restLowSeconds !== null
      ? html`<p class="quiet">Predicted end: ${moment(job.restLowSeconds)} to ${moment(job.restHighSeconds)}, likely ${moment(job.restLikelySeconds)}.</p>`
      : nothing}
    ${job.stalledWords ? html`<p class="bad">${job.stalledWords}</p>` : nothing}
    ${job.note ? html`<p>${job.note}</p>` : nothing}
    <dl class="numbers">
      <div><dt>In all</dt><dd data-field="total">${job.total === null ? 'not known' : whole(job.total)}</dd></div>
      ${COUNTS.map(([field, word]) => html`<div><dt>${field === 'running' && job.state === 'abandoned' ? 'Running at last' : word}</dt><dd data-field=${field}>${
        field === 'workers' && !job.workers ? 'not told' : whole(job[field])}</dd></div>`)}
    </dl>`;
}

const table = (caption, heads, rows) => html`<div class="scroll" tabindex="0" role="group" aria-label=${caption}><table>
  <caption>${caption}</caption>
  <thead><tr>${heads.map(([word, n]) => html`<th scope="col" class=${n ? 'n' : ''}>${word}</th>`)}</tr></thead>
  <tbody>${rows}</tbody></table></div>`;

export function running(job, list, actions) {
  if (!list) return html`<p class="quiet">…</p>`;
  const rows = list.rows.map(task => html`<tr>
    <td class="text">${task.input}</td>
    <td class="n">${took(task.seconds)}</td>
    <td class="n">${task.worker}${task.pid ? ` (process ${task.pid})` : ''}${task.place ? ` ${task.place}` : ''}</td>
    <td>${task.fraction === null ? '' : `${Math.floor(task.fraction * 100)}% `}${task.note}</td></tr>`);
  return html`
    <p class="quiet">${job.state === 'abandoned'
      ? `${count(list.all, 'task', 'tasks')} ran when it was last heard of`
      : count(list.all, 'task runs', 'tasks run')}. Tasks of a second and more are listed, up to 64; files of JSON lines do not tell them.</p>
    ${list.rows.length
      ? table('Running tasks, the oldest first', [['Input'], ['Age', 1], ['Worker', 1], ['Says of itself']], rows)
      : nothing}
    ${pager('running tasks', list.page, list.kept, list.kept, page => actions.listPage('running', page))}`;
}

/** Which failures are open is told by their keys: those of other pages have no element. */
const failureKey = row => `${row.index} ${row.attempt} ${row.at}`;

export function failures(job, list, opened, actions) {
  if (!list) return html`<p class="quiet">…</p>`;
  const counted = job.failed + job.timedOut + job.crashed;
  if (!counted && !list.all) return html`<p>None.</p>`;
  return html`
    <ul>${list.classes.map(each => html`<li>${whole(each.count)}× ${each.name}</li>`)}</ul>
    ${list.classCount > list.classes.length ? html`<p class="cut">${whole(list.classCount)} classes, of which the most frequent are named.</p>` : nothing}
    ${counted > list.all ? html`<p class="cut">${count(counted - list.all, 'failure was', 'failures were')} counted and not told one by one: ${list.dropped ? 'there were too many at once' : 'the dashboard was not there yet'}.</p>` : nothing}
    ${list.givenUp ? html`<p class="cut">Single failures were given up, as there are many other jobs.</p>` : nothing}
    ${list.shortened ? html`<p class="cut">Later messages are cut after 200 characters.</p>` : nothing}
    ${repeat(list.rows, (row, i) => `${job.job} ${list.page * PAGE + i}`, row => html`<details .open=${opened.has(failureKey(row))}
      @toggle=${event => actions.openFailure(opened, failureKey(row), event.target.open)}>
      <summary><span class="bad">✗ ${row.kind === 'timedOut' ? 'timed out' : row.kind}</span> ${row.input}
        <span class="quiet">#${row.index}, worker ${row.worker}, attempt ${row.attempt}, after ${took(row.seconds)}, at ${clock(row.at)}</span></summary>
      <pre tabindex="0" role="group" aria-label="Error of ${row.input}">${row.error}</pre></details>`)}
    ${pager('failures', list.page, list.kept, list.all, page => actions.listPage('failures', page))}`;
}

export function slowest(list, actions) {
  if (!list) return html`<p class="quiet">…</p>`;
  if (list.givenUp) return html`<p class="cut">Given up, as there are many other jobs.</p>`;
  const rows = list.rows.map(task => html`<tr><td class="text">${task.input}</td>
    <td class="n">${task.exact ? '' : '≈ '}${took(task.seconds)}</td><td class="n">${task.worker < 0 ? '' : task.worker}</td></tr>`);
  return html`${list.rows.length ? table('The longest first', [['Input'], ['Took', 1], ['Worker', 1]], rows) : html`<p>None was seen.</p>`}
    ${pager('slow tasks', list.page, list.kept, list.kept, page => actions.listPage('slowest', page))}`;
}

export function troubles(list, actions) {
  if (!list || !list.all) return html`<p>Nothing.</p>`;
  const rows = list.rows.map(row => html`<tr><td class="n">${clock(row.at)}</td><td class="n">${row.worker}</td>
    <td>${TROUBLES[row.event] || row.event}</td><td class="text">${row.text}</td></tr>`);
  return html`${table('Workers and single tasks', [['At', 1], ['Worker', 1], ['What'], ['Which']], rows)}
    ${pager('events', list.page, list.kept, list.all, page => actions.listPage('troubles', page))}`;
}

/** What worker processes and commands of the program printed, of all its jobs. */
export function printed(list, actions) {
  if (!list || !list.all) return html`<p>Nothing since the dashboard began to look.</p>`;
  const rows = list.rows.map(row => html`<tr><td class="n">${row.at ? new Date(row.at).toLocaleTimeString() : ''}</td>
    <td>${row.stream}</td><td class="text">${row.text}</td></tr>`);
  return html`${rows.length ? table('Lines of all jobs of this program, the latest first', [['At', 1], ['Stream'], ['Line']], rows) : nothing}
    ${list.givenUp ? html`<p class="cut">Older lines were given up, as all programs together print too much.</p>` : nothing}
    ${pager('lines', list.page, list.kept, list.all, page => actions.listPage('printed', page))}`;
}

/** A chart with its sentence, its cursor and its table. */
export function chart(id, sentence, heads, rows, state, actions) {
  const open = state.tables.has(id);
  const page = Math.min(state.tablePages.get(id) || 0, Math.max(0, Math.ceil(rows.length / PAGE) - 1));
  return html`<figure>
    <canvas id=${id} role="img" aria-label=${sentence} tabindex="0" @keydown=${event => actions.chartKey(id, event)}></canvas>
    <figcaption>${sentence}</figcaption>
    <output for=${id} aria-live="off">${state.cursorWords.get(id) || ''}</output>
    <div class="buttons"><button aria-expanded=${open ? 'true' : 'false'} @click=${() => actions.toggleTable(id)}>${open ? 'Hide' : 'Show'} as table</button>
    <span class="quiet">${id === 'lanes' ? '+ − on the chart zoom, ← → move, 0 shows all' : '← → on the chart read it'}</span></div>
    ${open ? html`${table(sentence, heads, rows.slice(page * PAGE, (page + 1) * PAGE).map(row => html`<tr>${row.map((cell, i) => html`<td class=${heads[i][1] ? 'n' : ''}>${cell}</td>`)}</tr>`))}
      ${pager('rows', page, rows.length, rows.length, next => actions.tablePage(id, next))}` : nothing}
  </figure>`;
}

const SHARES = [
  ['working', 'working'], ['sending', 'sending'], ['waitingForInput', 'waiting for input'],
  ['waitingForConsumer', 'waiting for the consumer'], ['waitingForOrder', 'waiting for the order'], ['idle', 'idle'],
];

export function end(data) {
  const e = data.end;
  const share = part => `${Math.round(part * 100)}%`;
  return html`
    ${e.predictionMargin === undefined || e.predictionMargin === null ? nothing : html`<p>The predicted duration was off by at most ${share(e.predictionMargin)} in four fifths of the time; the range held the true end in ${share(e.predictionRangeHeld ?? 0)} of it.</p>`}
    ${e.working === undefined || e.working === null ? nothing : html`<p>Workers spent their time ${SHARES.map(([k, w]) => `${w} ${share(e[k] ?? 0)}`).join(', ')}.</p>`}`;
}
