"use strict";
/* Words of the library that are a slip or two away from one that nothing holds. */
sitegen.spelling = (cutter) => {
  const SHORT = 4;
  const LONG = 8;
  let words = null;

  /* The most frequent words, as generator/emitters/postings.py packed them: letters shared, the rest, how frequent. */
  async function known() {
    if (words) return words;
    const packed = await sitegen.load("search/spellings");
    let last = "";
    words = [];
    for (const [, shared, rest, often] of packed.matchAll(/([0-9a-z])([^A-Z]*)([A-Z])/g)) {
      last = last.slice(0, Number.parseInt(shared, 36)) + rest;
      words.push({ word: last, often: often.charCodeAt(0) });
    }
    return words;
  }

  /* Words near to one, best first: fewest slips, the same first letter, the most frequent. Two slips only in long ones. */
  async function near(word) {
    if (word.length < SHORT || /\d/.test(word)) return [];
    const most = word.length < LONG ? 1 : 2;
    const found = [];
    for (const { word: other, often } of await known()) {
      if (Math.abs(other.length - word.length) > most) continue;
      const far = distance(word, other, most);
      if (far <= most) found.push({ word: other, rank: far * 1000 + (other[0] === word[0] ? 0 : 500) - often });
    }
    found.sort((a, b) => a.rank - b.rank || (a.word < b.word ? -1 : 1));
    return found.slice(0, 5).map(({ word: other }) => ({ word: other, term: sitegen.stem(cutter.plain(other)) }));
  }

  /* How many letters more, fewer or other, or swaps of two neighbours, make `b` of `a`; more than `most` is enough. */
  function distance(a, b, most) {
    let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j += 1) {
        let value = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
        row.push(value);
        least = Math.min(least, value);
      }
      if (least > most) return least;
      [before, last] = [last, row];
    }
    return last[b.length];
  }

  return { near };
};
