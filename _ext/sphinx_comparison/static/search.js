/* The page for searching: what is found in the texts that are compared, and in what is said of them, by paragraph and
   by point. It stands before what Sphinx finds, which is whole pages. */
'use strict';

(() => {
  const root = new URL('../', document.currentScript.src); // this file is in _static
  const MOST = 40; // as many as are shown
  const LONGEST = 300; // characters of a sentence
  // Accents, points and vowel signs that can be left out, and what nobody sees. A maqaf is a hyphen.
  const UNTYPED = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u2060]/g;
  const ALPHABETIC = /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]{1,2}$/u;
  const BEFORE = '(?<![\\p{L}\\p{N}])';
  const letters = new Map();

  function make(name, properties = {}, ...content) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...content);
    return element;
  }

  /** Fold a character: case, accents, blanks, and the quotation marks and dashes that a keyboard does not have. */
  function letter(character) {
    if (!letters.has(character)) {
      letters.set(character, character.normalize('NFKD').replace(UNTYPED, '').toUpperCase().toLowerCase().normalize('NFKC')
        .replace(/\s/g, ' ').replace(/[\u2018\u2019\u201a\u201b\u02bc]/g, "'").replace(/[\u201c-\u201f]/g, '"')
        .replace(/[\u05be\u2010-\u2015\u2212]/g, '-'));
    }
    return letters.get(character);
  }

  /** Fold a text, and say where in it each letter of the folded one comes from. */
  function fold(text) {
    const from = [];
    let folded = '';
    let index = 0;
    for (const character of text) {
      const letters = letter(character);
      if ((letters !== ' ' && letters !== '-') || !folded.endsWith(letters)) {
        for (let more = letters.length; more; more -= 1) from.push(index);
        folded += letters;
      }
      index += character.length;
    }
    return { folded, from: [...from, index] };
  }

  const quoted = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

  /** A number stands for itself; one or two letters begin a word; others may stand in the midst of one. */
  function pattern(term) {
    if (/^\p{N}+$/u.test(term)) return `(?<!\\p{N})${term}(?!\\p{N})`;
    return (ALPHABETIC.test(term) ? BEFORE : '') + quoted(term);
  }

  /** Say how well a title and a text match, both folded: below nothing, if a word stands in neither. */
  function rate(asked, title, text) {
    const has = (where) => (asked.begins.test(where) ? 0.5 : where.includes(asked.phrase) ? 0 : -9);
    const every = (where) => asked.terms.every((term) => term.test(where));
    if (!every(`${title} ${text}`)) return -1;
    return Math.max(1, has(title) + 4 + (title === asked.phrase), has(text) + 3, every(title) ? 2 : 0);
  }

  /** Mark what is found in a text. */
  function marked(asked, text) {
    const { folded, from } = fold(text);
    const content = [];
    let end = 0;
    for (const { 0: found, index } of folded.matchAll(asked.any)) {
      const [first, last] = [from[index], from[index + found.length]];
      content.push(text.slice(end, first), make('mark', { textContent: text.slice(first, last) }));
      end = last;
    }
    return [...content, text.slice(end)];
  }

  /** Give the sentences of a text in which something is found, two at most. */
  function sentences(asked, text) {
    const found = [...new Intl.Segmenter([], { granularity: 'sentence' }).segment(text)]
      .filter(({ segment }) => fold(segment).folded.search(asked.any) >= 0);
    const best = found.filter(({ segment }) => fold(segment).folded.includes(asked.phrase));
    return (best.length ? best : found).slice(0, 2).map(({ segment }) => shortened(asked, segment.trim())).join(' … ');
  }

  function shortened(asked, text) {
    if (text.length <= LONGEST) return text;
    const { folded, from } = fold(text);
    const start = Math.max(0, from[folded.search(asked.any)] - LONGEST / 3);
    const cut = text.slice(start, start + LONGEST);
    return `${start ? '…' : ''}${cut.replace(start ? /^\S{0,30}\s/ : '', '').replace(/\s\S{0,30}$/, '')}…`;
  }

  function find(asked, { pages, entries, labels }) {
    const address = (page, anchor) => `${new URL(pages[page], root)}${anchor && `#${anchor}`}`;
    const folded = (text) => fold(text.normalize()).folded;

    const line = (text, lang, ...before) => {
      const said = make('span', { dir: 'auto', ...(lang && { lang }) }, ...marked(asked, text));
      return make('p', { className: 'context' }, ...before, said);
    };

    /** Look through what is held on a point: in the editors' words, and in those quoted. */
    function held(title, [page, anchor, name, words, quotations]) {
      const runs = quotations.map(([place, start, end]) => {
        const [,,,, text, lang] = entries[place];
        return { text: Array.from(text).slice(start, end).join('').normalize(), lang };
      });
      const said = rate(asked, '', folded(`${title} ${name} ${words}`));
      const whole = rate(asked, '', folded(`${title} ${name} ${words} ${runs.map(({ text }) => text).join(' ')}`));
      // What stands in the title alone has no line of its own.
      const draw = () => [{ text: words.normalize(), lang: '' }, ...runs]
        .map(({ text, lang }, index) => [sentences(asked, text).replace(/^.+$/s, index ? '“$&”' : '$&'), lang])
        .filter(([text]) => text)
        .map(([text, lang]) => line(text, lang, make('a', { href: address(page, anchor), textContent: name }), ': '));
      return { score: said < 0 && whole >= 0 ? 0 : said, draw };
    }

    const results = entries.map(([kind, page, anchor, label, text, lang = '', positions = []], order) => {
      const [title, words] = kind ? [folded(label), folded(text)] : ['', folded(`${label} ${text}`)];
      const lines = positions.map((position) => held(label, position)).filter(({ score }) => score >= 0);
      const draw = () => {
        const shown = sentences(asked, text.normalize());
        const link = make('a', { href: address(page, anchor) }, ...(kind ? marked(asked, label) : [label]));
        const about = shown ? [line(shown, lang)] : [];
        return make('li', {}, link, kind && ` (${labels[kind]})`, ...about, ...lines.flatMap((found) => found.draw()));
      };
      const score = Math.max(rate(asked, title, words), ...lines.map((found) => found.score));
      return { score, order: kind && kind !== 'source' ? entries.length + order : order, draw };
    });
    // Of what matches as well: first the texts, then what is said of them.
    return results.filter(({ score }) => score >= 0).sort((one, other) => other.score - one.score || one.order - other.order);
  }

  window.cfPage = (_, index) => {
    const results = find(asked, index);
    if (!results.length) return;
    const heading = make('h2', { id: 'cf-found', textContent: index.labels.title });
    const list = make('ul', { className: 'search', role: 'list' }, ...results.slice(0, MOST).map(({ draw }) => draw()));
    const section = make('section', { className: 'cf-found' }, heading, list);
    section.setAttribute('aria-labelledby', heading.id);
    const more = results.length - MOST;
    if (more > 0) section.append(make('p', { textContent: index.labels.more.replace('{}', more) }));
    (document.getElementById('search-results') ?? document.querySelector('[role="main"], main, body')).prepend(section);
    // Whoever has typed and pressed Enter goes on from here, unless they have gone elsewhere since.
    heading.tabIndex = -1;
    if (document.activeElement === document.body) heading.focus();
  };

  const phrase = fold((new URLSearchParams(location.search).get('q') ?? '').normalize()).folded.trim();
  const words = phrase.split(' ').map((term) => term.replace(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu, '')).filter(Boolean);
  if (!words.length) return;
  const terms = [...new Set(words)].sort((one, other) => other.length - one.length).map(pattern);
  const asked = {
    phrase: words.join(' '),
    begins: new RegExp(BEFORE + quoted(words.join(' ')), 'u'),
    terms: terms.map((term) => new RegExp(term, 'u')),
    any: new RegExp(terms.join('|'), 'gu'),
  };
  document.head.append(make('script', { src: new URL('_comparison/search.js', root).href }));
})();
