// Runs before the circuit: preferences that need no server, the start of Blazor, and what happens while the server is away.
const root = document.documentElement;

function remember(name, value) {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `strikeboard.${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax${secure}`;
}

function applyChoice(name, value) {
  if (value === 'system') delete root.dataset[name];
  else root.dataset[name] = value;
  for (const button of document.querySelectorAll(`[data-pref="${name}"]`))
    button.setAttribute('aria-pressed', String(button.dataset.value === value));
}

document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-pref]');
  if (!button) return;
  remember(button.dataset.pref, button.dataset.value);
  applyChoice(button.dataset.pref, button.dataset.value);
});

remember('tz', Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC');
window.addEventListener('strikeboard:remember', event => remember(event.detail.name, event.detail.value));

// ---- While the server is away -------------------------------------------------------------------------------------

const banner = document.getElementById('components-reconnect-modal');
let polling = false;
let asking = false;

async function serverAnswers() {
  try {
    const answer = await fetch('/livez', { cache: 'no-store', signal: AbortSignal.timeout(2000) });
    return answer.ok;
  } catch {
    return false;
  }
}

// A rejected circuit is gone on the server: the only way on is the same address again, as soon as someone answers.
async function reloadWhenAnswered() {
  if (polling) return;
  polling = true;
  while (!(await serverAnswers())) await new Promise(resolve => setTimeout(resolve, 700));
  sessionStorage.setItem('strikeboard.scroll', String(window.scrollY));
  location.reload();
}

function watchBanner() {
  const away = ['show', 'failed', 'rejected'].some(word => banner.classList.contains(`components-reconnect-${word}`));
  root.toggleAttribute('data-away', away);
  for (const part of document.querySelectorAll('[data-act]')) part.inert = away;
  if (!away) return;
  const last = document.getElementById('clock')?.textContent?.trim();
  banner.querySelector('[data-last]').textContent = last ? `Last update ${last}.` : '';
  const gone = banner.classList.contains('components-reconnect-rejected') || banner.classList.contains('components-reconnect-failed');
  banner.querySelector('[data-what]').textContent = gone
    ? 'The server was restarted. This page reloads as soon as it answers.'
    : 'Connection to the server lost. What you see is not moving; trying again.';
  if (gone) reloadWhenAnswered();
  else leaveWhenRefused();
}

// The server may be there and refuse this browser: a session that ended meanwhile. Loading anew leads to the door, which says why.
async function leaveWhenRefused() {
  if (asking) return;
  asking = true;
  while (root.hasAttribute('data-away')) {
    await new Promise(resolve => setTimeout(resolve, 2000));
    const answer = await fetch('/api/me', { cache: 'no-store', signal: AbortSignal.timeout(2000) }).catch(() => null);
    if (answer?.status === 401) location.reload();
  }
  asking = false;
}

if (banner) {
  new MutationObserver(watchBanner).observe(banner, { attributes: true, attributeFilter: ['class'] });
  banner.querySelector('[data-reload]').addEventListener('click', () => location.reload());
}
document.querySelector('#blazor-error-ui [data-reload]')?.addEventListener('click', event => {
  event.preventDefault();
  location.reload();
});

const scroll = sessionStorage.getItem('strikeboard.scroll');
if (scroll !== null) {
  sessionStorage.removeItem('strikeboard.scroll');
  requestAnimationFrame(() => window.scrollTo(0, Number(scroll)));
}

// The policy lets no markup have a style of its own, and the framework writes the heights of a long table's empty ends as an
// attribute. The same through the object model is a script's doing, which the policy allows to the scripts it let in.
const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) {
  if (name === 'style') this.style.cssText = value;
  else setAttribute.call(this, name, value);
};

if (window.Blazor) {
  window.Blazor.start({
    circuit: {
      reconnectionOptions: { maxRetries: 100000, retryIntervalMilliseconds: tried => Math.min(500 * (tried + 1), 5000) },
    },
  });
}

document.addEventListener('click', event => {
  if (!event.target.closest?.('.skip')) return;
  event.preventDefault();
  document.getElementById('main')?.focus();
});
