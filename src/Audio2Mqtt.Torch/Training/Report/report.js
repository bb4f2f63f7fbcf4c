// Sorting by a click on a heading; without scripts the tables are in the model's order.
for (const button of document.querySelectorAll('table.sortable th button')) {
  button.addEventListener('click', () => {
    const heading = button.closest('th'), table = heading.closest('table'), body = table.tBodies[0];
    const column = [...heading.parentNode.children].indexOf(heading);
    const rising = heading.getAttribute('aria-sort') !== 'ascending';
    for (const other of heading.parentNode.children) if (other.hasAttribute('aria-sort')) other.setAttribute('aria-sort', 'none');
    heading.setAttribute('aria-sort', rising ? 'ascending' : 'descending');
    const key = row => row.children[column].dataset.value ?? row.children[column].textContent;
    const compare = (a, b) => {
      const [x, y] = [key(a), key(b)];
      if (x === '' || y === '') return (x === '') - (y === '');
      const order = isNaN(x) || isNaN(y) ? x.localeCompare(y) : x - y;
      return rising ? order : -order;
    };
    body.append(...[...body.rows].sort(compare));
  });
}
