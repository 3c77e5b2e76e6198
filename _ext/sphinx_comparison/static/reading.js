/* What scripts add to the page of a text: several paragraphs lit, notes passed by, what is quoted shown, and words that
   are selected cited. It needs citing.js. */
'use strict';

(() => {
  const { button, main, passageOf, quoted, say, show } = window.cfPage;

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

  // -- Words that are selected ----------------------------------------------------------------------------------------

  const plain = (text) => text.replace(/\s+/g, ' ').trim();

  /** Write a text fragment; for many words their first and their last. Words that the page has twice are told apart by
      those before them. Commas, hyphens and ampersands are its own, and a full stop at the end may be a sentence's. */
  function fragment(words, before) {
    const write = (list) => encodeURIComponent(list.join(' ')).replaceAll('-', '%2D').replace(/\.$/, '%2E');
    const list = words.split(' ');
    const many = list.length > 8;
    const begin = many ? list.slice(0, 4) : list;
    const twice = plain(main.textContent).split(begin.join(' ')).length > 2;
    const prefix = twice && before ? `${write(before.split(' ').slice(-4))}-,` : '';
    return prefix + write(begin) + (many ? `,${write(list.slice(-4))}` : '');
  }

  /** Offer to cite the words that are selected in one paragraph. */
  function watchSelection() {
    const offer = button(say('Cite these words'), null, { className: 'cf-cite-words', hidden: true });
    document.body.append(offer);
    document.addEventListener('selectionchange', () => {
      const selection = document.getSelection();
      const [from, to] = [passageOf(selection.anchorNode), passageOf(selection.focusNode)];
      offer.hidden = selection.isCollapsed || !from || from.element !== to?.element;
      if (offer.hidden) return;
      const range = selection.getRangeAt(0);
      const box = range.getBoundingClientRect();
      offer.style.top = `${window.scrollY + box.bottom + 6}px`;
      offer.style.left = `${Math.max(8, Math.min(window.scrollX + box.left, document.documentElement.clientWidth - 160))}px`;
      offer.onclick = () => {
        const [before, words] = whole(from.element, range);
        show({
          name: quoted(words, from.number),
          anchor: from.element.id,
          first: from.number,
          last: from.number,
          tail: `#${from.element.id}:~:text=${fragment(words, before)}`,
        });
      };
    });
  }

  /** Give what goes before a range in an element, and what is in it; a word that is cut is taken whole. */
  function whole(element, range) {
    const text = element.textContent;
    const before = document.createRange();
    before.setStart(element, 0);
    before.setEnd(range.startContainer, range.startOffset);
    let start = before.toString().length;
    let end = start + range.toString().length;
    // As the browser finds them: with apostrophes, decimal points and vowel signs in them.
    const words = new Intl.Segmenter([], { granularity: 'word' }).segment(text);
    const at = (index) => words.containing(index) ?? {};
    if (at(start).isWordLike) start = at(start).index;
    if (at(end - 1).isWordLike) end = at(end - 1).index + at(end - 1).segment.length;
    return [text.slice(0, start), text.slice(start, end)].map(plain);
  }

  watchSelection();
})();
