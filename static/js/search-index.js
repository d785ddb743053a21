"use strict";
/* Finding papers in the index: the shards of a query's words are loaded, and papers are ranked by the sum of the words'
   impacts. What a part of a query finds is one number a paper: 0 where it is not held, its score where it is. */
sitegen.index = (summary, lists, cutter = sitegen.cutter(summary.stop)) => {
  const PREFIX = 0.6;
  /* Score of what only says yes: a year, a tag. */
  const HELD = 1e-6;
  /* Shards in which the end of a word that is still being typed is looked for. */
  const MOST = 6;
  const { parse, fields } = sitegen.parser(cutter);
  const { near } = sitegen.spelling(cutter);
  const finders = { word, phrase, compound, year, list, every };

  /* The shard in which a term would stand. */
  function shardOf(term) {
    let [low, high] = [0, summary.shards.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (summary.shards[middle] <= term) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function shard(kind, number) {
    return number < 0 ? Promise.resolve({}) : sitegen.load(`search/${kind}-${number}`);
  }

  const nothing = () => new Float32Array(summary.papers);

  /* Postings as Python packed them: the step from the paper before in base 36, then a letter for the impact. */
  function each(packed, visit) {
    let [paper, step, order] = [0, 0, 0];
    for (let at = 0; at < packed.length; at += 1) {
      const code = packed.charCodeAt(at);
      if (code > 64 && code < 91) {
        paper += step;
        visit(paper, (code - 64) / summary.levels, order);
        order += 1;
        step = 0;
      } else step = step * 36 + code - (code < 58 ? 48 : 87);
    }
  }

  const idf = (papers) => Math.log(1 + (summary.papers - papers + 0.5) / (papers + 0.5));

  const [last, before] = summary.digits.map((digits) => new Map([...digits].map((digit, value) => [digit, value])));

  /* Places as Python packed them: steps, whose last digit is of another kind than those before it. */
  function steps(packed) {
    const places = [];
    let [place, high] = [0, 0];
    for (const digit of packed) {
      const low = last.get(digit);
      if (low === undefined) high = high * before.size + before.get(digit);
      else {
        place += high * last.size + low;
        places.push(place);
        high = 0;
      }
    }
    return places;
  }

  function within(places, field) {
    const [start, end] = summary.fields[field];
    return places.some((place) => place >= start && place < end);
  }

  /* Note a term's impacts in the papers that hold it (in a field), where they are more than what was found. */
  async function add(found, number, term, field) {
    const table = await shard("words", number);
    if (!Object.hasOwn(table, term)) return;
    const places = field ? (await shard("places", number))[term].split(",") : null;
    each(table[term], (paper, impact, order) => {
      if (impact > found[paper] && (!places || within(steps(places[order]), field))) found[paper] = impact;
    });
  }

  /* The papers that hold a word: its stem, and, when only begun or still being typed, whatever begins with it. */
  async function word({ term, word: begin, field, begun, open }) {
    const exact = nothing();
    await add(exact, shardOf(term), term, field);
    const found = weighed(exact, 1);
    return begun || (open && begin.length > 1) ? either(found, weighed(await beginning(begin, term, field, begun), PREFIX)) : found;
  }

  async function beginning(begin, term, field, begun) {
    const found = nothing();
    const [first, last] = [Math.max(0, shardOf(begin)), shardOf(`${begin}\uffff`)];
    if (!begun && last - first >= MOST) return found;
    for (let number = first; number <= last; number += 1) {
      for (const other of Object.keys(await shard("words", number))) {
        if (other !== term && other.startsWith(begin)) await add(found, number, other, field);
      }
    }
    return found;
  }

  function weighed(impacts, factor) {
    const weight = idf(size(impacts)) * factor;
    return impacts.map((impact) => impact * weight);
  }

  /* Two words joined by a hyphen: the one word that they are in the index, or both where it does not know it. */
  async function compound(part) {
    const found = await word(part);
    return held(found) ? found : every(part);
  }

  function every({ parts }) {
    return parts.reduce(async (found, part) => both(await found, await find(part)), null);
  }

  async function phrase({ terms, field }) {
    const found = await terms.reduce(async (before, one) => both(await before, await word({ ...one, field })), null);
    let starts = null;
    for (const [step, { term }] of terms.entries()) {
      if (!held(found)) return found;
      const [table, places] = await Promise.all(["words", "places"].map((kind) => shard(kind, shardOf(term))));
      const here = places[term].split(",");
      const next = new Map();
      each(table[term], (paper, _, order) => {
        if (!found[paper] || (starts && !starts.has(paper))) return;
        const at = new Set(steps(here[order]).map((place) => place - step));
        const kept = starts ? starts.get(paper).filter((place) => at.has(place)) : [...at];
        if (kept.length && (!field || within(kept, field))) next.set(paper, kept);
      });
      starts = next;
    }
    return found.map((score, paper) => (starts.has(paper) ? score : 0));
  }

  function year({ from, to }) {
    return nothing().map((_, paper) => (lists.years && lists.years[paper] >= from && lists.years[paper] <= to && lists.years[paper] ? HELD : 0));
  }

  /* The papers with a value of which every typed word begins a word. */
  async function list({ field, value }) {
    if (!lists.names.includes(field) || !value.length) return nothing();
    const { values, of } = await lists.load(field);
    const meant = values.map(([, label]) => {
      const tokens = cutter.tokens(label);
      return value.every((typed) => tokens.some((token) => token.startsWith(typed)));
    });
    return nothing().map((_, paper) => (of[paper].some((at) => meant[at]) ? HELD : 0));
  }

  function find(part) {
    return finders[part.kind](part);
  }

  const held = (found) => found.some((score) => score > 0);
  const size = (found) => found.reduce((sum, score) => sum + (score > 0 ? 1 : 0), 0);
  const both = (a, b) => (a ? a.map((score, paper) => (score && b[paper] ? score + b[paper] : 0)) : b);
  const either = (a, b, factor = 1) => (a ? a.map((score, paper) => Math.max(score, b[paper] * factor)) : b);

  /* One row of a query: what any of its alternatives finds; if none does, what a word nearby finds. */
  async function row(alternatives, told) {
    let found = null;
    for (const part of alternatives) found = either(found, await find(part));
    if (held(found)) return found;
    for (const part of alternatives) {
      if (!["word", "compound"].includes(part.kind) || part.begun) continue;
      for (const other of await near(part.word)) {
        const instead = await word({ ...other, field: part.field });
        if (!held(instead)) continue;
        told.push({ word: part.shown, other: other.word, term: other.term });
        return instead;
      }
    }
    return found;
  }

  /* A word and the next one, written as one: who writes "finetuning" says "fine" and "tuning", too. */
  async function joined(rows, found, at, marks) {
    const [first, second] = [rows[at], rows[at + 1]].map((one) => (one?.length === 1 && one[0].kind === "word" ? one[0] : null));
    if (!first || !second || first.field || second.field) return;
    const one = cutter.joined(first.word, second.word);
    const more = await word(one);
    if (!held(more)) return;
    marks.exact.add(one.term);
    for (const place of [at, at + 1]) found[place] = either(found[place], more, PREFIX);
  }

  /* Everything about a query: papers by rank, what was shown instead of a misspelt word, each row's own papers, and why
     there was nothing to look for. */
  async function search(query) {
    const parsed = parse(query);
    const instead = [];
    const marks = { exact: new Set(), prefixes: [] };
    const found = await Promise.all(parsed.all.map((alternatives) => row(alternatives, instead)));
    for (const at of parsed.all.keys()) await joined(parsed.all, found, at, marks);
    for (const part of parsed.all.flat()) mark(part, marks);
    instead.forEach(({ term }) => marks.exact.add(term));
    const unwanted = (await Promise.all(parsed.without.map(find))).reduce((a, b) => either(a, b), null);
    const wanted = (scores) => (unwanted ? scores.map((score, paper) => (unwanted[paper] ? 0 : score)) : scores);
    const all = found.length ? wanted(found.reduce(both)) : nothing();
    return { papers: ranked(all), ...told(parsed, found, wanted, all), instead, marks, unknown: parsed.unknown, empty: reason(parsed, query) };
  }

  function mark(part, marks) {
    if (part.kind === "every") part.parts.forEach((one) => mark(one, marks));
    for (const { term } of [part, ...(part.terms ?? []), ...(part.parts ?? [])]) if (term) marks.exact.add(term);
    if ((part.begun || part.open) && part.word?.length > 1) marks.prefixes.push(part.word);
  }

  /* Papers by falling score, then by number: sorted as plain numbers, which is ten times as fast as by a function. */
  function ranked(scores) {
    const papers = summary.papers;
    const keys = [];
    scores.forEach((score, paper) => score && keys.push(Math.round(score * 1e6) * papers + papers - 1 - paper));
    return Array.from(Float64Array.from(keys).sort().reverse(), (key) => papers - 1 - (key % papers));
  }

  /* What a reader can do about a query that finds nothing: each row's own papers, those that the others leave without
     it, and the papers that hold most rows. */
  function told({ all: rows }, found, wanted, all) {
    const shown = rows.map((alternatives) => alternatives.map((part) => part.shown).join(" OR "));
    const counts = shown.map((word, at) => ({ word, papers: size(found[at]) }));
    if (rows.length < 2 || held(all)) return { counts, fewer: [], closest: [] };
    const fewer = shown.map((word, at) => ({
      word,
      query: shown.filter((_, other) => other !== at).join(" "),
      papers: size(wanted(found.filter((_, other) => other !== at).reduce(both))),
    }));
    const most = nothing().map((_, paper) => found.filter((scores) => scores[paper]).length);
    const best = Math.max(...most);
    const near = nothing().map((_, paper) => (most[paper] === best ? found.reduce((sum, scores) => sum + scores[paper], 0) : 0));
    return { counts, fewer: fewer.filter(({ papers }) => papers), closest: best * 2 >= rows.length ? ranked(wanted(near)) : [] };
  }

  /* Why a query says nothing to look for: the key of the words for it, or "". */
  function reason({ all, minus }, query) {
    if (all.length) return "";
    if (minus) return "search.only_minus";
    return cutter.tokens(query).length ? "search.common" : "search.no_words";
  }

  /* A paper's texts, by its number. */
  async function paper(number) {
    const rows = await sitegen.load(`papers/${Math.floor(number / summary.chunk)}`);
    return { number, row: rows[number % summary.chunk] };
  }

  return { search, paper, fields, ...cutter };
};
