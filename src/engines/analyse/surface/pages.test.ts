import { facing } from '../../../../test/support/facing.ts';

// Ways for a text to become markup, each with an argument that does and a twin that stays text.

facing('source/html-injection', 'javascript', [
  ['', 'document.body.innerHTML = value;', 'document.body.textContent = value;'],
  ['', 'document.body.innerHTML = `<b>${value}</b>`;', "document.body.innerHTML = '<b></b>';"],
  [
    '',
    'document.getElementById("out").outerHTML = value;',
    'document.getElementById("out").innerText = value;',
  ],
  [
    '',
    "document.body.insertAdjacentHTML('beforeend', value);",
    "document.body.insertAdjacentText('beforeend', value);",
  ],
  ['', 'document.write(value);', "document.write('<p>');"],
  [
    "import DOMPurify from 'dompurify';",
    'document.body.innerHTML = value;',
    'document.body.innerHTML = DOMPurify.sanitize(value);',
  ],
  [
    "const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');",
    'document.body.innerHTML = `<b>${value}</b>`;',
    'document.body.innerHTML = `<b>${escape(value)}</b>`;',
  ],
]);
