/* Citations: a small panel with the address and the citation of whatever is pointed at, to copy or to download.
   It needs comparison.js, which loads what is known of a page. The view `{citations}` has the same without scripts. */
'use strict';

(() => {
  const root = new URL('../', document.currentScript.src); // this file is in _static
  const WORDS = /-c(\d+)-(\d+)$/;
  const SERIAL = /^(id\d+)?$/; // an id that nobody gave, and that changes with the page
  const { at, say } = window.cfPage;
  const main = document.querySelector('[role="main"], main, article, .body') ?? document.body;
  let known = null; // what can be cited on this page
  let place = null; // what is cited
  let style = ''; // the one that was chosen last

  /** Make an element: its name, its properties, what is in it. */
  function make(name, properties = {}, ...content) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...content);
    return element;
  }

  // -- What can be cited ----------------------------------------------------------------------------------------

  /** Give the citations of a place: all formats, with what is left open in them filled in. */
  function citations(place) {
    const { source, parts, work, template } = known;
    const kind = place.last > place.first ? 2 : place.first ? 1 : 0; // paragraphs, a paragraph, the whole
    const part = parts[place.anchor && !kind ? place.anchor : ''];
    const whole = source && (kind || !place.anchor);
    const titled = !whole && typeof part[0] === 'string';
    const forms = whole ? [...source[kind], ...work] : titled ? template : part;
    const { first, last, address } = place;
    const values = [first, last, address, root.href.replace(/\/$/, ''), address.split(/[?#]/)[0], ...(titled ? part : [])];
    const fill = (text) => text.replace(/[\ue000-\ue009]/g, (open) => values[open.charCodeAt() - 0xe000]);
    return forms.map(([format, use, file, runs]) => ({ format, use, file: fill(file), runs: runs.map(fill) }));
  }

  // -- The panel ------------------------------------------------------------------------------------------------

  const dialog = make('dialog', { className: 'cf-citing', closedBy: 'any' });
  dialog.setAttribute('aria-labelledby', 'cf-citing-title');

  const button = (textContent, onclick, properties) => make('button', { type: 'button', textContent, onclick, ...properties });

  /** Copy plain text, and with it italics for a word processor; say so. */
  async function copy(plain, node, status) {
    try {
      const items = { 'text/plain': new Blob([plain], { type: 'text/plain' }) };
      if (node) items['text/html'] = new Blob([node.innerHTML], { type: 'text/html' });
      await navigator.clipboard.write([new ClipboardItem(items)]);
      status.textContent = say('Copied.');
    } catch {
      status.textContent = say('Your browser does not allow it. Select the text and copy it.');
    }
  }

  function download({ file, runs }) {
    const href = URL.createObjectURL(new Blob(runs));
    make('a', { href, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  }

  const field = (name, ...content) => make('div', { className: 'cf-citing-field' }, make('h3', {}, name), ...content);

  /** Give what refers to a paragraph: a copy of its note. */
  function noted({ note, first, last }) {
    const [summary, body] = (first === last && document.getElementById(note)?.children) || [];
    if (!body) return [];
    const copied = body.cloneNode(true);
    for (const link of copied.querySelectorAll('[tabindex]')) link.removeAttribute('tabindex');
    return [field(summary.textContent, copied)];
  }

  /** Fill the panel with what can be said of a place, and show it. */
  async function show(what) {
    place = what;
    known ??= (await at(location.href)).citing;
    if (!known) return;
    place.address = (known.address ?? location.href.split(/[?#]/)[0]) + place.tail;
    const status = make('p', { role: 'status' });
    const all = citations(place);
    const formats = [...new Set(all.filter((form) => !form.file).map((form) => form.format))];
    const chosen = make('select', { id: 'cf-citing-style' }, ...formats.map((format) => make('option', {}, format)));
    const texts = make('div');
    const fill = () =>
      texts.replaceChildren(
        ...all
          .filter((form) => form.format === chosen.value)
          .map(({ use, runs }) => {
            const text = make('p', {}, ...runs.map((run, index) => (index % 2 ? make('em', {}, run) : run)));
            return field(use, text, button(say('Copy'), () => copy(runs.join(''), text, status), { ariaLabel: say('Copy: {}', use) }));
          }),
      );
    chosen.value = style || formats[0];
    chosen.onchange = () => {
      style = chosen.value;
      fill();
    };
    fill();
    const address = make('p', { className: 'cf-citing-address' }, place.address);
    dialog.replaceChildren(
      make('h2', { id: 'cf-citing-title' }, say('Cite {}', place.name)),
      button(say('Close'), () => dialog.close(), { className: 'cf-citing-close' }),
      field(say('Address'), address, button(say('Copy'), () => copy(place.address, null, status), { ariaLabel: say('Copy: {}', say('address')) })),
      make('p', {}, make('label', { htmlFor: 'cf-citing-style' }, say('Style'), ' '), chosen),
      texts,
      make('p', { className: 'cf-citing-files' }, `${say('Download:')} `, ...all.filter((form) => form.file).map((form) => button(form.format, () => download(form)))),
      ...(place.section?.anchor !== place.anchor && place.section ? [button(say('Cite {}', place.section.name), () => show(place.section))] : []),
      ...noted(place),
      status,
    );
    if (!dialog.open) dialog.showModal();
    chosen.focus(); // from here it is one step to the citation, or back to the address
  }

  // -- What opens it --------------------------------------------------------------------------------------------

  /** Give the paragraph that a node stands in, and its number. */
  function passageOf(node) {
    const element = (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest('.cf-passage');
    return element && { element, number: +/\d+$/.exec(element.id) };
  }

  const paragraphs = (first, last) => (first === last ? say('paragraph {}', first) : say('paragraphs {} to {}', first, last));

  const quoted = (words, number) =>
    `“${words.length > 50 ? `${words.slice(0, 50).replace(/\s\S*$/, '')}…` : words}”, ${paragraphs(number, number)}`;

  /** Have a control open the panel; as a link it leads to what it is of. */
  function open(control, holder, name, anchor, first = 0, last = first) {
    const opens = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (holder.matches('.cf-lit')) {
        const [from, to] = window.cfPage.several();
        const tail = location.hash;
        show({ name: paragraphs(from, to), anchor: tail.slice(1), first: from, last: +to, tail });
        return;
      }
      // Whoever came for words of a paragraph cites these; a table is cited as it is filtered.
      const [, start, end] = holder.querySelector(':target')?.id.match(WORDS) ?? [];
      const words = end && Array.from(holder.textContent).slice(start, end).join('');
      const view = holder.matches('caption') ? location.search : '';
      const tail = anchor && `${view}#${anchor}${words ? `-c${start}-${end}` : ''}`;
      const section = words ? null : sectionOf(holder);
      show({ name: words ? quoted(words, first) : name, anchor, first, last, tail, note: `${anchor}-quoted`, section });
    };
    control.classList.add('cf-cite');
    control.addEventListener('click', opens);
    control.setAttribute('aria-haspopup', 'dialog');
    control.ariaLabel = control.title = say('Cite {}', name);
  }

  /** Give the section that a paragraph stands in, as a place to be cited, if it has others. */
  function sectionOf(element) {
    const section = element.closest('section');
    const passages = section?.parentElement.closest('section') ? section.querySelectorAll('.cf-passage[id]') : [];
    const [first, last] = [passages[0], [...passages].at(-1)].map((passage) => passageOf(passage)?.number);
    const name = say('this section: {}', paragraphs(first, last));
    return last > first ? { name, anchor: section.id, first, last, tail: `#${section.id}` } : null;
  }

  /** Give the sign beside a title that links to it, or one made for it. */
  function sign(title, anchor) {
    const link = title.querySelector(':scope > .headerlink') ?? make('a', { className: 'headerlink', href: `#${anchor}`, textContent: '¶' });
    title.append(link);
    return link;
  }

  function connect() {
    document.body.append(dialog);
    const tools = main.querySelector('.cf-tools');
    for (const number of main.querySelectorAll('.cf-passage[id] > .cf-number')) {
      const { element, number: count } = passageOf(number);
      open(number, element, paragraphs(count, count), element.id, count);
    }
    for (const title of main.querySelectorAll('section > :is(h1, h2, h3, h4), .cf-table caption')) {
      const holder = title.closest('section, table');
      const words = title.textContent.replace(/¶$/, '').trim();
      // The sign is no part of the name.
      (title.closest('table') ?? title).ariaLabel ??= words;
      const section = sectionOf(title);
      if (title.matches('h1')) {
        if (!tools) open(sign(title, holder.id), title, say('this page'), '');
      } else if (section) {
        open(sign(title, holder.id), title, section.name, holder.id, section.first, section.last);
      } else if (holder?.matches('.cf-point, .cf-table') && !SERIAL.test(holder.id)) {
        open(sign(title, holder.id), title, `“${words}”`, holder.id);
      }
    }
    if (tools) {
      const cites = button(say('Cite'));
      tools.append(cites);
      open(cites, tools, say('this page'), '');
    }
  }

  Object.assign(window.cfPage, { button, main, passageOf, quoted, show });
  connect();
})();
