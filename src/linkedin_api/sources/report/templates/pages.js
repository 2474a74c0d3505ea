/* Fills the charts and the tables of pages. */
const TOGETHER = -1;
const POSTS = 10;
const SUMMED = { organic_sum: "organic", paid_sum: "paid" };
const ENGAGED = ["clicks", "reactions", "comments", "reposts"];
state.page = data.pages.length === 1 ? 0 : TOGETHER;
const nameOf = (page) => page.name || `Page ${page.number}`;

// Figures: of a page, or of all together.
const chosen = () => (state.page === TOGETHER ? data.pages : [data.pages[state.page]]);
const at = (page, key, day) => {
  const series = page.series[key];
  const value = series && series[day - data.first];
  return value === undefined ? null : value;
};
const onDay = (pages, key, day) => add(pages.map((page) => at(page, key, day)));
const total = (pages, key, since, until) =>
  add(days(since, until).map((day) => onDay(pages, key, day)));
const known = (pages, key, since, until) =>
  days(since, until).reduce(
    (sum, day) => sum + pages.filter((page) => at(page, key, day) !== null).length, 0);
const engagement = (get) => ratio(add(ENGAGED.map(get)), get("impressions"));
const comparedTotal = (pages, keys) => compared(
  (since, until) => add(keys.map((key) => total(pages, key, since, until))),
  (since, until) => known(pages, keys[0], since, until));
const comparedRate = (pages) => compared(
  (since, until) => engagement((key) => total(pages, key, since, until)),
  (since, until) => known(pages, "impressions", since, until));

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
const totals = () => {
  const pages = chosen();
  const rows = TOTALS.map(([title, keys]) => {
    const [now, then] = comparedTotal(pages, keys);
    return [title, now, then, change(now, then)];
  });
  const rate = comparedRate(pages);
  const cards = document.getElementById("cards");
  cards.textContent = "";
  cards.append(card("Followers", count(followers(pages)), "at the last sync"));
  rows.filter(([title]) => CARDS.includes(title)).forEach(([title, now, then, difference]) =>
    cards.append(card(title, count(now), fromBefore(then, difference))));
  cards.append(card("Engagement", percent(rate[0]), fromBefore(rate[1], changeOfRate(...rate))));
  rows.push(["Engagement", percent(rate[0]), percent(rate[1]), changeOfRate(...rate)]);
  showTotals(rows);
};
const byPage = () => {
  const columns = [["Page", "text"], ["Followers", "number"], ["Gained", "number"],
    ["Change", "either"], ["Impressions", "number"], ["Change", "either"], ["Clicks", "number"],
    ["Engagement", "percent"], ["Page views", "number"], ["Change", "either"]];
  const row = (title, pages) => {
    const [gained, gainedBefore] = comparedTotal(pages, ["organic", "paid"]);
    const [seen, seenBefore] = comparedTotal(pages, ["impressions"]);
    const [views, viewsBefore] = comparedTotal(pages, ["views"]);
    return [title, followers(pages), gained, change(gained, gainedBefore), seen,
      change(seen, seenBefore), total(pages, "clicks", state.since, state.until),
      comparedRate(pages)[0], views, change(views, viewsBefore)];
  };
  show("pages", ranged("Page by page"), columns,
    data.pages.map((page) => row(nameOf(page), [page])), row("All together", data.pages));
};
const seriesOf = (pages) => (key, since, until) => {
  if (key === "engagement") {
    return days(since, until).map((day) => engagement((name) => onDay(pages, name, day)));
  }
  const daily = days(since, until).map((day) => onDay(pages, SUMMED[key] || key, day));
  if (!SUMMED[key]) return daily;
  let sum = 0;
  return daily.map((value) => (value === null ? null : (sum += value)));
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
  showGroups(key, title, `${title} of followers`, "Followers", all);
};

// Choices.
const select = document.getElementById("page");
if (data.pages.length > 1) {
  select.append(element("option", `All ${data.pages.length} pages together`, { value: TOGETHER }));
}
data.pages.forEach((page, place) =>
  select.append(element("option", nameOf(page), { value: place })));
select.value = String(state.page);
start([select], () => { state.page = Number(select.value); }, () => {
  say(state.page === TOGETHER ? `All ${data.pages.length} pages` : nameOf(chosen()[0]));
  totals();
  byPage();
  data.charts.forEach((chart) =>
    showDays(chart, seriesOf(chosen()), chosen().length === 1 ? chart.columns : []));
  posts();
  data.facets.forEach(groups);
});
