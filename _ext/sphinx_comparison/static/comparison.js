/* What scripts add to pages that compare: previews of what links lead to, and filters of tables.
   Nothing here is needed to read. */
'use strict';

(() => {
  const script = document.currentScript;
  const root = new URL('../', script.src); // this file is in _static
  const { suffix } = script.dataset;

  function make(name, classes = '', ...content) {
    const element = document.createElement(name);
    if (classes) element.className = classes;
    element.append(...content);
    return element;
  }

  /** Decode part of an address, which may be anything. */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return '';
    }
  }

  // -- What is known of other pages -----------------------------------------------------------------------------------
  // It is in a script for each page, since a page opened from the file system can load nothing else.

  const known = new Map();
  const waiting = new Map();

  /** Take what is known of a page, from its script; `cfPage.at(address)` gives it, once it is there. */
  window.cfPage = (name, data) => waiting.get(name)?.(data);
  window.cfPage.at = (address) => load(locate(address)?.name);

  /** Give the page at an address of this site, and the anchor on it. */
  function locate(address) {
    const url = new URL(address, document.baseURI);
    if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
    let name = decoded(url.pathname.slice(root.pathname.length));
    if (suffix && name.endsWith(suffix)) name = name.slice(0, -suffix.length);
    else if (!name || name.endsWith('/')) name += 'index';
    return { name, anchor: decoded(url.hash.slice(1)) };
  }

  function load(name) {
    if (!known.has(name)) {
      known.set(name, new Promise((resolve) => {
        const element = make('script');
        waiting.set(name, resolve);
        element.src = new URL(`_comparison/${name.split('/').map(encodeURIComponent).join('/')}.js`, root).href;
        element.onerror = () => resolve({});
        document.head.append(element);
      }));
    }
    return known.get(name);
  }

  /** Say something in the language of the site, with values in the place of `{}`. */
  const say = (window.cfPage.say = (text, ...values) =>
    (window.cfWords?.[text] ?? text).replace(/{}/g, () => values.shift()));

  // -- Previews -------------------------------------------------------------------------------------------------------

  const OURS = /-p\d+(-p\d+|-c\d+-\d+)?$|^(question|hypothesis|theme|evidence|position)-/;
  const NEVER = '.cf-number, .headerlink, .cf-comparison .cf-title a'; // what these lead to is where they stand
  const PATIENCE = 250; // milliseconds, before a preview comes and before it goes
  const EDGE = 8; // pixels, between it and the edge of the window
  const here = locate(location.href);
  const tip = make('div', 'cf-preview');
  tip.id = 'cf-preview';
  tip.setAttribute('role', 'tooltip');
  tip.hidden = true;
  let under = null; // what is under the pointer: a link, the preview, or nothing of interest
  let wanted = null; // the link whose preview was asked for last
  let shown = null; // the link whose preview is shown
  let touching = false;
  let keyed = false; // whoever arrives at words that are a link has the focus there, and has not asked for a preview
  let timer = 0;

  const linkAt = (target) => (target instanceof Element ? target.closest('a[href]') : null);

  /** Give where a link leads, if that can be previewed and is not in sight. */
  function leads(link) {
    const place = link.matches(NEVER) ? null : locate(link.href);
    if (!place || !OURS.test(place.anchor)) return null;
    const target = place.name === here?.name && document.getElementById(place.anchor);
    if (!target) return place;
    if (!(target.lastElementChild ?? target).checkVisibility()) return place; // it is folded
    const { top, bottom, height } = target.getBoundingClientRect();
    const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return target.contains(link) || seen > Math.min(height, innerHeight) / 2 ? null : place;
  }

  /** Draw a preview. Tells whether there is one. */
  function draw(data, { name, anchor }) {
    const [, whole, start, end] = /^(.*?)(?:-c(\d+)-(\d+))?$/.exec(anchor);
    const preview = data.previews?.[anchor] ?? data.previews?.[whole];
    if (!preview) return false;
    const parts = preview.parts ?? preview.of.flatMap((part) => data.previews[part].parts);
    tip.replaceChildren(make('p', 'cf-preview-title', preview.label), ...parts.map((part) => {
      const line = make('p');
      if (part.lang) line.lang = part.lang;
      line.dir = 'auto';
      if (part.name) line.append(make('b', '', part.name), ' ');
      if (part.stance) line.append(make('span', part.classes, part.stance), ' ');
      const text = Array.from(part.text); // offsets count code points
      const cut = (from, to) => text.slice(from, to).join('');
      if (end) line.append(cut(0, start), make('mark', '', cut(start, end)), cut(end));
      else line.append(part.text);
      return line;
    }));
    if (preview.more) tip.append(make('p', 'cf-preview-more', say('and {} more', preview.more)));
    return true;
  }

  /** Put the preview below its link, or above it where there is more room. */
  function place(link) {
    const { top, bottom, left } = link.getBoundingClientRect();
    const above = top - 2 * EDGE;
    const below = innerHeight - bottom - 2 * EDGE;
    Object.assign(tip.style, { left: '0', top: '0', maxHeight: '' });
    let box = tip.getBoundingClientRect();
    const down = below >= Math.min(box.height, above);
    const room = Math.max(down ? below : above, innerHeight / 4);
    if (box.height > room) {
      tip.style.maxHeight = `${room}px`;
      tip.tabIndex = 0; // what scrolls can be reached
      box = tip.getBoundingClientRect();
    } else tip.removeAttribute('tabindex');
    const x = Math.max(EDGE, Math.min(left, document.documentElement.clientWidth - box.width - EDGE));
    const y = Math.max(EDGE, down ? Math.min(bottom, innerHeight - room) + EDGE / 2 : top - box.height - EDGE / 2);
    tip.style.left = `${x - box.left}px`;
    tip.style.top = `${y - box.top}px`;
    const mark = tip.querySelector('mark');
    tip.scrollTop = mark ? mark.offsetTop - box.height / 3 : 0;
  }

  /** Show a preview. Tells whether there is one, or none is wanted any more. */
  async function show(link, target) {
    clearTimeout(timer);
    wanted = link;
    const data = await load(target.name);
    if (wanted !== link) return true;
    hide();
    if (!draw(data, target)) return false;
    wanted = shown = link;
    if (touching) {
      const there = make('a', '', say('Go there'));
      there.href = link.href;
      tip.append(make('p', 'cf-preview-go', there));
    }
    document.body.append(tip);
    tip.hidden = false;
    place(link);
    link.setAttribute('aria-describedby', tip.id);
    return true;
  }

  function hide() {
    clearTimeout(timer);
    shown?.removeAttribute('aria-describedby');
    wanted = shown = null;
    tip.hidden = true;
  }

  function away() {
    clearTimeout(timer);
    if (!wanted || wanted.matches(':focus-visible')) return;
    if (shown) timer = setTimeout(hide, PATIENCE);
    else wanted = null;
  }

  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    const now = tip.contains(event.target) ? tip : linkAt(event.target);
    if (now === under) return;
    under = now;
    clearTimeout(timer);
    if (now === tip || (now && now === shown)) return;
    const target = now && !event.buttons && leads(now);
    if (target) timer = setTimeout(show, PATIENCE, now, target);
    else away();
  });

  document.documentElement.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'touch') return;
    under = null;
    away();
  });

  document.addEventListener('focusin', ({ target }) => {
    const link = linkAt(target);
    const place = keyed && link?.matches(':focus-visible') && link !== shown && leads(link);
    if (place) show(link, place);
  });

  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if ((target === wanted || target === tip) && under !== wanted && !tip.contains(relatedTarget)) hide();
  });

  document.addEventListener('pointerdown', (event) => {
    touching = event.pointerType === 'touch';
    keyed = false;
    if (shown && !tip.contains(event.target) && linkAt(event.target) !== shown) hide();
  });

  // The first tap shows it, the second goes there.
  document.addEventListener('click', (event) => {
    const link = linkAt(event.target);
    if (!link || event.defaultPrevented) return;
    const target = touching && event.detail && link !== wanted && !tip.contains(link) && leads(link);
    if (target) {
      event.preventDefault();
      show(link, target).then((done) => done || location.assign(link.href));
    } else hide();
  });

  document.addEventListener('keydown', ({ key }) => {
    touching = false;
    keyed = true;
    if (key === 'Escape') hide();
  });

  addEventListener('pagehide', hide);

  // -- Several paragraphs ---------------------------------------------------------------------------------------------

  /** Give what the address means if that is several paragraphs, `bajpai-p6-p7`: the first, and the last. */
  window.cfPage.several = () => /-p(\d+)-p(\d+)$/.exec(location.hash)?.slice(1) ?? [];

  /** Light them: the style sheet sees no further than two. */
  function light() {
    const [first, last] = window.cfPage.several();
    for (const passage of document.querySelectorAll('.cf-passage')) {
      const number = +/\d+$/.exec(passage.id);
      passage.classList.toggle('cf-lit', number >= first && number <= last);
    }
  }

  addEventListener('hashchange', light);
  light();

  // -- Notes ----------------------------------------------------------------------------------------------------------

  /** Leave a note that is not unfolded out of the order of tabs: the number of its paragraph leads to it. */
  function pass({ target: note }) {
    for (const stop of note.querySelectorAll(':scope > * :is(a, summary)')) {
      if (note.open) stop.removeAttribute('tabindex');
      else stop.tabIndex = -1;
    }
  }

  for (const note of document.querySelectorAll('details.cf-note')) {
    note.addEventListener('toggle', pass);
    pass({ target: note });
  }

  const QUOTED = 'cf-show-quoted';
  const box = document.querySelector(`.${QUOTED}`);
  try { // a browser may keep nothing
    if (box) {
      box.checked = localStorage[QUOTED] === 'true';
      box.addEventListener('change', () => { localStorage[QUOTED] = box.checked; });
    }
  } catch {}

  // -- Filters --------------------------------------------------------------------------------------------------------
  // What is chosen is in the address: `?table-why.stance=asserts,grants&table-why.differ=1#table-why`.

  const FEWEST_ROWS = 4;

  /** Give the rest of the class that begins so. */
  function named(element, prefix) {
    return [...element.classList].find((name) => name.startsWith(prefix))?.slice(prefix.length);
  }

  function filter(table, number) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < FEWEST_ROWS) return;
    const name = table.id || `table-${number + 1}`;
    const heads = [...table.tHead.rows[0].cells];
    const authors = heads.map((head) => named(head, 'cf-source-'));
    const held = rows.map((row) => [...row.cells].map((cell) => named(cell, 'cf-held-')));
    const questions = rows.map((row) => named(row, 'cf-question-'));
    const all = new Set(held.flat());

    const form = make('form', 'cf-filters');
    const box = make('details');
    const status = make('output');
    const reset = make('button', '', say('Show everything'));
    reset.type = 'button';
    const differ = option('differ', 1, say('Only where they disagree'));
    const groups = [
      group('stance', say('Stance'), JSON.parse(script.dataset.stances).filter(([id]) => all.has(id))),
      group('author', say('Author'), authors.flatMap((id, index) => (id ? [[id, heads[index].textContent.trim()]] : []))),
      group('question', say('Question'), Object.entries(JSON.parse(script.dataset.questions))
        .filter(([id]) => questions.includes(id))),
    ];
    box.append(make('summary', '', say('More filters')), ...groups.filter(Boolean), make('p', '', reset));
    form.append(...(groups[1] ? [differ] : []), box, status);
    form.autocomplete = 'off';
    form.setAttribute('aria-label', say('Filter: {}', table.caption?.firstElementChild.textContent.trim() ?? name));

    function option(key, value, label) {
      const input = make('input');
      Object.assign(input, { type: 'checkbox', name: key, value });
      return make('label', '', input, ' ', label);
    }

    function group(key, title, options) {
      if (options.length < 2) return null;
      return make('fieldset', '', make('legend', '', title), ...options.map(([id, label]) => option(key, id, label)));
    }

    const inputs = [...form.querySelectorAll('input')];
    const ticked = () => inputs.filter((input) => input.checked);
    const chosen = (key) => ticked().filter((input) => input.name === key).map((input) => input.value);

    // Those who take a stance take different ones: they are opposed, or apart in degree.
    const disagree = (stances) => new Set(stances.filter((each) => each && each !== 'silent')).size > 1;

    function apply() {
      const [stance, author, question, differs] = ['stance', 'author', 'question', 'differ'].map(chosen);
      // The last column says how all of them stand together, and nothing of some.
      const hidden = heads.map((_, index) => index > 0 && author.length > 0 && !author.includes(authors[index]));
      const place = document.getElementById(locate(location.href)?.anchor ?? '');
      let count = 0;
      rows.forEach((row, index) => {
        const seen = held[index].filter((_, column) => !hidden[column]);
        row.hidden = !row.contains(place) && !(
          (!stance[0] || seen.some((each) => stance.includes(each)))
          && (!question[0] || question.includes(questions[index]))
          && (!differs[0] || disagree(author.length > 1 ? seen : held[index]))
        );
        count += !row.hidden;
        [...row.cells].forEach((cell, column) => {
          if (cell.hidden !== hidden[column]) cell.hidden = hidden[column]; // a write costs, also of the same
        });
      });
      heads.forEach((head, column) => { head.hidden = hidden[column]; });
      status.value = ticked().length ? say('{} of {} rows', count, rows.length) : '';
    }

    function save() {
      const others = location.search.slice(1).split('&').filter((pair) => pair && !decoded(pair).startsWith(`${name}.`));
      const ours = [...new Set(ticked().map((input) => input.name))].map((key) => `${name}.${key}=${chosen(key)}`);
      const query = [...others, ...ours].join('&');
      const hash = table.id ? `#${name}` : location.hash;
      history.replaceState(history.state, '', `${location.pathname}${query && `?${query}`}${hash}`);
      apply();
    }

    form.addEventListener('change', save);
    form.addEventListener('submit', (event) => event.preventDefault());
    reset.addEventListener('click', () => {
      for (const input of inputs) input.checked = false;
      save();
    });
    addEventListener('hashchange', apply);

    const asked = new URLSearchParams(location.search);
    for (const input of inputs) {
      input.checked = (asked.get(`${name}.${input.name}`) ?? '').split(',').includes(input.value);
    }
    box.open = ticked().some((input) => input.name !== 'differ');
    (table.closest('.table-wrapper') ?? table).before(form);
    apply();
    // Who is sent to a view sees what is chosen; who comes back is where he was.
    const arrived = performance.getEntriesByType('navigation')[0]?.type === 'navigate';
    if (ticked().length && arrived && location.hash === `#${table.id}`) addEventListener('load', () => form.scrollIntoView());
  }

  document.querySelectorAll('table:is(.cf-comparison, .cf-stances)').forEach(filter);
})();
