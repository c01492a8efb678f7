// What the style sheet says of the colours, as the canvas needs it: resolved. Tells when the answer may have changed.
const meanings = {
  muted: '--line-strong', accent: '--accent', good: '--good', warn: '--warn', bad: '--bad', up: '--up', down: '--down', yes: '--yes', no: '--no',
};
const palette = ['--chart-1', '--chart-2', '--chart-3', '--chart-4', '--chart-5', '--chart-6'];

export function read(element) {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const colour = name => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const own = getComputedStyle(element);
  const look = {
    tones: Object.fromEntries(Object.entries(meanings).map(([tone, name]) => [tone, colour(name)])),
    palette: palette.map(colour),
    text: colour('--text'),
    muted: colour('--muted'),
    line: colour('--line'),
    surface: colour('--surface'),
    raised: colour('--raised'),
    font: own.fontFamily,
    size: Math.round(0.72 * parseFloat(getComputedStyle(document.documentElement).fontSize)),
  };
  probe.remove();
  return look;
}

export function watch(changed) {
  const stop = new AbortController();
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', changed, { signal: stop.signal });
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'data-palette', 'data-density'] });
  return () => {
    stop.abort();
    observer.disconnect();
  };
}
