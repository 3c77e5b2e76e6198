/* What scripts add to the page of a text: several paragraphs lit, notes passed by, and what is quoted shown. */
'use strict';

(() => {
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
})();
