/* Filters of the tables of a page. What is chosen is in the address: `?cf.stance=asserts,grants&cf.differ=1`.
   It needs comparison.js. */
'use strict';

(() => {
  const { decoded, locate, say } = window.cfPage;
  const form = document.querySelector('form.cf-filters');
  const [box, status] = [form.querySelector('details'), form.querySelector('output')];
  const inputs = [...form.querySelectorAll('input')];
  const sides = JSON.parse(form.dataset.sides);

  /** Give the rest of the class that begins so. */
  function named(element, prefix) {
    return [...element.classList].find((name) => name.startsWith(prefix))?.slice(prefix.length);
  }

  // A position is a cell in the column of its author, or a mark on a scale.
  const tables = [...document.querySelectorAll('table:is(.cf-comparison, .cf-stances):not(.cf-transposed)')].map((table) => {
    const heads = [...table.tHead.rows[0].cells];
    const authors = heads.map((head) => named(head, 'cf-source-'));
    const rows = [...table.tBodies[0].rows].map((row) => ({
      row,
      point: row.querySelector('.cf-title a')?.getAttribute('href') ?? row,
      positions: table.matches('.cf-scale')
        ? [...row.querySelectorAll('.cf-mark')].map((mark) => ({ part: mark, author: named(mark, 'cf-source-'), stance: named(mark.closest('td'), 'cf-held-') }))
        : [...row.cells].slice(1).map((cell, index) => ({ part: cell, author: authors[index + 1], stance: named(cell, 'cf-held-') })),
      question: named(row, 'cf-question-'),
    }));
    return { id: table.id, heads: table.matches('.cf-scale') ? [] : heads.slice(1), rows };
  });

  const ticked = () => inputs.filter((input) => input.checked);
  const chosen = (key) => ticked().filter((input) => input.name === key).map((input) => input.value);

  /** Hide or show; a write costs, also of what is so already. */
  function hide(element, hidden) {
    if (element.hidden !== hidden) element.hidden = hidden;
  }

  function apply() {
    const [stance, author, question, both, differ, opposed] =
      ['stance', 'author', 'question', 'both', 'differ', 'opposed'].map(chosen);
    const place = document.getElementById(locate(location.href)?.anchor ?? '');
    // What two tables have is one row to a reader.
    const [count, all] = [new Set(), new Set()];
    const unasked = (name) => author.length > 0 && !author.includes(name);
    for (const { heads, rows } of tables) {
      // The last column says how all of them stand together, and nothing of some.
      for (const head of heads) hide(head, unasked(named(head, 'cf-source-')));
      for (const { row, point, positions, question: answered } of rows) {
        for (const { part, author: whose } of positions) hide(part, unasked(whose));
        const seen = positions.filter(({ author: whose }) => !unasked(whose)).map((each) => each.stance);
        const compared = (author.length > 1 ? seen : positions.map((each) => each.stance)).filter((each) => each && each !== 'silent');
        const on = compared.map((each) => sides[each]);
        hide(row, !row.contains(place) && !(
          (!stance[0] || seen.some((each) => stance.includes(each)))
          && (!question[0] || question.includes(answered))
          && (!both[0] || compared.length > 1)
          && (!differ[0] || new Set(compared).size > 1)
          && (!opposed[0] || (on.includes('for') && on.includes('against')))
        ));
        if (!row.hidden) count.add(point);
        all.add(point);
      }
    }
    status.value = ticked().length ? say('{} of {} rows', count.size, all.size) : '';
  }

  /** Give what a key of the address means here: `cf.differ`, or of one table, as it once was, `table-why.differ`. */
  function meant(key) {
    const [, of, name] = /^(.*)\.(\w+)$/.exec(key) ?? [];
    return of === 'cf' || tables.some(({ id }) => id && id === of) ? name : '';
  }

  function save() {
    const others = location.search.slice(1).split('&').filter((pair) => pair && !meant(decoded(pair).split('=')[0]));
    const ours = [...new Set(ticked().map((input) => input.name))].map((key) => `cf.${key}=${chosen(key)}`);
    const query = [...others, ...ours].join('&');
    history.replaceState(history.state, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
    apply();
  }

  form.addEventListener('change', save);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.querySelector('button').addEventListener('click', () => {
    for (const input of inputs) input.checked = false;
    save();
  });
  addEventListener('hashchange', apply);

  for (const [key, value] of new URLSearchParams(location.search)) {
    for (const input of inputs) {
      if (meant(key) === input.name && value.split(',').includes(input.value)) input.checked = true;
    }
  }
  box.open = ticked().some((input) => box.contains(input));
  apply();
  // Who is sent to a view sees what is chosen; who comes back is where he was.
  const arrived = performance.getEntriesByType('navigation')[0]?.type === 'navigate';
  const sent = document.querySelector(':target');
  if (ticked().length && arrived && (!sent || sent.matches('.cf-table'))) addEventListener('load', () => form.scrollIntoView());
})();
