// Turns a frame and its points into what ECharts draws.
import { at, said, tick, timeTick, x as xWord } from './words.js';

const shapes = ['circle', 'diamond', 'triangle', 'rect'];

function colourOf(series, index, look) {
  return series.tone === 'auto' ? look.palette[index % look.palette.length] : (look.tones[series.tone] ?? look.palette[0]);
}

// A point with a gap on both sides would be drawn as nothing: it gets a dot.
function lineData(points, values) {
  const gap = point => (point?.[at.y] ?? null) === null;
  return points.map((point, i) =>
    values[i] !== null && gap(points[i - 1]) && gap(points[i + 1])
      ? { value: [point[at.x], values[i]], symbol: 'circle', symbolSize: 5 }
      : [point[at.x], values[i]]);
}

// A stretch is dashed when one of its ends was not observed, so the two lines meet at the last point that was.
function split(points) {
  const solid = [];
  const dashed = [];
  for (let i = 0; i < points.length; i++) {
    const y = points[i][at.y];
    const own = Boolean(points[i][at.estimated]);
    const near = [points[i - 1], points[i + 1]].some(p => p && p[at.y] !== null && p[at.estimated]);
    solid.push(own ? null : y);
    dashed.push(own || near ? y : null);
  }
  return { solid, dashed };
}

function line(series, points, colour, common) {
  const base = {
    ...common,
    type: 'line',
    symbol: 'none',
    step: series.steps ? 'end' : false,
    itemStyle: { color: colour },
    emphasis: { disabled: true },
  };
  const width = series.thin ? 1.25 : 2;
  const parts = split(points);
  const made = [{ ...base, data: lineData(points, parts.solid), lineStyle: { color: colour, width } }];
  if (points.some(point => point[at.estimated]))
    made.push({ ...base, id: `${common.id}~`, data: lineData(points, parts.dashed), lineStyle: { color: colour, width, type: [5, 4] } });
  return made;
}

function bars(points, colour, common) {
  return [{ ...common, type: 'bar', data: points.map(p => [p[at.x], p[at.y]]), itemStyle: { color: colour, opacity: 0.55 }, barMaxWidth: 40, emphasis: { disabled: true } }];
}

function scatter(points, colour, common, index) {
  return [{ ...common, type: 'scatter', data: points.map(p => [p[at.x], p[at.y]]), symbol: shapes[index % shapes.length], symbolSize: 8, itemStyle: { color: colour }, emphasis: { disabled: true } }];
}

function intervals(points, colour, common) {
  const data = points.filter(p => typeof p[at.low] === 'number' && typeof p[at.high] === 'number').map(p => [p[at.x], p[at.low], p[at.high]]);
  if (data.length === 0) return [];
  return [{
    ...common,
    id: `${common.id}|`,
    type: 'custom',
    silent: true,
    data,
    encode: { x: 0, y: [1, 2] },
    renderItem(_, api) {
      const low = api.coord([api.value(0), api.value(1)]);
      const high = api.coord([api.value(0), api.value(2)]);
      const style = { stroke: colour, lineWidth: 1.5, fill: null };
      const stroke = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
      return {
        type: 'group',
        children: [stroke(low[0], low[1], high[0], high[1]), stroke(low[0] - 4, low[1], low[0] + 4, low[1]), stroke(high[0] - 4, high[1], high[0] + 4, high[1])],
      };
    },
  }];
}

// Levels and moments hang on series of their own, so that the legend cannot take them away with somebody else's line.
function marks(frame, look) {
  const lineOf = tone => ({ color: look.tones[tone] ?? look.tones.muted, type: [2, 3], width: 1 });
  const label = text => ({ formatter: text, color: look.muted, fontSize: look.size, fontFamily: look.font });
  const hanger = (id, right, data, points) => ({
    id,
    type: 'line',
    data: [],
    silent: true,
    yAxisIndex: right ? 1 : 0,
    markLine: { symbol: 'none', silent: true, animation: false, data },
    markPoint: { silent: true, animation: false, data: points },
  });
  const level = t => ({ yAxis: t.y, lineStyle: lineOf(t.tone), label: { ...label(`${t.text} ${tick(t.onRight && frame.right ? frame.right : frame.y, t.y)}`), position: 'insideEndTop' } });
  const made = [];
  const left = frame.thresholds.filter(t => !t.onRight || !frame.right).map(level);
  for (const m of frame.marks.filter(m => m.y === null))
    left.push({ xAxis: m.x, lineStyle: lineOf(m.tone), label: { ...label(m.text), position: 'insideEndTop', rotate: 0 } });
  const points = frame.marks.filter(m => m.y !== null).map(m => ({
    coord: [m.x, m.y], symbol: 'pin', symbolSize: 14, itemStyle: { color: look.tones[m.tone] ?? look.tones.muted }, label: { ...label(m.text), position: 'top' },
  }));
  if (left.length + points.length > 0) made.push(hanger('marks', false, left, points));
  const right = frame.right ? frame.thresholds.filter(t => t.onRight).map(level) : [];
  if (right.length > 0) made.push(hanger('marks right', true, right, []));
  return made;
}

function valueAxis(axis, look, extra) {
  return {
    type: 'value',
    min: axis.min,
    max: axis.max,
    scale: !axis.fromZero,
    axisLabel: { color: look.muted, fontSize: look.size, fontFamily: look.font, hideOverlap: true, formatter: value => tick(axis, value) },
    splitLine: { lineStyle: { color: look.line } },
    axisLine: { lineStyle: { color: look.line } },
    ...extra,
  };
}

function xAxis(frame, look, span) {
  const axis = valueAxis(frame.x, look, { splitLine: { show: false } });
  if (frame.x.scale === 'category')
    return { ...axis, type: 'category', data: frame.x.categories, min: null, max: null, axisLabel: { ...axis.axisLabel, formatter: undefined } };
  if (frame.x.scale === 'time')
    return { ...axis, type: 'time', axisLabel: { ...axis.axisLabel, formatter: value => timeTick(value, frame.zone, span) } };
  return axis;
}

// Text goes in as text: a name from outside must not become markup.
function tip(frame, points, colours, at0) {
  const box = document.createElement('div');
  const head = document.createElement('strong');
  head.textContent = xWord(frame, at0);
  box.append(head);
  for (const [index, series] of frame.series.entries()) {
    const point = points[index].find(p => p[at.x] === at0);
    if (!point) continue;
    const row = document.createElement('div');
    const dot = document.createElement('span');
    dot.textContent = '■ ';
    dot.style.color = colours[index];
    row.append(dot, `${series.name}: ${said(frame, series, point)}`);
    box.append(row);
  }
  return box;
}

export function build(frame, points, look, narrow) {
  const colours = frame.series.map((series, index) => colourOf(series, index, look));
  const xs = points.flatMap(p => (p.length ? [p[0][at.x], p[p.length - 1][at.x]] : []));
  const span = (frame.x.max ?? Math.max(...xs)) - (frame.x.min ?? Math.min(...xs));
  const series = frame.series.flatMap((one, index) => {
    const common = { id: one.name, name: one.name, yAxisIndex: one.onRight && frame.right ? 1 : 0, z: one.thin || one.kind === 'bar' ? 2 : 3 };
    const drawn =
      one.kind === 'bar' ? bars(points[index], colours[index], common)
      : one.kind === 'scatter' ? scatter(points[index], colours[index], common, index)
      : line(one, points[index], colours[index], common);
    return [...drawn, ...intervals(points[index], colours[index], common)];
  });
  const many = frame.series.length > 1;
  return {
    animation: false,
    useUTC: frame.zone === 'UTC',
    textStyle: { fontFamily: look.font, color: look.text },
    grid: { left: 4, right: frame.right ? 4 : 18, top: many ? 30 : 10, bottom: 4, containLabel: true },
    legend: { show: many, type: 'scroll', top: 0, left: 0, itemWidth: 16, itemHeight: 8, textStyle: { color: look.text, fontSize: look.size + 1, fontFamily: look.font }, data: frame.series.map(s => s.name), inactiveColor: look.line, pageTextStyle: { color: look.muted }, pageIconColor: look.text },
    tooltip: {
      trigger: 'axis',
      confine: true,
      transitionDuration: 0,
      backgroundColor: look.raised,
      borderColor: look.line,
      textStyle: { color: look.text, fontSize: look.size + 1, fontFamily: look.font },
      axisPointer: { type: 'line', lineStyle: { color: look.muted, type: 'solid' } },
      formatter: hits => tip(frame, points, colours, frame.x.scale === 'category' ? hits[0].dataIndex : hits[0].value[0]),
    },
    xAxis: xAxis(frame, look, span),
    yAxis: [
      valueAxis(frame.y, look, { name: narrow ? '' : undefined, splitNumber: narrow ? 4 : 5 }),
      ...(frame.right ? [valueAxis(frame.right, look, { position: 'right', splitLine: { show: false } })] : []),
    ],
    series: [...series, ...marks(frame, look)],
  };
}

export function describe(frame, points, at0) {
  const parts = frame.series.flatMap((series, index) => {
    const point = points[index].find(p => p[at.x] === at0);
    return point ? [`${series.name} ${said(frame, series, point)}`] : [];
  });
  return `${xWord(frame, at0)}: ${parts.join('; ')}`;
}
