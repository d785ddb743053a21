"use strict";
/* Papers with their citations as files: what the reading list and the pages of authors, keywords and years are saved as. */
sitegen.formats = (() => {
  const names = ({ author = [] }) => author.map((one) => one.literal ?? `${one.given} ${one.family}`);
  const year = ({ issued }) => issued?.["date-parts"]?.[0]?.[0] ?? "";
  const cell = (text) => {
    const plain = String(text ?? "");
    /* A spreadsheet would compute what begins so. */
    const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(plain) ? `'${plain}` : plain;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  const COLUMNS = ["title", "authors", "year", "venue", "doi", "url", "keywords"];
  const row = (csl, title = "") => [
    csl.title ?? title,
    names(csl).join("; "),
    year(csl),
    csl["container-title"],
    csl.DOI,
    csl.URL,
    csl.keyword,
  ];
  const table = (rows) => `\ufeff${rows.map((cells) => cells.map(cell).join(",")).join("\r\n")}\r\n`;

  const TYPES = { bib: "application/x-bibtex", ris: "application/x-research-info-systems", csv: "text/csv" };
  /* Citations, each {bibtex, ris, csl}, as the text of a file. */
  const texts = {
    bib: (cited) => cited.map(({ bibtex }) => bibtex).join("\n"),
    ris: (cited) => cited.map(({ ris }) => ris).join(""),
    csv: (cited) => table([COLUMNS, ...cited.map(({ csl }) => row(csl))]),
  };
  return { COLUMNS, TYPES, names, year, row, table, texts };
})();
