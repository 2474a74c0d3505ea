/* Fills the charts and the tables of advertising. Amounts of several currencies are never added: a
   scope has one currency, or LinkedIn's own conversion to US dollars. */
const ROWS = 50; // of campaigns and creatives in a table; its CSV file has all
const DOLLARS = "USD";
const placesOf = (keys) => new Map(keys.map((key, place) => [key, place]));
const measures = placesOf(data.measures.map(([key]) => key));
const ofMembers = placesOf(data.of_members);
const rates = new Map(data.rates.map(([key, title, over, under, isMoney]) =>
  [key, { title, over, under, isMoney }]));
const titles = new Map([...data.measures, ...data.rates].map(([key, title]) => [key, title]));
const last = data.first + data.days - 1;
let campaigns = [];
let creatives = [];
let groups = [];
state.scope = "all";
state.order = "cost";

// Names.
const accountName = (account) => data.accounts[account][1] || `Account ${data.accounts[account][0]}`;
const campaignName = ([number, name, , , , members]) =>
  number === null ? `${count(members)} other campaigns` : name || `Campaign ${number}`;
const names = new Map(data.campaigns.map((each) => [each[0], campaignName(each)]));

// Scopes: what is shown together, and in which currency.
const currenciesOf = (things) => [...new Set(things.map((each) => each.currency))].sort();
const hasDollars = () => campaigns.some((each) => each.numbers[measures.get("usd")]);
const scopeOf = (id, title, things) => {
  const currencies = currenciesOf(things);
  const converts = currencies.length > 1 && hasDollars();
  const unit = converts ? DOLLARS : currencies.length === 1 ? currencies[0] || "" : null;
  return { id, title, things, currencies, converts, unit, sums: new Map() };
};
const alone = (thing) => scopeOf("alone", "", [thing]);
const scopes = () => {
  const all = currenciesOf(campaigns);
  const together = data.accounts.length > 1 || all.length > 1;
  const found = together
    ? [["Together", [scopeOf("all", `All ${data.accounts.length} accounts together`, campaigns)]]]
    : [];
  if (all.length > 1) {
    all.forEach((currency) => found[0][1].push(scopeOf(`in:${currency}`,
      `All accounts in ${currency || "an unknown currency"}`,
      campaigns.filter((each) => each.currency === currency))));
  }
  found.push(["Accounts", data.accounts.map((_, place) => scopeOf(`account:${place}`,
    accountName(place), campaigns.filter((each) => each.account === place)))]);
  data.accounts.forEach((_, place) => {
    const own = campaigns.filter((each) => each.account === place);
    if (own.length) {
      found.push([`Campaigns of ${accountName(place)}`,
        own.map((each) => ({ ...scopeOf(`campaign:${each.place}`, each.name, [each]),
          campaign: each.number }))]);
    }
  });
  return found;
};
let byId = new Map();
const scope = () => byId.get(state.scope);

// Figures. Without a row a day is zero, since LinkedIn leaves out what is zero.
const seriesOf = (thing, key, converts) => {
  const wanted = key === "cost" && converts && thing.currency !== DOLLARS ? "usd" : key;
  return thing.numbers[measures.get(wanted)];
};
/* The sum of each day that the file holds; null where the tables do not have the number. */
const sumsOf = (within, key) => {
  if (within.sums.has(key)) return within.sums.get(key);
  const sums = new Array(data.days).fill(null);
  within.things.forEach((thing) => {
    const series = seriesOf(thing, key, within.converts);
    if (!series || (key === "cost" && within.unit === null)) return;
    for (let place = 0; place < data.days; place += 1) {
      const own = data.first + place - thing.start;
      const value = own >= 0 && own < series.length ? series[own] : 0;
      if (value !== null) sums[place] = (sums[place] || 0) + value;
    }
  });
  within.sums.set(key, sums);
  return sums;
};
const figure = (within, key, since, until) => {
  const rate = rates.get(key);
  if (rate) {
    return ratio(figure(within, rate.over, since, until), figure(within, rate.under, since, until));
  }
  return add(sumsOf(within, key)
    .slice(Math.max(0, since - data.first), Math.max(0, until + 1 - data.first)));
};
const now = (within, key) => figure(within, key, state.since, state.until);
const known = (since, until) =>
  Math.max(0, Math.min(until, last) - Math.max(since, data.first) + 1);
const comparedFigure = (within, key) =>
  compared((since, until) => figure(within, key, since, until), known);
const kindOf = (key) => {
  const rate = rates.get(key);
  if (rate) return rate.isMoney ? "money" : "percent";
  return key === "cost" || key === "usd" ? "money" : "number";
};
const changed = (key, values) =>
  kindOf(key) === "percent" ? changeOfRate(...values) : change(...values, FORMATS[kindOf(key)]);
const daily = (within) => (key, since, until) =>
  days(since, until).map((day) => figure(within, key, day, day));
const priced = (unit, value) => (value === null ? "–" : `${unit || "?"} ${amount(value)}`);

// Sections.
const CARDS = ["impressions", "clicks", "ctr", "cpc", "conversions", "cost_per_conversion"];
const totals = (within) => {
  const cards = document.getElementById("cards");
  cards.textContent = "";
  const rows = [];
  const row = (key, from, isCard, title = titles.get(key)) => {
    const [value, then] = comparedFigure(from, key);
    const kind = kindOf(key);
    const isMoney = kind === "money";
    const heading = isMoney ? `${title} (${from.unit || "no currency"})` : title;
    const difference = changed(key, [value, then]);
    rows.push([heading, { value, kind }, { value: then, kind }, difference]);
    if (!isCard) return;
    cards.append(card(heading, FORMATS[kind](value), fromBefore(then, difference)));
  };
  within.currencies.forEach((currency) => row("cost",
    scopeOf("", "", within.things.filter((each) => each.currency === currency)), true));
  if (within.converts) row("cost", within, false, "Spend, as LinkedIn converts it");
  ["impressions", "clicks", "ctr", "cpc", "conversions", "cost_per_conversion", "leads",
    "cost_per_lead"].forEach((key) => row(key, within, CARDS.includes(key)));
  showTotals(rows);
};
const COLUMNS = [["Currency", "day"], ["Spend", "money"], ["Change", "either"],
  ["Impressions", "number"], ["Clicks", "number"], ["CTR", "percent"], ["CPC", "money"],
  ["Conversions", "number"], ["Cost per conversion", "money"], ["Leads", "number"]];
const cellsOf = (within) => [within.unit || "–", now(within, "cost"),
  changed("cost", comparedFigure(within, "cost")),
  ...["impressions", "clicks", "ctr", "cpc", "conversions", "cost_per_conversion", "leads"]
    .map((key) => now(within, key))];
const byAccount = () => {
  const together = scopeOf("", "", campaigns);
  const rows = data.accounts.flatMap((_, place) => {
    const own = campaigns.filter((each) => each.account === place);
    return currenciesOf(own).map((currency) => [accountName(place),
      ...cellsOf(scopeOf("", "", own.filter((each) => each.currency === currency)))]);
  });
  show("accounts", ranged("Account by account"), [["Account", "text"], ...COLUMNS], rows,
    [together.converts ? "All together, as LinkedIn converts it" : "All together",
      ...cellsOf(together)]);
};
/* Orders campaigns or creatives by what was chosen; what costs the least comes first. */
const ordered = (within, things) => {
  const isMoney = kindOf(state.order) === "money";
  const key = isMoney && within.unit === null ? "impressions" : state.order;
  const cheapest = rates.has(key) && isMoney;
  const compares = (thing) => ({ ...alone(thing), converts: within.converts });
  const found = things
    .map((thing) => [thing, now(compares(thing), key)])
    .filter(([thing]) => now(alone(thing), "impressions") || now(alone(thing), "cost"));
  const worst = cheapest ? Infinity : -Infinity;
  const rank = (value) => (value === null ? worst : value);
  found.sort(([, one], [, two]) =>
    (cheapest ? rank(one) - rank(two) : rank(two) - rank(one)) || 0);
  return { key, found };
};
const best = (key, noun, things, columns, heads) => {
  const within = scope();
  const { key: order, found } = ordered(within, things);
  const kind = kindOf(order);
  const label = (thing, value) => {
    if (kind !== "money") return `${titles.get(order)}: ${FORMATS[kind](value)}`;
    const own = `${titles.get(order)}: ${priced(thing.currency, now(alone(thing), order))}`;
    return within.converts && thing.currency !== DOLLARS ? `${own} (${priced(DOLLARS, value)})` : own;
  };
  showBars(key, found.filter(([, value]) => value !== null)
    .map(([thing, value]) => [thing.name, value, label(thing, value)]),
  (bars) => (bars
    ? `Bar chart: ${noun} by ${titles.get(order)}, the best ${bars}. The table below has its numbers.`
    : `No ${noun} with figures in this range.`), kind);
  document.getElementById(`note-${key}`).textContent = found.length
    ? `By ${titles.get(order)}${kind === "money" ? `, in ${within.unit || "?"}` : ""}`
      + `${rates.has(order) && kind === "money" ? ", the least first" : ""}.` : "";
  const rows = found.map(([thing]) => [...heads(thing), ...cellsOf(alone(thing))]);
  const some = rows.length > ROWS ? `the first ${ROWS} of ` : "";
  show(key, ranged(`Best ${noun}: ${some}${count(rows.length)}`), [...columns, ...COLUMNS],
    rows.slice(0, ROWS), undefined, rows);
};
const bestCampaigns = () => best("campaigns", "campaigns", scope().things,
  [["Campaign", "text"], ["Account", "text"], ["Status", "day"]],
  (each) => [each.name, accountName(each.account), each.status || "–"]);
const bestCreatives = () => {
  const { id, things, campaign } = scope();
  const accounts = new Set(things.map((each) => each.account));
  const currencies = new Set(things.map((each) => each.currency));
  const own = creatives.filter((each) => (campaign === undefined
    ? accounts.has(each.account) && currencies.has(each.currency)
    : each.campaign === campaign));
  best("creatives", "creatives", id ? own : [],
    [["Creative", "text"], ["Campaign", "text"], ["Account", "text"]],
    (each) => [each.post ? { text: each.name, urn: each.post } : each.name,
      names.get(each.campaign) || "–", accountName(each.account)]);
};

// Members, by whole months.
const monthOf = (day) => {
  const date = new Date(day * DAY);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
};
const monthText = (month) => new Date(Date.UTC(1970, month)).toISOString().slice(0, 7);
const members = ([key, title, pivot]) => {
  const { things, campaign } = scope();
  const accounts = new Set(things.map((each) => each.account));
  const [from, to] = [monthOf(state.since), monthOf(state.until)];
  const sums = new Map();
  groups.filter((each) => each.pivot === pivot && accounts.has(each.account)
      && (campaign === undefined || each.campaign === campaign)).forEach((each) => {
    const within = (series) => (series
      ? add(series.slice(Math.max(0, from - each.start), Math.max(0, to + 1 - each.start))) : null);
    const sum = sums.get(each.code) || data.of_members.map(() => null);
    sums.set(each.code, sum.map((value, place) => add([value, within(each.numbers[place])])));
  });
  const of = (sum, measure) => sum[ofMembers.get(measure)];
  const all = [...sums].filter(([, sum]) => sum.some((value) => value))
    .map(([code, sum]) => ({ code, sum, name: data.names[code], number: of(sum, "impressions") }));
  all.sort((one, two) => (two.number || 0) - (one.number || 0));
  showGroups(key, title, `${title}, ${monthText(from)} to ${monthText(to)}`, "Impressions", all,
    [["Clicks", "number"], ["CTR", "percent"], ["Conversions", "number"]],
    ({ sum, number }) =>
      [of(sum, "clicks"), ratio(of(sum, "clicks"), number), of(sum, "conversions")]);
};

// Choices.
const select = document.getElementById("scope");
const order = document.getElementById("order");
const offer = () => {
  const found = scopes();
  byId = new Map(found.flatMap(([, some]) => some).map((each) => [each.id, each]));
  found.forEach(([label, some]) => {
    const group = element("optgroup", undefined, { label });
    some.forEach((each) => group.append(element("option", each.title, { value: each.id })));
    select.append(group);
  });
  state.scope = byId.has("all") ? "all" : "account:0";
  select.value = state.scope;
};
const money = (within) => {
  if (within.converts) return `, money in ${DOLLARS} as LinkedIn converts it`;
  if (within.unit === null) return ", without money, which is in several currencies";
  return within.unit ? `, money in ${within.unit}` : "";
};
const draw = () => {
  const within = scope();
  say(`${within.title}${money(within)}`,
    state.until > data.whole ? " The last day was not over when it was loaded." : "");
  totals(within);
  data.charts.forEach((chart) =>
    showDays(chart, daily(within), [], chart.kind === "money" ? within.unit || "?" : ""));
  byAccount();
  bestCampaigns();
  bestCreatives();
  data.facets.forEach(members);
};

// The numbers are compressed JSON.
const unpack = async (text) => {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
};
const open = async () => {
  if (!window.DecompressionStream) {
    document.getElementById("status").textContent =
      "This browser is too old for the report: it needs one of 2023 or newer.";
    return;
  }
  const packed = await unpack(data.packed);
  items = packed.items;
  const withNumbers = (columns, place, keys = [...measures.keys()]) => ({
    start: columns.start[place], numbers: keys.map((key) => columns[key][place]) });
  campaigns = data.campaigns.map((each, place) => ({
    place, number: each[0], name: campaignName(each), account: each[2], currency: each[3],
    status: each[4], ...withNumbers(packed.campaigns, place) }));
  creatives = data.creatives.map(([number, name, account, currency, post, campaign], place) => ({
    name: name || `Creative ${number}`, account, currency, post, campaign,
    ...withNumbers(packed.creatives, place) }));
  groups = packed.groups.of.map(([account, campaign, pivot, code], place) => ({
    account, campaign, pivot, code, ...withNumbers(packed.groups, place, data.of_members) }));
  offer();
  await start([select, order], () => {
    state.scope = select.value;
    state.order = order.value;
  }, draw);
};
open();
