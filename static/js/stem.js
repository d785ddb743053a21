"use strict";
/* Porter's stemmer, step for step as generator/text.py has it: the search must cut words exactly as the index did.
   Porter, M. F. (1980). An algorithm for suffix stripping. Program, 14(3), 130-137. doi:10.1108/eb046814 */
sitegen.stem = (() => {
  const STEP2 = [
    ["ational", "ate"],
    ["ization", "ize"],
    ["iveness", "ive"],
    ["fulness", "ful"],
    ["ousness", "ous"],
    ["tional", "tion"],
    ["biliti", "ble"],
    ["entli", "ent"],
    ["ousli", "ous"],
    ["ation", "ate"],
    ["alism", "al"],
    ["aliti", "al"],
    ["iviti", "ive"],
    ["enci", "ence"],
    ["anci", "ance"],
    ["izer", "ize"],
    ["abli", "able"],
    ["alli", "al"],
    ["ator", "ate"],
    ["eli", "e"],
  ];
  const STEP3 = [
    ["icate", "ic"],
    ["ative", ""],
    ["alize", "al"],
    ["iciti", "ic"],
    ["ical", "ic"],
    ["ness", ""],
    ["ful", ""],
  ];
  const STEP4 = [
    "ement",
    "ance",
    "ence",
    "able",
    "ible",
    "ment",
    "ant",
    "ent",
    "ism",
    "ate",
    "iti",
    "ous",
    "ive",
    "ize",
    "ion",
    "al",
    "er",
    "ic",
    "ou",
  ];

  function consonant(word, i) {
    if ("aeiou".includes(word[i])) return false;
    return !(word[i] === "y" && i > 0 && consonant(word, i - 1));
  }

  function measure(word) {
    const shape = Array.from(word, (_, i) => (consonant(word, i) ? "c" : "v")).join("");
    return (shape.match(/v+c+/g) ?? []).length;
  }

  function hasVowel(word) {
    return Array.from(word).some((_, i) => !consonant(word, i));
  }

  function doubled(word) {
    return word.length > 1 && word.at(-1) === word.at(-2) && consonant(word, word.length - 1);
  }

  function shortSyllable(word) {
    const end = word.length - 1;
    if (end < 2 || "wxy".includes(word[end])) return false;
    return consonant(word, end) && !consonant(word, end - 1) && consonant(word, end - 2);
  }

  function plurals(word) {
    if (word.endsWith("sses") || word.endsWith("ies")) return word.slice(0, -2);
    return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
  }

  function pastAndGerund(word) {
    if (word.endsWith("eed")) return measure(word.slice(0, -3)) ? word.slice(0, -1) : word;
    for (const suffix of ["ed", "ing"]) {
      if (!word.endsWith(suffix)) continue;
      const rest = word.slice(0, -suffix.length);
      return hasVowel(rest) ? tidied(rest) : word;
    }
    return word;
  }

  function tidied(word) {
    if (["at", "bl", "iz"].some((end) => word.endsWith(end))) return word + "e";
    if (doubled(word) && !"lsz".includes(word.at(-1))) return word.slice(0, -1);
    return measure(word) === 1 && shortSyllable(word) ? word + "e" : word;
  }

  function finalY(word) {
    return word.endsWith("y") && hasVowel(word.slice(0, -1)) ? word.slice(0, -1) + "i" : word;
  }

  function replaced(word, table) {
    for (const [suffix, better] of table) {
      if (!word.endsWith(suffix)) continue;
      const rest = word.slice(0, -suffix.length);
      return measure(rest) ? rest + better : word;
    }
    return word;
  }

  function dropped(word) {
    const suffix = STEP4.find((end) => word.endsWith(end));
    if (!suffix) return word;
    const rest = word.slice(0, -suffix.length);
    const allowed = suffix !== "ion" || rest.endsWith("s") || rest.endsWith("t");
    return measure(rest) > 1 && allowed ? rest : word;
  }

  function finalE(word) {
    if (word.endsWith("e")) {
      const rest = word.slice(0, -1);
      const size = measure(rest);
      if (size > 1 || (size === 1 && !shortSyllable(rest))) word = rest;
    }
    return word.endsWith("ll") && measure(word) > 1 ? word.slice(0, -1) : word;
  }

  const known = new Map();

  /* The stem of a lower-case word; short words and words of other scripts stay as they are. */
  function stem(word) {
    if (word.length < 3 || word.length > 80 || !/^[A-Za-z]+$/.test(word)) return word;
    if (!known.has(word)) known.set(word, cut(word));
    return known.get(word);
  }

  function cut(word) {
    const step2 = (text) => replaced(text, STEP2);
    const step3 = (text) => replaced(text, STEP3);
    return [plurals, pastAndGerund, finalY, step2, step3, dropped, finalE].reduce((text, step) => step(text), word);
  }

  return stem;
})();
