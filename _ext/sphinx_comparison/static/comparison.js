/* What scripts add to pages that compare: previews of what links lead to. The other scripts stand on this one.
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
  Object.assign(window.cfPage, { at: (address) => load(locate(address)?.name), decoded, locate });

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

  // A unit of a source or words of it, several passages, a reference of the text's own; a point, or what is said of it.
  const OURS =
    /-([pnh]\d+(-p\d+)?|(n|ref)-.+|(heading|title|subtitle|legend|rubric|term|byline|dateline|epigraph|motto|paratext|postscript|preamble|signature|standfirst|attribution|caption|dedication|salutation)(-\d+)?)(-c\d+-\d+)?$|^(question|hypothesis|theme|evidence|position|annotation)-/;
  const NEVER = '.cf-number, .headerlink, .cf-comparison .cf-title a, .cf-annotations .cf-meta a'; // what these lead to is where they stand
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
  let timer = 0;

  // The document has no such function.
  const linkAt = (target) => target.closest?.('a[href]');

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

  /** Give the preview of a passage that stands on this page beside another. */
  function beside(anchor, label) {
    const words = document.getElementById(anchor)?.querySelector('.cf-excerpt')?.cloneNode(true);
    words?.querySelector('.cf-beside-number')?.remove();
    return words && { label, parts: [{ text: words.textContent.trim(), lang: words.lang }] };
  }

  /** Draw a preview. Tells whether there is one. */
  function draw(data, { name, anchor }, words) {
    const [, whole, start, end] = /^(.*?)(?:-c(\d+)-(\d+))?$/.exec(anchor);
    const preview = data.previews?.[anchor] ?? data.previews?.[whole] ?? (name === here?.name && beside(anchor, words));
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
    Object.assign(tip.style, { left: '', top: '', maxHeight: '' });
    tip.classList.toggle('cf-sheet', touching && matchMedia('(max-width: 46em)').matches);
    const { top, bottom, left } = link.getBoundingClientRect();
    if (tip.matches('.cf-sheet')) { // it comes from below, where the stylesheet has it
      scrollBy(0, Math.max(0, bottom + EDGE - tip.getBoundingClientRect().top));
      return;
    }
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
    if (!draw(data, target, link.textContent)) return false;
    wanted = shown = link;
    if (touching) {
      const there = make('a', '', say('Go to {}', tip.firstElementChild.textContent));
      const close = make('button', '', say('Close'));
      there.href = link.href;
      close.type = 'button';
      close.addEventListener('click', hide);
      tip.append(make('p', 'cf-preview-go', there, close));
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
    const place = link?.matches(':focus-visible') && link !== shown && leads(link);
    if (place) show(link, place);
  });

  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if ((target === wanted || target === tip) && under !== wanted && !tip.contains(relatedTarget)) hide();
  });

  document.addEventListener('pointerdown', (event) => {
    touching = event.pointerType === 'touch';
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
    if (key === 'Escape') hide();
  });

  addEventListener('pagehide', hide);
})();
