"use strict";
/* What a reader types, in parts: words, "phrases", begun*, field:value, -not, and OR between two of them. */
sitegen.parser = (cutter) => {
  const ITEM = /(-?)(?:(\p{L}+):(?=[^\s/]))?(?:["“”„]([^"“”„]*)["“”„]?|([^\s"“”„|]+))|(\|)/gu;
  /* Fields of the texts, fields that are lists of values, and other words for them. */
  const TEXTS = ["title", "abstract", "author", "venue", "keyword"];
  const LISTS = ["topic", "tag", "source", "collection", "has"];
  const OTHER = { authors: "author", journal: "venue", keywords: "keyword", tags: "tag", topics: "topic" };
  const FIELDS = [...TEXTS, "year", ...LISTS];

  /* {all: [[alternative, ...], ...], without: [alternative, ...], unknown: [field, ...], minus}. An alternative is
     {kind: "word" | "compound" | "phrase" | "year" | "list", field, shown, ...}; of all rows one alternative must hold. */
  function parse(query) {
    const parsed = { all: [], without: [], unknown: [], minus: false };
    let or = false;
    const items = [...query.matchAll(ITEM)];
    items.forEach((match, at) => {
      const [whole, minus, name, phrase, word, bar] = match;
      if (bar || whole === "OR") {
        or = parsed.all.length > 0 && at < items.length - 1;
        return;
      }
      const open = at === items.length - 1 && phrase === undefined && !/\s$/.test(query);
      const found = alternatives({ ...field(name, parsed.unknown), phrase, word, open });
      if (minus) {
        parsed.minus = true;
        parsed.without.push(...(found.length > 1 ? [{ kind: "every", parts: found, shown: whole }] : found));
      } else if (or && found.length) {
        const last = parsed.all.pop();
        parsed.all.push([...last, found.length > 1 ? { kind: "every", parts: found, shown: whole } : found[0]]);
      } else parsed.all.push(...found.map((one) => [one]));
      or = false;
    });
    return parsed;
  }

  /* The field that a name means. A name that is none is a word like others, and is said to be none. */
  function field(name, unknown) {
    if (!name) return { field: "", extra: "" };
    const plain = cutter.plain(name);
    const known = FIELDS.includes(plain) ? plain : OTHER[plain];
    if (known) return { field: known, extra: "" };
    unknown.push(name);
    return { field: "", extra: name };
  }

  function alternatives({ field, extra, phrase, word, open }) {
    const text = phrase ?? word;
    const shown = `${field ? `${field}:` : ""}${phrase === undefined ? word : `"${phrase}"`}`;
    if (LISTS.includes(field)) return [{ kind: "list", field, value: cutter.tokens(text), shown }];
    if (field === "year") return [{ kind: "year", field, ...years(text), shown }];
    const named = extra ? cutter.terms(extra).map((one) => ({ kind: "word", field, ...one, shown: one.word })) : [];
    return [...named, ...(phrase === undefined ? words(field, word, open, shown) : phrased(field, phrase, shown))];
  }

  function phrased(field, phrase, shown) {
    const terms = cutter.terms(phrase);
    if (terms.length < 2) return terms.map((one) => ({ kind: "word", field, ...one, shown }));
    return [{ kind: "phrase", field, terms, shown }];
  }

  function words(field, word, open, shown) {
    const begun = word.endsWith("*");
    const found = cutter.terms(word);
    const compound = cutter.compound(word);
    found.forEach((one, at) => {
      const last = at === found.length - 1;
      Object.assign(one, { kind: "word", field, begun: begun && last, open: open && last });
      one.shown = found.length > 1 ? one.word : shown;
    });
    if (!compound) return found;
    return [{ kind: "compound", field, ...compound, parts: found, begun, open, shown }];
  }

  /* Years as {from, to}: 2019, 2019-2022, 2019.., >2020, <=2018; an empty range where it says nothing of the kind. */
  function years(text) {
    const nothing = { from: 1, to: 0 };
    const range = /^(\d{1,4})?(?:(-|–|\.\.)(\d{1,4})?)?$/.exec(text);
    const bound = /^([<>]=?|≤|≥)(\d{1,4})$/.exec(text);
    if (bound) {
      const year = Number(bound[2]);
      const [at, than] = [/=|≤|≥/.test(bound[1]), /[>≥]/.test(bound[1])];
      return than ? { from: at ? year : year + 1, to: 9999 } : { from: 1, to: at ? year : year - 1 };
    }
    if (!range || !(range[1] || range[3])) return nothing;
    const [, first, dash, last] = range;
    return { from: Number(first ?? 1), to: Number(last ?? (dash ? 9999 : first)) };
  }

  return { parse, fields: FIELDS };
};
