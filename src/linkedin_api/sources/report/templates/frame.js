/* What all reports need: numbers, ranges, tables, CSV files, charts and the choices of the page.
   What people wrote only ever becomes text: nothing here sets HTML. A day is a number, counted
   from 1970-01-01. */
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const data = read("figures");
let items = read("items"); // a report may have packed them instead
const DAY = 86400000;
const BARS = 10;
const WIDE = 8; // columns of a table that needs smaller letters on paper
const PRINTED = 680; // CSS pixels of a sheet's width
const state = { since: data.since, until: data.until };
const documents = {};

// Numbers as people read them.
const grouped = new Intl.NumberFormat("en-US");
const cents = new Intl.NumberFormat("en-US",
  { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const count = (value) => (value === null ? "–" : grouped.format(value));
const percent = (value) => (value === null ? "–" : `${(100 * value).toFixed(2)} %`);
const amount = (value) => (value === null ? "–" : cents.format(value));
const FORMATS = { number: count, percent, money: amount };
const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
const ranged = (title) =>
  state.since === null ? title : `${title}, ${iso(state.since)} to ${iso(state.until)}`;

// Figures of days; null is unknown.
const add = (numbers) => {
  const known = numbers.filter((number) => number !== null);
  return known.length ? known.reduce((sum, number) => sum + number, 0) : null;
};
const days = (since, until) =>
  Array.from({ length: Math.max(0, until - since + 1) }, (_, place) => since + place);
const before = () => {
  const length = state.until - state.since + 1;
  return [state.since - length, state.since - 1];
};
// A figure of the range, and of the range before if the tables have as many days of it.
const compared = (of, known) => {
  const [first, last] = before();
  const whole = known(first, last) > 0 && known(first, last) >= known(state.since, state.until);
  return [of(state.since, state.until), whole ? of(first, last) : null];
};
const signed = (number, format) => {
  const text = format(Math.abs(number));
  return /[1-9]/.test(text) ? `${number > 0 ? "+" : "-"}${text}` : text;
};
const change = (now, then, format = count) => {
  if (now === null || then === null) return "–";
  const difference = signed(now - then, format);
  if (then <= 0) return difference;
  const share = (100 * (now - then)) / then;
  return `${difference} (${signed(share, (number) => number.toFixed(1))} %)`;
};
const changeOfRate = (now, then) =>
  now === null || then === null
    ? "–" : `${signed(100 * (now - then), (points) => points.toFixed(2))} points`;
const fromBefore = (then, difference) =>
  then === null ? "no full range before" : `${difference} from the range before`;

// Elements.
const element = (name, text, properties) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return Object.assign(made, properties);
};
const linkTo = (urn, text) =>
  /^urn:li:[A-Za-z]+:[0-9]+$/.test(urn)
    ? element("a", text, {
        href: `https://www.linkedin.com/feed/update/${urn}/`, rel: "noopener noreferrer" })
    : element("span", text);
const card = (title, number, note) => {
  const made = element("div");
  made.append(element("dt", title), element("dd", number), element("dd", note));
  return made;
};

// A table: columns are [heading, kind]; a cell is a value, {text, urn}, or {value, kind}.
const isText = (kind) => kind === "text" || kind === "day";
const shown = (value, kind) => {
  if (value !== null && value.kind) return FORMATS[value.kind](value.value);
  if (kind === "either" && typeof value !== "string") return count(value);
  return FORMATS[kind] ? FORMATS[kind](value) : String(value);
};
const cell = (value, kind, heads) => {
  const made = element(heads ? "th" : "td");
  if (heads) made.scope = "row";
  made.className = isText(kind) ? kind : "number";
  if (value && value.urn) made.append(linkTo(value.urn, value.text));
  else made.textContent = shown(value, kind);
  return made;
};
const line = (values, columns) => {
  const made = element("tr");
  values.forEach((value, place) => made.append(cell(value, columns[place][1], place === 0)));
  return made;
};
/* `all` are the rows of its CSV file, if the table shows only the first of them. */
const show = (key, title, columns, rows, foot, all = rows) => {
  const place = document.getElementById(`table-${key}`);
  place.textContent = "";
  if (!rows.length) {
    place.append(element("p", "The tables have no figures for this."));
    return;
  }
  const width = columns.length > WIDE ? " wide" : "";
  const box = element("div", undefined, { className: `table${width}`, tabIndex: 0 });
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", title);
  const table = element("table");
  table.append(element("caption", title));
  const head = element("tr");
  columns.forEach(([heading, kind]) => {
    const made = element("th", heading, { scope: "col" });
    if (!isText(kind)) made.className = "number";
    head.append(made);
  });
  const thead = element("thead");
  thead.append(head);
  const tbody = element("tbody");
  rows.forEach((row) => tbody.append(line(row, columns)));
  table.append(thead, tbody);
  if (foot) {
    const tfoot = element("tfoot");
    tfoot.append(line(foot, columns));
    table.append(tfoot);
  }
  box.append(table);
  const button = element("button", "Save as CSV", { type: "button", className: "csv" });
  button.setAttribute("aria-label", `Save as CSV: ${title}`);
  button.addEventListener("click", () => save(key, columns, foot ? [...all, foot] : all));
  place.append(box, button);
};

// A CSV file, in which no text is a formula to a spreadsheet.
const field = (value) => {
  if (value !== null && value.kind) return field(value.value);
  if (value === null) return "";
  if (typeof value === "number") return String(Number(value.toFixed(6)));
  const text = String(value.text === undefined ? value : value.text);
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replace(/"/g, '""')}"`;
};
const csv = (columns, rows) =>
  [columns.map(([heading]) => heading), ...rows]
    .map((row) => row.map(field).join(",")).join("\r\n") + "\r\n";
const save = (key, columns, rows) => {
  const blob = new Blob(["\ufeff", csv(columns, rows)], { type: "text/csv;charset=utf-8" });
  const link = element("a", "", { href: URL.createObjectURL(blob) });
  link.download = `${ranged(`linkedin-${key}`).replace(", ", "-").replace(" to ", "-")}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

// Charts.
const blank = (numbers) => numbers.map((number) => (number === null ? NaN : number));
const modelOf = (key, name) => documents[key].get_model_by_name(name);
const describe = (key, text) =>
  document.getElementById(`chart-${key}`).setAttribute("aria-label", text);
/* Fills a chart by day and its table: `of` gives the numbers of a line on each of some days,
   `columns` are the columns of the table that are no lines, `unit` is the currency of money. */
const showDays = (chart, of, columns = [], unit = "") => {
  const x = days(state.since, state.until);
  const ofRange = ([key]) => of(key, state.since, state.until);
  const lines = chart.lines.map(ofRange);
  const then = of(chart.lines[0][0], ...before());
  const source = { x: x.map((day) => day * DAY), [data.before]: blank(then) };
  if (chart.kind === "money") source.unit = x.map(() => unit);
  chart.lines.forEach(([key], place) => { source[key] = blank(lines[place]); });
  modelOf(chart.key, "source").data = source;
  const heading = (title) => [unit ? `${title} (${unit})` : title, chart.kind];
  const headings = [["Day", "day"],
    ...[...chart.lines, ...columns].map(([, title]) => heading(title)),
    heading(`${chart.lines[0][1]}, range before`)];
  const all = [...lines, ...columns.map(ofRange), then];
  const rows = x.map((day, place) => [iso(day), ...all.map((series) => series[place])]);
  const some = rows.filter((row) => row.slice(1).some((value) => value !== null));
  const title = ranged(chart.title);
  show(chart.key, title, headings, some);
  describe(chart.key, some.length
    ? `Line chart: ${title}. The table below has its numbers.`
    : `${chart.title}: no figures in this range.`);
};
/* Fills a bar chart with triples of a name, a number and the number as people read it, the best
   first. */
const AXES = { number: "0.[0]a", percent: "0.[00]%", money: "0.[0]a" };
const showBars = (key, found, about, kind = "number") => {
  const bars = found.slice(0, BARS);
  const factors = bars.map(([name]) => (name.length > 26 ? `${name.slice(0, 25)}…` : name));
  const unique = factors.map((label, place) => {
    const earlier = factors.slice(0, place).filter((other) => other === label).length;
    return earlier ? `${label} (${earlier + 1})` : label;
  });
  modelOf(key, "factors").factors = [...unique].reverse();
  modelOf(key, "form").format = AXES[kind];
  modelOf(key, "source").data = { name: unique, number: bars.map(([, number]) => number),
    label: bars.map(([, , label]) => label) };
  document.getElementById(`chart-${key}`).hidden = !bars.length;
  describe(key, about(bars.length));
};
const ratio = (over, under) => (over !== null && under > 0 ? over / under : null);
/* Fills a bar chart and a table of groups of people, the largest first, of which `what` are counted.
   A group has a name, or none, a code and a number; `more` gives its cells in further `columns`. */
const showGroups = (key, title, caption, what, found, columns = [], more = () => []) => {
  const coded = found.filter((group) => !group.name).length;
  document.getElementById(`note-groups-${key}`).textContent = coded
    ? `The tables have LinkedIn's codes (URNs) without a name for ${count(coded)} of`
      + ` ${count(found.length)} groups.` : "";
  const counted = what.toLowerCase();
  showBars(`groups-${key}`,
    found.map((group) => [group.name || group.code.replace(/^urn:li:/, ""), group.number || 0,
      `${count(group.number)} ${counted}`]),
    (bars) => (bars
      ? `Bar chart: ${counted} by ${title.toLowerCase()}, the ${bars} largest groups.`
        + " The table below has its numbers."
      : `${title}: no figures.`));
  const sum = add(found.map((group) => group.number));
  show(`groups-${key}`, caption,
    [[title, "text"], ["Code", "text"], [what, "number"], ["Share", "percent"], ...columns],
    found.map((group) => [group.name || "(only a code)", group.code, group.number,
      ratio(group.number, sum), ...more(group)]));
};
const showTotals = (rows) => show("totals", ranged("Totals"),
  [["Figure", "day"], ["Range", "either"], ["Range before", "either"], ["Change", "either"]], rows);

// Colours, of which a chart has those of the page.
const DARK = {
  "#0a66c2": "#70b5f9", "#b24020": "#ff9d7a", "#1e6b3a": "#6fcf97", "#6b3fa0": "#c8a6ff",
  "#6b7280": "#9ca3af", "#374151": "#d1d5db", "#e5e7eb": "#3a4453",
};
const LIGHT = Object.fromEntries(Object.entries(DARK).map(([light, dark]) => [dark, light]));
const COLOURED = ["axis_line_color", "fill_color", "grid_line_color", "label_text_color",
  "line_color", "major_label_text_color", "major_tick_line_color"];
const prefersDark = window.matchMedia("(prefers-color-scheme: dark)");
const paint = (isDark) => {
  const others = isDark ? DARK : LIGHT;
  Object.values(documents).forEach((each) => each.all_models.forEach((model) => {
    COLOURED.filter((name) => name in model).forEach((name) => {
      const value = model[name];
      const colour = value && value.value !== undefined ? value.value : value;
      if (others[colour]) model[name] = value === colour ? others[colour] : { value: others[colour] };
    });
  }));
};
prefersDark.addEventListener("change", () => paint(prefersDark.matches));

// On paper a chart is as wide as the sheet, and the sheet is white.
const places = () => document.querySelectorAll(".chart");
window.addEventListener("beforeprint", () => {
  paint(false);
  places().forEach((place) => {
    place.style.zoom = String(Math.min(1, PRINTED / Math.max(1, place.offsetWidth)));
  });
});
window.addEventListener("afterprint", () => {
  paint(prefersDark.matches);
  places().forEach((place) => { place.style.zoom = ""; });
});

// Choices.
const since = document.getElementById("since");
const until = document.getElementById("until");
const say = (who, more = "") => {
  const [first, last] = before();
  const whole = data.first !== null && first >= data.first;
  const compares = state.since === null ? "" : `, compared with ${iso(first)} to ${iso(last)}`
    + `${whole ? "" : ", of which the tables do not have all days"}`;
  document.getElementById("status").textContent = `${ranged(who)}${compares}.${more}`;
};
/* Reads the range that was chosen; returns whether it is one. */
const readRange = () => {
  if (data.since === null) return true;
  const [from, to] = [dayOf(since.value), dayOf(until.value)];
  if (!(from <= to)) { // also without a day
    document.getElementById("status").textContent =
      "Choose two days, of which the last is not before the first.";
    return false;
  }
  [state.since, state.until] = [from, to];
  return true;
};
const offerRange = () => {
  [since, until].forEach((input) => {
    input.disabled = data.since === null;
    if (data.first === null) return;
    input.min = iso(data.first);
    input.max = iso(data.first + data.days - 1);
  });
  if (data.since !== null) {
    since.value = iso(state.since);
    until.value = iso(state.until);
  }
};
/* Offers the choices, draws what is chosen, and does so again whenever that changes. `choose` reads
   the choices of the report beside the range. */
const start = async (choices, choose, draw) => {
  offerRange();
  [...choices, since, until].forEach((input) => input.addEventListener("change", () => {
    if (!readRange()) return;
    choose();
    draw();
  }));
  document.getElementById("choice").addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("print").addEventListener("click", () => window.print());
  for (const [key, item] of Object.entries(items)) {
    const found = Bokeh.documents.length;
    await Bokeh.embed.embed_item(item);
    documents[key] = Bokeh.documents[found];
  }
  paint(prefersDark.matches);
  draw();
  document.documentElement.dataset.ready = "yes";
};
