"use strict";
/* Fills the charts and the tables for the chosen page and range. What people wrote only ever
   becomes text: nothing here sets HTML. A day is a number, counted from 1970-01-01. */
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("figures");
  const items = read("items");
  const DAY = 86400000;
  const TOGETHER = -1;
  const BARS = 10;
  const POSTS = 10;
  const PRINTED = 680; // CSS pixels of a sheet's width
  const SUMMED = { organic_sum: "organic", paid_sum: "paid" };
  const ENGAGED = ["clicks", "reactions", "comments", "reposts"];
  const state = { page: data.pages.length === 1 ? 0 : TOGETHER, since: data.since, until: data.until };
  const documents = {};

  // Numbers as people read them.
  const grouped = new Intl.NumberFormat("en-US");
  const count = (value) => (value === null ? "–" : grouped.format(value));
  const percent = (value) => (value === null ? "–" : `${(100 * value).toFixed(2)} %`);
  const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const dayOf = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
  const ranged = (title) =>
    state.since === null ? title : `${title}, ${iso(state.since)} to ${iso(state.until)}`;
  const nameOf = (page) => page.name || `Page ${page.number}`;

  // Figures: of a page, or of all together.
  const chosen = () => (state.page === TOGETHER ? data.pages : [data.pages[state.page]]);
  const at = (page, key, day) => {
    const series = page.series[key];
    const value = series && series[day - data.first];
    return value === undefined ? null : value;
  };
  const add = (numbers) => {
    const known = numbers.filter((number) => number !== null);
    return known.length ? known.reduce((sum, number) => sum + number, 0) : null;
  };
  const onDay = (pages, key, day) => add(pages.map((page) => at(page, key, day)));
  const days = (since, until) =>
    Array.from({ length: Math.max(0, until - since + 1) }, (_, place) => since + place);
  const total = (pages, key, since, until) =>
    add(days(since, until).map((day) => onDay(pages, key, day)));
  const known = (pages, key, since, until) =>
    days(since, until).reduce(
      (sum, day) => sum + pages.filter((page) => at(page, key, day) !== null).length, 0);
  const engagement = (get) => {
    const impressions = get("impressions");
    const engaged = add(ENGAGED.map(get));
    return impressions > 0 && engaged !== null ? engaged / impressions : null;
  };
  const before = () => {
    const length = state.until - state.since + 1;
    return [state.since - length, state.since - 1];
  };

  // A figure of the range, and of the range before if the tables have as many days of it.
  const compared = (pages, keys) => {
    const [first, last] = before();
    const of = (since, until) => add(keys.map((key) => total(pages, key, since, until)));
    const cells = (since, until) => known(pages, keys[0], since, until);
    const whole = cells(first, last) > 0 && cells(first, last) >= cells(state.since, state.until);
    return [of(state.since, state.until), whole ? of(first, last) : null];
  };
  const comparedRate = (pages) => {
    const [first, last] = before();
    const whole = compared(pages, ["impressions"])[1] !== null;
    return [
      engagement((key) => total(pages, key, state.since, state.until)),
      whole ? engagement((key) => total(pages, key, first, last)) : null,
    ];
  };
  const change = (now, then) => {
    if (now === null || then === null) return "–";
    const difference = `${now > then ? "+" : ""}${count(now - then)}`;
    if (then <= 0) return difference;
    const share = (100 * (now - then)) / then;
    return `${difference} (${share > 0 ? "+" : ""}${share.toFixed(1)} %)`;
  };
  const changeOfRate = (now, then) => {
    if (now === null || then === null) return "–";
    const points = 100 * (now - then);
    return `${points > 0 ? "+" : ""}${points.toFixed(2)} points`;
  };

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

  // A table: columns are [heading, kind]; a cell is a value, or {text, urn}.
  const shown = (value, kind) => {
    if (kind === "number" || (kind === "either" && typeof value !== "string")) return count(value);
    return kind === "percent" ? percent(value) : String(value);
  };
  const cell = (value, kind, heads) => {
    const made = element(heads ? "th" : "td");
    if (heads) made.scope = "row";
    if (kind !== "text" && kind !== "day") made.className = "number";
    if (kind === "text" || kind === "day") made.classList.add(kind);
    if (value && value.urn) made.append(linkTo(value.urn, value.text));
    else made.textContent = shown(value, kind);
    return made;
  };
  const line = (values, columns) => {
    const made = element("tr");
    values.forEach((value, place) => made.append(cell(value, columns[place][1], place === 0)));
    return made;
  };
  const show = (key, title, columns, rows, foot) => {
    const place = document.getElementById(`table-${key}`);
    place.textContent = "";
    if (!rows.length) {
      place.append(element("p", "The tables have no figures for this."));
      return;
    }
    const box = element("div", undefined, { className: "table", tabIndex: 0 });
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", title);
    const table = element("table");
    table.append(element("caption", title));
    const head = element("tr");
    columns.forEach(([heading, kind]) => {
      const made = element("th", heading, { scope: "col" });
      if (kind !== "text" && kind !== "day") made.className = "number";
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
    button.addEventListener("click", () => save(key, columns, foot ? [...rows, foot] : rows));
    place.append(box, button);
  };

  // A CSV file, in which no text is a formula to a spreadsheet.
  const field = (value) => {
    if (value === null) return "";
    if (typeof value === "number") return String(value);
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

  // Sections.
  const followers = (pages) => add(pages.map((page) => page.followers));
  const TOTALS = [
    ["Followers gained", ["organic", "paid"]],
    ["Organic followers gained", ["organic"]],
    ["Paid followers gained", ["paid"]],
    ["Impressions", ["impressions"]],
    ["Clicks", ["clicks"]],
    ["Reactions", ["reactions"]],
    ["Comments", ["comments"]],
    ["Reposts", ["reposts"]],
    ["Page views", ["views"]],
  ];
  const CARDS = ["Followers gained", "Impressions", "Clicks", "Page views"];
  const card = (title, number, note) => {
    const made = element("div");
    made.append(element("dt", title), element("dd", number), element("dd", note));
    return made;
  };
  const totals = () => {
    const pages = chosen();
    const rows = TOTALS.map(([title, keys]) => {
      const [now, then] = compared(pages, keys);
      return [title, now, then, change(now, then)];
    });
    const rate = comparedRate(pages);
    const cards = document.getElementById("cards");
    cards.textContent = "";
    cards.append(card("Followers", count(followers(pages)), "at the last sync"));
    rows.filter(([title]) => CARDS.includes(title)).forEach(([title, now, then, difference]) =>
      cards.append(card(title, count(now),
        then === null ? "no full range before" : `${difference} from the range before`)));
    cards.append(card("Engagement", percent(rate[0]),
      rate[1] === null ? "no full range before" : `${changeOfRate(...rate)} from the range before`));
    rows.push(["Engagement", percent(rate[0]), percent(rate[1]), changeOfRate(...rate)]);
    show("totals", ranged("Totals"),
      [["Figure", "day"], ["Range", "either"], ["Range before", "either"], ["Change", "either"]],
      rows);
  };
  const byPage = () => {
    const columns = [["Page", "text"], ["Followers", "number"], ["Gained", "number"],
      ["Change", "either"], ["Impressions", "number"], ["Change", "either"], ["Clicks", "number"],
      ["Engagement", "percent"], ["Page views", "number"], ["Change", "either"]];
    const row = (title, pages) => {
      const [gained, gainedBefore] = compared(pages, ["organic", "paid"]);
      const [seen, seenBefore] = compared(pages, ["impressions"]);
      const [views, viewsBefore] = compared(pages, ["views"]);
      return [title, followers(pages), gained, change(gained, gainedBefore), seen,
        change(seen, seenBefore), total(pages, "clicks", state.since, state.until),
        comparedRate(pages)[0], views, change(views, viewsBefore)];
    };
    show("pages", ranged("Page by page"), columns,
      data.pages.map((page) => row(nameOf(page), [page])), row("All together", data.pages));
  };
  const seriesOf = (pages, key, since, until) => {
    if (key === "engagement") {
      return days(since, until).map((day) => engagement((name) => onDay(pages, name, day)));
    }
    const daily = days(since, until).map((day) => onDay(pages, SUMMED[key] || key, day));
    if (!SUMMED[key]) return daily;
    let sum = 0;
    return daily.map((value) => (value === null ? null : (sum += value)));
  };
  const blank = (numbers) => numbers.map((number) => (number === null ? NaN : number));
  const chartByDay = (chart) => {
    const pages = chosen();
    const x = days(state.since, state.until);
    const [first, last] = before();
    const lines = chart.lines.map(([key]) => seriesOf(pages, key, state.since, state.until));
    const then = seriesOf(pages, chart.lines[0][0], first, last);
    const source = { x: x.map((day) => day * DAY), [data.before]: blank(then) };
    chart.lines.forEach(([key], place) => { source[key] = blank(lines[place]); });
    modelOf(chart.key, "source").data = source;
    const kind = chart.key === "engagement" ? "percent" : "number";
    const alone = pages.length === 1 ? chart.alone : [];
    const extra = alone.map(([key]) => seriesOf(pages, key, state.since, state.until));
    const columns = [["Day", "day"], ...[...chart.lines, ...alone].map(([, title]) => [title, kind]),
      [`${chart.lines[0][1]}, range before`, kind]];
    const all = [...lines, ...extra, then];
    const rows = x.map((day, place) => [iso(day), ...all.map((series) => series[place])]);
    const some = rows.filter((row) => row.slice(1).some((value) => value !== null));
    const title = ranged(chart.title);
    show(chart.key, title, columns, some);
    describe(chart.key, some.length
      ? `Line chart: ${title}. The table below has its numbers.`
      : `${chart.title}: no figures in this range.`);
  };
  const posts = () => {
    const found = chosen().flatMap((page) =>
      page.posts.filter(([, day]) =>
        state.since === null || (day >= state.since && day <= state.until))
        .map((post) => [page, post]));
    found.sort(([, one], [, two]) => (two[3] || 0) - (one[3] || 0) || two[1] - one[1]);
    const columns = [["Post", "text"], ["Page", "text"], ["Published", "day"],
      ["Impressions", "number"], ["Clicks", "number"], ["Reactions", "number"],
      ["Comments", "number"], ["Reposts", "number"], ["Engagement", "percent"]];
    const rows = found.slice(0, POSTS).map(([page, [urn, day, text, seen, ...engaged]]) => [
      { urn, text: text || "(no text)" }, nameOf(page), iso(day), seen, ...engaged,
      seen > 0 ? add(engaged) / seen : null]);
    show("posts", ranged(`Best posts of ${count(found.length)}`), columns, rows);
  };
  const groups = ([key, title]) => {
    const sums = new Map();
    chosen().forEach((page) => (page.groups[key] || []).forEach(([code, name, number]) => {
      const sum = sums.get(code) || { code, name, number: 0 };
      sum.number += number;
      sums.set(code, sum);
    }));
    const all = [...sums.values()].sort((one, two) => two.number - one.number);
    const coded = all.filter((group) => group.name === null).length;
    document.getElementById(`note-groups-${key}`).textContent = coded
      ? `The tables have LinkedIn's codes (URNs) without a name for ${count(coded)} of`
        + ` ${count(all.length)} groups.` : "";
    const bars = all.slice(0, BARS);
    const labels = bars.map((group) => group.name || group.code.replace(/^urn:li:/, ""));
    const factors = labels.map((label) => (label.length > 26 ? `${label.slice(0, 25)}…` : label));
    const unique = factors.map((label, place) =>
      factors.indexOf(label) === place ? label : `${label} ${place + 1}`);
    modelOf(`groups-${key}`, "factors").factors = [...unique].reverse();
    modelOf(`groups-${key}`, "source").data =
      { name: unique, followers: bars.map((group) => group.number) };
    const sum = add(all.map((group) => group.number));
    show(`groups-${key}`, `${title} of followers`,
      [[title, "text"], ["Code", "text"], ["Followers", "number"], ["Share", "percent"]],
      all.map((group) => [group.name || "(only a code)", group.code, group.number,
        sum > 0 ? group.number / sum : null]));
    document.getElementById(`chart-groups-${key}`).hidden = !all.length;
    describe(`groups-${key}`, all.length
      ? `Bar chart: followers by ${title.toLowerCase()}, the ${bars.length} largest groups.`
        + " The table below has its numbers."
      : `${title}: no figures.`);
  };
  const describe = (key, text) =>
    document.getElementById(`chart-${key}`).setAttribute("aria-label", text);
  const modelOf = (key, name) => documents[key].get_model_by_name(name);

  // Choices.
  const page = document.getElementById("page");
  const since = document.getElementById("since");
  const until = document.getElementById("until");
  const ends = () => {
    const who = state.page === TOGETHER ? `All ${data.pages.length} pages` : nameOf(chosen()[0]);
    const [first, last] = before();
    const whole = data.first !== null && first >= data.first;
    const compares = state.since === null ? "" : `, compared with ${iso(first)} to ${iso(last)}`
      + `${whole ? "" : ", of which the tables do not have all days"}`;
    document.getElementById("status").textContent = `${ranged(who)}${compares}.`;
  };
  const draw = () => {
    ends();
    totals();
    byPage();
    data.charts.forEach(chartByDay);
    posts();
    data.facets.forEach(groups);
  };
  const choose = () => {
    state.page = Number(page.value);
    if (data.since !== null) {
      const [from, to] = [dayOf(since.value), dayOf(until.value)];
      if (!(from <= to)) { // also without a day
        document.getElementById("status").textContent =
          "Choose two days, of which the last is not before the first.";
        return;
      }
      [state.since, state.until] = [from, to];
    }
    draw();
  };
  const offer = () => {
    if (data.pages.length > 1) {
      page.append(element("option", `All ${data.pages.length} pages together`, { value: TOGETHER }));
    }
    data.pages.forEach((each, place) =>
      page.append(element("option", nameOf(each), { value: place })));
    page.value = String(state.page);
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
    [page, since, until].forEach((input) => input.addEventListener("change", choose));
    document.getElementById("choice").addEventListener("submit", (event) => event.preventDefault());
    document.getElementById("print").addEventListener("click", () => window.print());
  };

  // On paper a chart is as wide as the sheet.
  const places = () => document.querySelectorAll(".chart");
  window.addEventListener("beforeprint", () => places().forEach((place) => {
    place.style.zoom = String(Math.min(1, PRINTED / Math.max(1, place.offsetWidth)));
  }));
  window.addEventListener("afterprint", () => places().forEach((place) => {
    place.style.zoom = "";
  }));

  const start = async () => {
    offer();
    for (const [key, item] of Object.entries(items)) {
      const found = Bokeh.documents.length;
      await Bokeh.embed.embed_item(item);
      documents[key] = Bokeh.documents[found];
    }
    draw();
    document.documentElement.dataset.ready = "yes";
  };
  start();
})();
