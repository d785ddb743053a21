"use strict";
/* Finding papers in the index: words become terms exactly as generator/emitters/search.py makes them, the shards of those
   terms are loaded, and papers are ranked by the sum of their terms' impacts. */
sitegen.index = (summary) => {
  const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;
  const TOKEN = /[\p{L}\p{N}]+(?:[+#]+(?![\p{L}\p{N}_]))?/gu;
  /* As TOKEN, in a text as it is printed, where an accent may stand on its own. */
  const PRINTED = /[\p{L}\p{N}\p{M}]+(?:[+#]+(?![\p{L}\p{N}_]))?/gu;
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

  /* A query in parts: words that must occur, phrases whose words must follow one another, words that must not occur. */
  function parse(query) {
    const parsed = { words: [], phrases: [], without: [], open: !/[\s"]$/.test(query) };
    for (const [, minus, phrase, word] of query.matchAll(/(?:^|\s)(-?)(?:"([^"]*)"?|(\S+))/g)) {
      const found = terms(phrase ?? word);
      if (minus) parsed.without.push(...found);
      else parsed.words.push(...found);
      if (!minus && phrase !== undefined && found.length > 1) parsed.phrases.push(found.map(({ term }) => term));
      if (phrase !== undefined || minus) parsed.last = null;
      else parsed.last = found.at(-1) ?? null;
    }
    if (!parsed.open) parsed.last = null;
    return parsed;
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

  /* Everything about a query: papers by rank, what was shown instead of a misspelt word, each word's own count. */
  async function search(query) {
    const parsed = parse(query);
    const counts = [];
    const instead = [];
    let ranked = null;
    for (const word of unique(parsed.words)) {
      let found = await holding(word, word === parsed.last || word.word === parsed.last?.word);
      counts.push({ word: word.word, papers: found.size });
      const other = found.size ? null : await nearest(word);
      if (other) {
        instead.push({ word: word.word, other });
        found = await holding({ term: other, word: other }, false);
      }
      ranked = ranked ? both(ranked, found) : found;
    }
    ranked = await without(ranked ?? new Map(), parsed.without);
    ranked = await following(ranked, parsed.phrases);
    const papers = [...ranked].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([paper]) => paper);
    return { papers, counts, instead, marks: marks(parsed, instead), empty: !parsed.words.length };
  }

  function unique(words) {
    return words.filter((one, at) => words.findIndex(({ term }) => term === one.term) === at);
  }

  function both(a, b) {
    return new Map([...a].filter(([paper]) => b.has(paper)).map(([paper, score]) => [paper, score + b.get(paper)]));
  }

  async function without(ranked, words) {
    for (const word of words) for (const paper of (await holding(word, false)).keys()) ranked.delete(paper);
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

  function marks(parsed, instead) {
    const exact = new Set([...parsed.words.map(({ term }) => term), ...instead.map(({ other }) => other)]);
    return { exact, prefix: parsed.last?.word ?? "" };
  }

  /* Where a text holds the words of a query, as [start, end]. */
  function ranges(text, { exact, prefix }) {
    const held = ({ term, word }) => exact.has(term) || (prefix.length > 1 && word.startsWith(prefix));
    return [...text.matchAll(PRINTED)].flatMap((match) => {
      if (UNSPACED.test(match[0])) return runs(match[0], match.index, exact);
      return terms(match[0]).some(held) ? [[match.index, match.index + match[0].length]] : [];
    });
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

  return { search, paper, ranges, terms, shardName };
};
