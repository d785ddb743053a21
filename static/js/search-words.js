"use strict";
/* Words of texts and queries: cut exactly as generator/emitters/postings.py cuts them, and found again in a text. */
sitegen.cutter = (stopWords) => {
  const UNSPACED = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;
  const TOKEN = /[\p{L}\p{N}]+(?:[+#]+(?![\p{L}\p{N}_]))?/gu;
  /* As TOKEN, in a text as it is printed, where an accent may stand on its own. */
  const PRINTED = /[\p{L}\p{N}\p{M}]+(?:[+#]+(?![\p{L}\p{N}_]))?/gu;
  const HYPHEN = /^[-\u2010]$/;
  const BESIDE = /^[-\u2010\u2011 ]$/;
  const stop = new Set(stopWords);
  const stems = new Map();

  function stem(word) {
    if (!stems.has(word)) stems.set(word, sitegen.stem(word));
    return stems.get(word);
  }

  function plain(text) {
    return text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .normalize("NFKC")
      .toLowerCase();
  }

  /* The words of a text, stop words too. */
  function tokens(text) {
    return plain(text).match(TOKEN) ?? [];
  }

  /* The terms of a text: {term, word}, stop words left out. */
  function terms(text) {
    return tokens(text).flatMap((word) => {
      if (UNSPACED.test(word)) return pairs(word).map((term) => ({ term, word: term }));
      return stop.has(word) ? [] : [{ term: stem(word), word }];
    });
  }

  /* Two words joined by a hyphen as the one word under which the index has them, or null. */
  function compound(text) {
    const words = [...plain(text).matchAll(TOKEN)];
    if (words.length !== 2 || UNSPACED.test(text)) return null;
    const [[first], [second]] = words;
    const between = plain(text).slice(words[0].index + first.length, words[1].index);
    return HYPHEN.test(between) ? joined(first, second) : null;
  }

  function joined(first, second) {
    return { term: stem(first + second), word: first + second };
  }

  function pairs(run) {
    return run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));
  }

  /* Where a text holds terms of `exact`, or words that begin as one of `prefixes`: [start, end]; a compound is one. */
  function ranges(text, { exact, prefixes }) {
    const held = ({ term, word }) => exact.has(term) || exact.has(word.replace(/[+#]+$/, "")) || prefixes.some((prefix) => word.startsWith(prefix));
    const matches = [...text.matchAll(PRINTED)].map((match) => ({
      word: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }));
    const found = [];
    for (let at = 0; at < matches.length; at += 1) {
      const [{ word, start, end }, next] = [matches[at], matches[at + 1]];
      if (UNSPACED.test(word)) found.push(...runs(word, start, exact));
      else if (next && BESIDE.test(text.slice(end, next.start)) && exact.has(stem(plain(word + next.word)))) {
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

  return { plain, tokens, terms, compound, joined, ranges };
};
