// The hands of a table: the keyboard in its rows, menus beside their buttons, the edge of the panel, whether the first row is
// in sight, and files to keep. Rows come and go as they are scrolled; what is remembered here is a place, not an element.
const panelKey = 'strikeboard.panel';
const [leastPanel, mostPanel] = [240, 900];
const controls = 'a[href], button, input, select';

function keepPanelWidth(pixels) {
  const width = Math.round(Math.min(mostPanel, Math.max(leastPanel, pixels)));
  document.documentElement.style.setProperty('--side-panel', `${width}px`);
  for (const edge of document.querySelectorAll('[data-resize]')) edge.setAttribute('aria-valuenow', String(width));
  localStorage.setItem(panelKey, String(width));
  return width;
}

const kept = Number(localStorage.getItem(panelKey));
if (kept) keepPanelWidth(kept);

export function attach(root, owner) {
  const stop = new AbortController();
  const { signal } = stop;
  const box = root.querySelector('.table-scroll');
  let atTop = true;
  let wasOpen = false;
  let pageWas = 0;
  let held = NaN;

  const rows = () => root.querySelectorAll('tbody tr[data-key]');
  const rowAt = place => root.querySelector(`tbody tr[data-place="${place}"]`);
  const total = () => Number(root.querySelector('table.grid')?.dataset.total ?? 0);
  const rowHeight = () => rows()[0]?.getBoundingClientRect().height || 33;
  const scrollsInside = () => ['auto', 'scroll'].includes(getComputedStyle(box).overflowY);

  // ---- One stop for Tab: the row last used; what is inside rows is reached with the right arrow --------------------
  function setStop(row) {
    for (const other of root.querySelectorAll('tbody tr[tabindex="0"]')) if (other !== row) other.tabIndex = -1;
    row.tabIndex = 0;
  }

  function tidy() {
    const all = rows();
    for (const control of root.querySelectorAll('tbody tr[data-key] :is(a[href], button, input, select):not([tabindex])')) control.tabIndex = -1;
    regain();
    if (all.length && !root.querySelector('tbody tr[tabindex="0"]')) all[0].tabIndex = 0;
    const open = root.querySelector('[data-panel]') !== null;
    if (open && !wasOpen) pageWas = window.scrollY;
    if (!open && wasOpen) {
      window.scrollTo(0, pageWas);
      root.querySelector('tbody tr[tabindex="0"]')?.focus({ preventScroll: true });
    }
    wasOpen = open;
  }

  // Rows far away are drawn in two goes, and a live list is drawn anew: the row under the keyboard goes and comes back, and
  // the keyboard with it. Whoever turns to anything else lets go.
  const hold = event => {
    const row = event.target.closest?.('tbody tr[data-key]');
    held = row && root.contains(row) ? Number(row.dataset.place) : NaN;
  };

  function regain() {
    if (document.activeElement !== document.body || Number.isNaN(held)) return;
    const row = rowAt(held);
    if (!row) return;
    setStop(row);
    row.focus({ preventScroll: true });
  }

  const soon = fn => {
    let asked = false;
    return () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => { asked = false; fn(); });
    };
  };

  async function bring(place) {
    for (let tries = 0; tries < 40; tries++) {
      const row = rowAt(place);
      if (row) return row;
      if (tries % 10 === 0) {
        const first = box.querySelector('tbody')?.offsetTop ?? 0;
        if (scrollsInside()) box.scrollTop = first + place * rowHeight() - box.clientHeight / 3;
        else window.scrollTo(0, box.getBoundingClientRect().top + window.scrollY + first + place * rowHeight() - window.innerHeight / 3);
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    return null;
  }

  async function go(place) {
    const last = total() - 1;
    const row = await bring(Math.max(0, Math.min(last, place)));
    if (!row) return;
    setStop(row);
    row.focus();
    row.scrollIntoView({ block: 'nearest' });
  }

  const open = row => {
    if (root.dataset.details) owner.invokeMethodAsync('OpenRow', row.dataset.key).catch(() => {});
  };

  function onKey(event) {
    const row = event.target.closest?.('tbody tr[data-key]');
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = event.target !== row;
    const place = Number(row.dataset.place);
    const page = Math.max(1, Math.floor(box.clientHeight / rowHeight()) - 2);
    const steps = { ArrowDown: place + 1, ArrowUp: place - 1, PageDown: place + page, PageUp: place - page, Home: 0, End: total() - 1 };
    if (event.key in steps) go(steps[event.key]);
    else if (event.key === 'Enter' && !inside) open(row);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const reach = [row, ...row.querySelectorAll(controls)];
      reach[reach.indexOf(event.target) + (event.key === 'ArrowRight' ? 1 : -1)]?.focus();
    } else return;
    event.preventDefault();
  }

  function onClick(event) {
    const row = event.target.closest?.('tbody tr[data-key]');
    if (!row) return;
    setStop(row);
    if (event.target.closest(controls) || String(getSelection())) return;
    open(row);
  }

  // Ctrl+C on a row takes the row, cell by cell, where no text is marked.
  function onCopy(event) {
    const row = document.activeElement?.closest?.('tbody tr[data-key]');
    if (!row || !root.contains(row) || String(getSelection())) return;
    event.clipboardData.setData('text/plain', [...row.cells].map(cell => cell.innerText.trim()).join('\t'));
    event.preventDefault();
  }

  // ---- Menus stand under their button, inside the window -----------------------------------------------------------
  function onToggle(event) {
    const menu = event.target;
    if (event.newState !== 'open' || !menu.matches?.('.menu.at-button')) return;
    const at = root.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
    const top = Math.min(at.bottom + 4, window.innerHeight - 160);
    menu.style.top = `${top}px`;
    menu.style.maxHeight = `${window.innerHeight - top - 10}px`;
    const width = menu.getBoundingClientRect().width;
    const left = at.left + width > window.innerWidth - 10 ? at.right - width : at.left;
    menu.style.left = `${Math.max(8, Math.min(left, window.innerWidth - width - 8))}px`;
    menu.style.right = 'auto';
    menu.querySelector('input, select, a[href], button')?.focus();
  }

  // ---- The panel's edge -------------------------------------------------------------------------------------------
  function onEdge(event) {
    const edge = event.target.closest?.('[data-resize]');
    if (!edge) return;
    const panel = root.querySelector('[data-panel]');
    if (event.type === 'keydown') {
      const by = { ArrowLeft: 24, ArrowRight: -24 }[event.key];
      if (!by) return;
      keepPanelWidth(panel.getBoundingClientRect().width + by);
      event.preventDefault();
      return;
    }
    edge.setPointerCapture(event.pointerId);
    const right = panel.getBoundingClientRect().right;
    const move = moved => keepPanelWidth(right - moved.clientX);
    edge.addEventListener('pointermove', move, { signal });
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true });
    event.preventDefault();
  }

  function onEscape(event) {
    if (event.key === 'Escape' && root.querySelector('[data-panel]') && !root.querySelector('.menu:popover-open'))
      owner.invokeMethodAsync('CloseRow').catch(() => {});
  }

  // ---- Whether the first row is in sight: a list that moves under the reader's eyes cannot be read ------------------
  const lookTop = soon(() => {
    const now = box.scrollTop < 8 && (scrollsInside() || box.getBoundingClientRect().top > -8);
    if (now === atTop) return;
    atTop = now;
    owner.invokeMethodAsync('TopSeen', now).catch(() => {});
  });

  document.addEventListener('focusin', hold, { signal });
  document.addEventListener('pointerdown', hold, { signal });
  root.addEventListener('keydown', onKey, { signal });
  root.addEventListener('keydown', onEdge, { signal });
  root.addEventListener('keydown', onEscape, { signal });
  root.addEventListener('click', onClick, { signal });
  root.addEventListener('pointerdown', onEdge, { signal });
  root.addEventListener('toggle', onToggle, { signal, capture: true });
  document.addEventListener('copy', onCopy, { signal });
  box.addEventListener('scroll', lookTop, { signal, passive: true });
  window.addEventListener('scroll', lookTop, { signal, passive: true });
  const watch = new MutationObserver(soon(tidy));
  watch.observe(root, { childList: true, subtree: true });
  tidy();

  return {
    detach() {
      stop.abort();
      watch.disconnect();
    },
    toTop() {
      box.scrollTop = 0;
      if (!scrollsInside()) root.scrollIntoView({ block: 'start' });
    },
    // On a phone the page itself scrolls: only a row that was asked for may move it.
    async reveal(place, asked) {
      if (!asked && !scrollsInside()) return;
      const row = await bring(place);
      if (!row) return;
      setStop(row);
      row.scrollIntoView({ block: 'center' });
    },
  };
}

export async function download(name, type, stream) {
  const file = new Blob([await stream.arrayBuffer()], { type });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
