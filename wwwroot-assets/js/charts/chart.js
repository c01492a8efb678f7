// One drawing on the page: takes what changed from the server, follows theme and size, and can be read by the keyboard.
import { read, watch } from './look.js';
import { build, describe } from './option.js';
import { at } from './words.js';

// The drawing library is large: it comes with the first chart, not with the first page.
let library;

class Drawing {
  #chart;
  #box;
  #said;
  #owner;
  #frame;
  #points = new Map();
  #picked = null;
  #leaving = [];

  constructor(library, box, said, owner) {
    this.#box = box;
    this.#said = said;
    this.#owner = owner;
    this.#chart = library.init(box, null, { renderer: 'canvas' });
    this.#leaving.push(watch(() => this.#draw()));
    const sized = new ResizeObserver(() => this.#resize());
    sized.observe(box);
    this.#leaving.push(() => sized.disconnect());
    const stop = new AbortController();
    box.addEventListener('keydown', event => this.#key(event), { signal: stop.signal });
    box.addEventListener('blur', () => this.#unpick(), { signal: stop.signal });
    document.addEventListener('visibilitychange', () => this.#visibility(), { signal: stop.signal });
    this.#leaving.push(() => stop.abort());
  }

  // Answers whether nobody is looking: then the server rests until told otherwise.
  update(wire) {
    const before = this.#points;
    this.#points = new Map();
    for (const [index, series] of wire.frame.series.entries()) {
      const { drop, keep, add } = wire.points[index];
      this.#points.set(series.name, (before.get(series.name) ?? []).slice(drop, drop + keep).concat(add));
    }
    this.#frame = wire.frame;
    this.#draw();
    return document.hidden;
  }

  dispose() {
    for (const leave of this.#leaving.splice(0)) leave();
    if (!this.#chart.isDisposed()) this.#chart.dispose();
  }

  get #series() {
    return this.#frame.series.map(series => this.#points.get(series.name));
  }

  #draw() {
    if (!this.#frame || this.#chart.isDisposed()) return;
    const narrow = this.#box.clientWidth < 520;
    this.#chart.setOption(build(this.#frame, this.#series, read(this.#box), narrow), { replaceMerge: ['series', 'yAxis'], lazyUpdate: true });
    // For tests and for those who look with tools: what has been drawn, in one word each.
    this.#box.dataset.points = String(this.#series.reduce((sum, points) => sum + points.length, 0));
    if (this.#picked !== null) this.#point(this.#picked);
  }

  #resize() {
    if (this.#box.clientWidth > 0 && !this.#chart.isDisposed()) this.#chart.resize();
  }

  #visibility() {
    if (!document.hidden) this.#owner.invokeMethodAsync('Seen').catch(() => {});
  }

  #key(event) {
    if (!this.#frame || event.ctrlKey || event.altKey || event.metaKey) return;
    const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity };
    if (event.key === 'Escape') return this.#unpick();
    if (!(event.key in steps)) return;
    event.preventDefault();
    const xs = [...new Set(this.#series.flatMap(points => points.map(p => p[at.x])))].sort((a, b) => a - b);
    if (xs.length === 0) return;
    const from = this.#picked === null ? xs.length - 1 : Math.max(0, xs.indexOf(this.#picked));
    const step = this.#picked === null && event.key === 'ArrowLeft' ? 0 : steps[event.key];
    this.#picked = xs[Math.min(xs.length - 1, Math.max(0, from + step))];
    this.#said.textContent = describe(this.#frame, this.#series, this.#picked);
    this.#point(this.#picked);
  }

  #point(x) {
    for (const [index, points] of this.#series.entries()) {
      const dataIndex = points.findIndex(p => p[at.x] === x && p[at.y] !== null);
      if (dataIndex < 0) continue;
      const seriesIndex = this.#chart.getOption().series.findIndex(s => s.id === this.#frame.series[index].name);
      this.#chart.dispatchAction({ type: 'showTip', seriesIndex, dataIndex });
      return;
    }
  }

  #unpick() {
    this.#picked = null;
    this.#said.textContent = '';
    this.#chart.dispatchAction({ type: 'hideTip' });
  }
}

export async function mount(box, said, owner) {
  library ??= import('../lib/echarts.esm.min.js');
  return new Drawing(await library, box, said, owner);
}

export function save(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
