"use strict";
/* Finding papers in the index: words become terms exactly as generator/emitters/search.py makes them, the shards of those
   terms are loaded, and papers are ranked by the sum of their terms' impacts. */
sitegen.index = (summary) => {
  const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;
  const TOKEN = /[\p{L}\p{N}]+(?:[+#]+(?![\p{L}\p{N}_]))?/gu;
  /* As TOKEN, in a text as it is printed, where an accent may stand on its own. */
  const PRINTED = /[\p{L}\p{N}\p{M}]+(?:[+#]+(?![\p{L}\p{N}_]))?/gu;
  const HYPHEN = /^[-\u2010]$/;
  const BESIDE = /^[-\u2010\u2011 ]$/;
  const PREFIX = 0.6;
  const shards = new Set(summary.shards);
  const stop = new Set(summary.stop);

  function plain(text) {
    return text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .normalize("NFKC")
      .toLowerCase();
  }

  /* The terms of a text: {term, word}, stop words left out. */
  function terms(text) {
    return (plain(text).match(TOKEN) ?? []).flatMap((word) => {
      if (UNSPACED.test(word)) return pairs(word).map((term) => ({ term, word: term }));
      return stop.has(word) ? [] : [{ term: sitegen.stem(word), word }];
    });
  }

  /* Two words joined by a hyphen as the one word under which the index has them, or null. */
  function compound(text) {
    const words = [...plain(text).matchAll(TOKEN)];
    if (words.length !== 2 || UNSPACED.test(text)) return null;
    const [[first], [second]] = words;
    const between = plain(text).slice(words[0].index + first.length, words[1].index);
    return HYPHEN.test(between) ? { term: sitegen.stem(first + second), word: first + second } : null;
  }

  function pairs(run) {
    return run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
  }

  function shardName(term) {
    const head = Array.from(term).slice(0, 2).join("");
    return /^[a-z0-9]+$/.test(head) ? head : `u-${term.codePointAt(0) % 64}`;
  }

  function shard(name) {
    return shards.has(name) ? sitegen.load(`search/${name}`) : Promise.resolve({});
  }

  /* A query in parts: words that must occur, phrases whose words must follow one another, words and phrases that must
     not occur. A compound is one word; where the index does not know it, its `parts` stand in for it. */
  function parse(query) {
    const parsed = { words: [], phrases: [], without: [], minus: false, open: !/[\s"]$/.test(query), last: null };
    for (const [, minus, phrase, word] of query.matchAll(/(?:^|\s)(-?)(?:"([^"]*)"?|(\S+))/g)) {
      const found = terms(phrase ?? word);
      const joined = word ? compound(word) : null;
      parsed.minus ||= Boolean(minus);
      if (minus) parsed.without.push({ phrase: found.map(({ term }) => term), joined });
      else parsed.words.push(...(joined ? [{ ...joined, shown: word, parts: found }] : found));
      if (!minus && phrase !== undefined && found.length > 1) parsed.phrases.push(found.map(({ term }) => term));
      parsed.last = phrase !== undefined || minus || !found.length ? null : parsed.words.at(-1);
    }
    if (!parsed.open) parsed.last = null;
    return parsed;
  }

  /* The parsed query with each compound that the index does not know opened into its parts. */
  async function opened(parsed) {
    const words = [];
    let { last } = parsed;
    for (const word of parsed.words) {
      const known = !word.parts || (await holding(word, word === last)).size;
      words.push(...(known ? [word] : word.parts));
      if (!known && word === last) last = word.parts.at(-1) ?? null;
    }
    return { ...parsed, words: unique(words), last };
  }

  /* Postings as Python packed them: the step from the paper before in base 36, then a letter for the impact. */
  function unpack(packed) {
    const postings = new Map();
    let at = 0;
    for (const [, step, level] of packed.matchAll(/([0-9a-z]+)([A-Z])/g)) {
      at += Number.parseInt(step, 36);
      postings.set(at, (level.charCodeAt(0) - 64) / summary.levels);
    }
    return postings;
  }

  function scored(packed, factor) {
    const postings = unpack(packed);
    const idf = Math.log(1 + (summary.papers - postings.size + 0.5) / (postings.size + 0.5));
    return new Map([...postings].map(([paper, impact]) => [paper, impact * idf * factor]));
  }

  /* The papers that hold a word: its stem, and, while it is still being typed, whatever begins with it. */
  async function holding({ term, word }, open) {
    const table = await shard(shardName(term));
    const found = Object.hasOwn(table, term) ? scored(table[term], 1) : new Map();
    if (!open || word.length < 2) return found;
    const typed = shardName(word) === shardName(term) ? table : await shard(shardName(word));
    for (const other of Object.keys(typed)) {
      if (other === term || !other.startsWith(word)) continue;
      for (const [paper, score] of scored(typed[other], PREFIX))
        found.set(paper, Math.max(score, found.get(paper) ?? 0));
    }
    return found;
  }

  /* A term one slip away from a word that nothing holds, the most frequent of its kind, or null. */
  async function nearest({ term }) {
    if (term.length < 4) return null;
    const table = await shard(shardName(term));
    const close = Object.keys(table).filter((other) => oneSlip(term, other));
    return close.sort((a, b) => table[b].length - table[a].length || (a < b ? -1 : 1))[0] ?? null;
  }

  /* Whether one letter more, fewer or other, or two swapped, makes `b` of `a`. */
  function oneSlip(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let start = 0;
    while (start < a.length && a[start] === b[start]) start += 1;
    const [restA, restB] = [a.slice(start), b.slice(start)];
    return (
      restA.slice(1) === restB.slice(1) ||
      restA.slice(1) === restB ||
      restA === restB.slice(1) ||
      (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
    );
  }

  /* Everything about a query: papers by rank, what was shown instead of a misspelt word, each word's own count, and why
     there was nothing to look for. */
  async function search(query) {
    const parsed = await opened(parse(query));
    const counts = [];
    const instead = [];
    const joined = [];
    let ranked = null;
    for (const [at, word] of parsed.words.entries()) {
      let found = await holding(word, word === parsed.last || word.word === parsed.last?.word);
      counts.push({ word: word.shown ?? word.word, papers: found.size });
      for (const other of neighbours(parsed.words, at)) {
        const more = await holding(other, false);
        if (more.size) joined.push(other.term);
        found = either(found, more);
      }
      const other = found.size ? null : await nearest(word);
      if (other) {
        instead.push({ word: word.shown ?? word.word, other });
        found = await holding({ term: other, word: other }, false);
      }
      ranked = ranked ? both(ranked, found) : found;
    }
    ranked = await without(ranked ?? new Map(), parsed.without);
    ranked = await following(ranked, parsed.phrases);
    const papers = [...ranked].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([paper]) => paper);
    return { papers, counts, instead, marks: marks(parsed, instead, joined), empty: reason(parsed, query) };
  }

  /* Why a query says nothing to look for: the key of the words for it, or "". */
  function reason({ words, minus }, query) {
    if (words.length) return "";
    if (minus) return "search.only_minus";
    return plain(query).match(TOKEN) ? "search.common" : "search.no_words";
  }

  /* A word and the one beside it in the query, written as one: who writes "finetuning" says "fine" and "tuning", too. */
  function neighbours(words, at) {
    const join = (a, b) => (a && b && !a.parts && !b.parts ? [{ term: sitegen.stem(a.word + b.word), word: "" }] : []);
    return [...join(words[at - 1], words[at]), ...join(words[at], words[at + 1])];
  }

  function unique(words) {
    return words.filter((one, at) => words.findIndex(({ term }) => term === one.term) === at);
  }

  function both(a, b) {
    return new Map([...a].filter(([paper]) => b.has(paper)).map(([paper, score]) => [paper, score + b.get(paper)]));
  }

  function either(a, b) {
    const found = new Map(a);
    for (const [paper, score] of b) found.set(paper, Math.max(score * PREFIX, found.get(paper) ?? 0));
    return found;
  }

  /* Drop the papers that hold what a minus names: a word, a phrase as a phrase, a compound however it is written. */
  async function without(ranked, unwanted) {
    for (const { phrase, joined } of unwanted) {
      let held = phrase.length ? ranked : new Map();
      for (const term of phrase) held = both(held, await holding({ term, word: term }, false));
      if (phrase.length > 1) held = await following(held, [phrase]);
      const compounds = joined ? await holding(joined, false) : new Map();
      for (const paper of [...held.keys(), ...compounds.keys()]) ranked.delete(paper);
    }
    return ranked;
  }

  /* Keep the papers in which the words of every phrase follow one another; looked up in the texts themselves. */
  async function following(ranked, phrases) {
    if (!phrases.length) return ranked;
    const papers = await Promise.all([...ranked.keys()].map(paper));
    const kept = papers.filter(({ row }) =>
      phrases.every((phrase) => texts(row).some((text) => follows(text, phrase))),
    );
    return new Map(kept.map(({ number }) => [number, ranked.get(number)]));
  }

  function texts(row) {
    return [row.title, row.abstract ?? "", ...(row.labels ?? []), ...(row.authors ?? []), row.venue ?? ""];
  }

  function follows(text, phrase) {
    const found = terms(text).map(({ term }) => term);
    return found.some((_, at) => phrase.every((term, step) => found[at + step] === term));
  }

  /* A paper's texts, by its number. */
  async function paper(number) {
    const rows = await sitegen.load(`papers/${Math.floor(number / summary.chunk)}`);
    return { number, row: rows[number % summary.chunk] };
  }

  function marks(parsed, instead, joined) {
    const exact = new Set([...parsed.words.map(({ term }) => term), ...instead.map(({ other }) => other), ...joined]);
    return { exact, prefix: parsed.last?.word ?? "" };
  }

  /* Where a text holds the words of a query, as [start, end]; a compound is marked as one. */
  function ranges(text, { exact, prefix }) {
    const held = ({ term, word }) => exact.has(term) || (prefix.length > 1 && word.startsWith(prefix));
    const matches = [...text.matchAll(PRINTED)].map((match) => ({
      word: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }));
    const found = [];
    for (let at = 0; at < matches.length; at += 1) {
      const [{ word, start, end }, next] = [matches[at], matches[at + 1]];
      if (UNSPACED.test(word)) found.push(...runs(word, start, exact));
      else if (next && BESIDE.test(text.slice(end, next.start)) && exact.has(sitegen.stem(plain(word + next.word)))) {
        found.push([start, next.end]);
        at += 1;
      } else if (terms(word).some(held)) found.push([start, end]);
    }
    return found;
  }

  function runs(run, start, exact) {
    const found = [];
    pairs(run).forEach((pair, at) => {
      if (!exact.has(pair)) return;
      const from = start + at;
      if (found.length && found.at(-1)[1] >= from) found.at(-1)[1] = from + pair.length;
      else found.push([from, from + pair.length]);
    });
    return found;
  }

  return { search, paper, ranges, terms, compound, shardName };
};
