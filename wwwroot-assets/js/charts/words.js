// Numbers and times as the page writes them elsewhere: English figures, the viewer's zone.
const formats = new Map();

function format(key, make) {
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key);
}

export function number(axis, value) {
  if (value === null || value === undefined) return '–';
  const text = format(`n${axis.decimals}`, () =>
    new Intl.NumberFormat('en-US', { minimumFractionDigits: axis.decimals, maximumFractionDigits: axis.decimals })).format(Math.abs(value));
  return `${value < 0 ? '\u2212' : ''}${axis.before}${text}${axis.after}`;
}

// Along the axis decimals that all end in zero only cost room.
export function tick(axis, value) {
  const text = format(`t${axis.decimals}`, () =>
    new Intl.NumberFormat('en-US', { maximumFractionDigits: axis.decimals })).format(Math.abs(value));
  return `${value < 0 ? '\u2212' : ''}${axis.before}${text}${axis.after}`;
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

export function moment(value, zone) {
  return format(`m${zone}`, () =>
    new Intl.DateTimeFormat('en-GB', { ...clock, second: '2-digit', day: 'numeric', month: 'short', timeZone: zone })).format(value);
}

export function timeTick(value, zone, span) {
  const minute = 60_000;
  const shape = span > 36 * 60 * minute ? 'day' : span > 5 * minute ? 'minute' : 'second';
  const parts = {
    day: { day: 'numeric', month: 'short', ...clock },
    minute: clock,
    second: { ...clock, second: '2-digit' },
  };
  return format(`${shape}${zone}`, () => new Intl.DateTimeFormat('en-GB', { ...parts[shape], timeZone: zone })).format(value);
}

export function x(frame, value) {
  if (frame.x.scale === 'time') return moment(value, frame.zone);
  if (frame.x.scale === 'category') return frame.x.categories[value] ?? '';
  return number(frame.x, value);
}

// The places of a point on the wire.
export const at = { x: 0, y: 1, estimated: 2, low: 3, high: 4, note: 5 };

// One point of one series: "61.2 % (55.0 % to 67.1 %), estimated".
export function said(frame, series, point) {
  const axis = series.onRight && frame.right ? frame.right : frame.y;
  if (point[at.y] === null) return 'gap';
  let text = number(axis, point[at.y]);
  if (typeof point[at.low] === 'number') text += ` (${number(axis, point[at.low])} to ${number(axis, point[at.high])})`;
  if (point[at.estimated]) text += ', estimated';
  if (point[at.note]) text += `, ${point[at.note]}`;
  return text;
}
